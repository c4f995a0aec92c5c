package dev.crossfade.core.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.assembly.Standings;
import dev.crossfade.assembly.Story;
import dev.crossfade.core.gate.ApplicationRule;
import dev.crossfade.core.gate.Evidence;
import dev.crossfade.core.gate.Gate;
import dev.crossfade.core.gate.Judgement;
import dev.crossfade.core.gate.Rule;
import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.Observatory;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.proof.Merges;
import dev.crossfade.core.proof.Patience;
import dev.crossfade.core.proof.Proof;
import dev.crossfade.core.proof.Rules;
import dev.crossfade.core.proof.Standpoint;
import dev.crossfade.core.proof.Steadiness;
import dev.crossfade.core.proof.Unlooked;
import dev.crossfade.core.proposal.CommitStatus;
import dev.crossfade.core.proposal.PullRequest;
import dev.crossfade.core.proposal.Repository;
import dev.crossfade.core.render.ChartRenderer;
import dev.crossfade.core.render.Templates;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which proposal is green, and what is merged without a person: by gates of the merged phase, and by those that let the next one in. */
class MergeableTest {

    private static final Instant MERGED = Instant.parse("2026-08-01T11:00:00Z");
    private static final Instant NOW = MERGED.plusSeconds(3600);
    private static final String COMMIT = "c".repeat(40);

    private final Preview preview = Story.preview(
            text -> text.replaceFirst("(?m)^  gates:\n", "  gates:\n    autoMerge: [resume-workloads]\n"));
    private final List<Boolean> attended = new ArrayList<>();
    private Verdict end = Verdict.PASSED;
    private Verdict entry = Verdict.PASSED;
    private Verdict entryClosely = Verdict.PASSED;

    /** The phase is merged, and the next one lies before its reviewers. */
    private OneStep.Judged judged(String phase, Steadiness steadiness) {
        return step(phase).judge(sight(phase), steadiness, true);
    }

    private CommitStatus status(String phase) {
        return status(phase, judged(phase, Steadiness.none()), true);
    }

    private CommitStatus status(String phase, OneStep.Judged judged, boolean tended) {
        return ProposalStatuses.wanted(preview.plan(), next(phase).entry(), judged, tended);
    }

    @Test
    void isGreenWhereEveryGateHolds() {
        assertThat(status("enforce-policies").state()).isEqualTo(CommitStatus.State.SUCCESS);
        assertThat(status("enforce-policies", judged("enforce-policies", Steadiness.none()), false)
                        .state())
                .as("its branch may hold something else")
                .isEqualTo(CommitStatus.State.PENDING);
    }

    @ParameterizedTest
    @EnumSource(value = Verdict.class, names = "PASSED", mode = EnumSource.Mode.EXCLUDE)
    void isNotWhereWhatLetsItInDoesNot(Verdict verdict) {
        entry = verdict;

        assertThat(judged("enforce-policies", Steadiness.none()).isMergeable()).isFalse();
        assertThat(status("enforce-policies").state()).isEqualTo(CommitStatus.State.PENDING);
        assertThat(status("enforce-policies").description())
                .contains("do not merge yet: calico-unused " + verdict.id());
    }

    @ParameterizedTest
    @EnumSource(value = Verdict.class, names = "PASSED", mode = EnumSource.Mode.EXCLUDE)
    void isNotWhereThePhaseBeforeIsNotProved(Verdict verdict) {
        end = verdict;

        assertThat(judged("enforce-policies", Steadiness.none()).isMergeable()).isFalse();
        assertThat(status("enforce-policies").state())
                .isEqualTo(verdict == Verdict.FAILED ? CommitStatus.State.FAILURE : CommitStatus.State.PENDING);
    }

    @Test
    void isNotWhileSomebodyHasToAct() {
        Problem problem = Problem.warning(ErrorCode.GATE_FAILED, Where.object("it"), "it stands still", "look");
        OneStep.Judged held = judged("enforce-policies", Steadiness.none()).with(new Decision.Hold(List.of(problem)));

        assertThat(held.isMergeable()).isFalse();
        assertThat(status("enforce-policies", held, true))
                .extracting(CommitStatus::state, CommitStatus::description)
                .containsExactly(CommitStatus.State.FAILURE, "phase 18 of 26: do not merge: it stands still");
    }

