package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.gate.Gate;
import dev.crossfade.core.gate.Need;
import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.progress.Advance;
import dev.crossfade.core.progress.Decision;
import dev.crossfade.core.progress.Standing;
import dev.crossfade.core.progress.Verdicts;
import dev.crossfade.core.proof.GateVerdict;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the decision makes of gates that let a phase in, and of those that let one back. */
class DecisionsTest {

    private static final Instant NOW = Instant.parse("2026-08-01T12:00:00Z");

    private Journey journey = Journey.of(Story.preview());

    @Test
    void nothingIsProposedThatMayNotComeIn() {
        Standing free = new Standing.Free(journey.commit("remove-calico-workloads-prune"), false, Optional.empty());

        assertThat(decide("enforce-policies", free, entry(Verdict.PASSED))).isInstanceOf(Decision.Propose.class);
        assertThat(decide("enforce-policies", free, Verdicts.NONE)).isInstanceOf(Decision.Wait.class);
        for (Verdict verdict : List.of(Verdict.WAITING, Verdict.UNKNOWN, Verdict.FAILED)) {
            assertThat(decide("enforce-policies", free, entry(verdict)))
                    .isEqualTo(new Decision.Wait(
                            "entry gates of remove-calico-workloads-prune: calico-unused " + verdict.id()
                                    + "; calico-unused: seen",
                            Optional.empty()));
        }
    }

    @Test
    void norIsItMerged() {
        journey = Journey.of(Story.preview(
                text -> text.replaceFirst("(?m)^  gates:\n", "  gates:\n    autoMerge: [resume-workloads]\n")));
        PlannedCommit next = journey.commit("resume-workloads");
        Standing open = new Standing.Free(next, true, Optional.of(Standings.request("resume-workloads")));

        assertThat(decide("first-nodes", open, entry(Verdict.WAITING))).isInstanceOf(Decision.Wait.class);
        assertThat(decide("first-nodes", open, entry(Verdict.PASSED)))
                .isEqualTo(new Decision.Merge(Standings.request("resume-workloads"), next));
    }

    /** A run that died between push and pull request has opened nothing: the window is asked again. */
    @Test
    void aBranchWithoutItsPullRequestWaitsForAWindow() {
        for (String day : List.of("Fri", "Sat")) {
            journey = Journey.of(Story.preview(text -> text.replaceFirst(
                    "(?m)^  gates:\n",
                    "  proposals: {forge: gitea, api: https://git.example.com, repository: platform/gitops}\n  gates:\n"
                            + "    windows: [{days: [" + day
                            + "], from: \"09:00\", to: \"17:00\", timeZone: UTC}]\n")));
            Standing pushed = new Standing.Free(journey.commit("resume-workloads"), true, Optional.empty());

            for (boolean tended : List.of(false, true)) {
                Decision decision = new Advance(
                                journey.preview().plan().migration().spec(), NOW)
                        .knowing(new Advance.Known(tended, Optional.empty()))
                        .decide(
                                pushed,
                                journey.preview().plan().entry("first-nodes").orElseThrow(),
                                entry(Verdict.PASSED));
                assertThat(decision)
                        .as("in a window of " + day + " at " + NOW)
                        .isInstanceOf(day.equals("Sat") ? Decision.Propose.class : Decision.Wait.class);
            }
        }
    }

    @Test
    void aPhaseThatMayNotGoBackIsNotTakenBack() {
        journey = Journey.of(
                Story.preview(text -> text.replaceFirst("(?m)^  gates:\n", "  gates:\n    onFailure: undo\n")));
        Standing free = new Standing.Free(journey.commit("node-templates"), false, Optional.empty());

        assertThat(decide("node-config", free, failed(Verdict.PASSED))).isInstanceOf(Decision.ProposeUndo.class);
        for (Verdict verdict : List.of(Verdict.FAILED, Verdict.UNKNOWN, Verdict.WAITING)) {
            assertThat(decide("node-config", free, failed(verdict)))
                    .isInstanceOfSatisfying(
                            Decision.Hold.class,
                            hold -> assertThat(hold.reasons())
                                    .extracting(Problem::code)
                                    .containsExactly(ErrorCode.GATE_FAILED, ErrorCode.UNDO_REFUSED));
        }
    }

    /** A command alone is run before anybody has read when it helps. */
    @Test
    void theCureOfAHoldIsAllThatItsGateNeeds() {
        Standing free = new Standing.Free(journey.commit("node-templates"), false, Optional.empty());
        Need need = Need.of("See what it waits for, or end it:", "a", "b", "c", "d");
        GateVerdict failed = gate("argo-synced", Verdict.FAILED, need);

        assertThat(decide("node-config", free, new Verdicts(List.of(failed), List.of(), List.of())))
                .isInstanceOfSatisfying(
                        Decision.Hold.class,
                        hold -> assertThat(hold.reasons())
                                .extracting(Problem::cure)
                                .containsExactly(
                                        "See what it waits for, or end it: a; b; c; and 1 more, which crossfade status"
                                                + " lists"));
    }

    private Decision decide(String merged, Standing standing, Verdicts verdicts) {
        return new Advance(journey.preview().plan().migration().spec(), NOW)
                .decide(standing, journey.preview().plan().entry(merged).orElseThrow(), verdicts);
    }

    private static Verdicts entry(Verdict verdict) {
        return new Verdicts(
                List.of(gate("argo-synced", Verdict.PASSED)), List.of(gate("calico-unused", verdict)), List.of());
    }

    private static Verdicts failed(Verdict undo) {
        return new Verdicts(
                List.of(gate("nothing-moved", Verdict.FAILED)), List.of(), List.of(gate("nothing-migrated", undo)));
    }

    private static GateVerdict gate(String id, Verdict verdict) {
        return gate(id, verdict, null);
    }

    private static GateVerdict gate(String id, Verdict verdict, @Nullable Need need) {
        return new GateVerdict(
                new Gate(id, "it is so"),
                verdict,
                verdict == Verdict.PASSED,
                "seen",
                List.of(),
                NOW,
                null,
                Instant.MAX,
                false,
                false,
                need,
                null);
    }
}