    /** While all is calm not everybody is asked: before a merge everybody is. */
    @Test
    void nothingIsMergedByWhatWasToldInTurn() {
        Steadiness settled =
                judged("first-nodes", Steadiness.none()).proven().orElseThrow().after(Steadiness.none());
        assertThat(settled.isSettled(COMMIT)).isTrue();
        attended.clear();

        assertThat(judged("first-nodes", settled).decision()).isInstanceOf(Decision.Merge.class);
        assertThat(attended).containsExactly(false, true);

        entryClosely = Verdict.FAILED;
        assertThat(judged("first-nodes", settled).decision()).isNotInstanceOf(Decision.Merge.class);
        assertThat(judged("first-nodes", settled.unsettled()).decision()).isNotInstanceOf(Decision.Merge.class);
    }

    private PlannedCommit next(String phase) {
        List<String> ids =
                preview.commits().stream().map(commit -> commit.entry().id()).toList();
        return preview.commits().get(ids.indexOf(phase) + 1);
    }

    private Sight sight(String phase) {
        PlannedCommit next = next(phase);
        List<PlannedCommit> rest = preview.commits()
                .subList(preview.commits().indexOf(next), preview.commits().size());
        PullRequest open = Standings.request(next.entry().id());
        return new Sight(
                new Preview(preview.plan(), rest, List.of(), List.of()),
                new Repository.Base("main", COMMIT, MERGED, next.base()),
                Optional.empty(),
                new Sight.Reviews(null, List.of(open), Optional.empty(), List.of(), List.of()));
    }

    private OneStep step(String phase) {
        Observatory observatory = new Observatory() {
            private boolean closely = true;

            @Override
            public void attend(boolean now) {
                closely = now;
                attended.add(now);
            }

            @Override
            public Look look(Set<Question<?>> questions) {
                Map<Question<?>, Reading<?>> readings = new HashMap<>();
                questions.forEach(question ->
                        readings.put(question, new Reading.Unread<>(closely ? "asked closely" : "asked in turn", NOW)));
                return new Look(NOW, readings);
            }
        };
        return new OneStep(
                new Upstream(none(Repository.class), spec -> null, none(ChartRenderer.class)),
                none(Templates.class),
                Clusters.of(observatory),
                Terms.of(NOW),
                (sight, now) -> unproven(phase));
    }

    private Unproven unproven(String phase) {
        Merges merges = id -> Optional.of(new ApplicationRule.Merge(COMMIT, MERGED));
        PlannedCommit next = next(phase);
        Standpoint at = new Standpoint(
                preview.plan(),
                preview.plan().entry(phase).orElseThrow(),
                next.base(),
                merges,
                (revision, commit) -> new Reading.Read<>(true, MERGED));
        Set<Question<?>> asks = new HashSet<>();
        Rules.of(at).values().forEach(rule -> asks.addAll(rule.asks()));
        Patience patience = new Patience(Duration.ZERO, Duration.ofHours(2), false);
        return new Unproven(
                new Proving.Merged(at.entry(), merges, patience, patience),
                new Proof(
                        COMMIT,
                        Map.of(new Gate("pods-managed", "it is so"), told(asks, closely -> end)),
                        MERGED,
                        patience),
                new Proof(
                        COMMIT,
                        Map.of(
                                new Gate("calico-unused", "it is so"),
                                told(
                                        asks,
                                        closely -> closely && entryClosely != Verdict.PASSED ? entryClosely : entry)),
                        MERGED,
                        patience),
                new Proof(COMMIT, Map.of(), MERGED, patience),
                Unlooked.of(at),
                new GitAncestry(none(Repository.class), NOW));
    }

    private interface Tells {
        Verdict verdict(boolean closely);
    }

    private static Rule told(Set<Question<?>> asks, Tells tells) {
        return new Rule() {
            @Override
            public Set<Question<?>> asks() {
                return asks;
            }

            @Override
            public Judgement judge(Look look) {
                boolean closely = look.answer(new Question.Nodes()) instanceof Reading.Unread<?> unread
                        && unread.why().equals("asked closely");
                return new Judgement(
                        tells.verdict(closely),
                        "seen",
                        List.of(new Evidence("it", "field", "value", MERGED.plusSeconds(60))),
                        MERGED.plusSeconds(60),
                        null,
                        null,
                        null,
                        null);
            }
        };
    }

    /** What nobody may ask anything. */
    private static <T> T none(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    throw new AssertionError("asked for " + method);
                }));
    }
}
