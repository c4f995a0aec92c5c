package dev.crossfade.core.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.gate.AllRule;
import dev.crossfade.core.gate.Gate;
import dev.crossfade.core.gate.NodeCheck;
import dev.crossfade.core.gate.NodeSelection;
import dev.crossfade.core.gate.NodesRule;
import dev.crossfade.core.gate.RebootedRule;
import dev.crossfade.core.gate.Rule;
import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.observation.Condition;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.NodeFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.observation.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whether a rotation goes on, where machines come and go all day. */
class StalledTest {

    private static final Instant MERGED = Instant.parse("2026-08-01T12:00:00Z");
    private static final String LABEL = "io.cilium.migration/cilium-default";
    private static final Duration STEP = Duration.ofMinutes(10);
    private static final Gate REPLACED = new Gate("nodes-replaced", "all carry the label");

    private final Map<Gate, Rule> rules = new LinkedHashMap<>(Map.of(
            REPLACED,
            NodesRule.each(new NodeSelection.All(), new NodeCheck.Labelled(LABEL)),
            new Gate("nodes-ready", "those that carry it are Ready"),
            NodesRule.each(new NodeSelection.Migrated(LABEL), new NodeCheck.Ready()),
            new Gate("agents-ready", "all are Ready"),
            NodesRule.each(new NodeSelection.All(), new NodeCheck.Ready())));
    private final List<NodeFact> nodes = new ArrayList<>();
    private Steadiness steadiness = Steadiness.none();
    private Instant now = MERGED;
    private String reason = "";

    private StalledTest() {
        for (int i = 0; i < 3; i++) {
            join("old-" + i, false);
        }
    }

    private void join(String name, boolean moved) {
        nodes.add(new NodeFact(
                name,
                new Version(name, "1", 0, now, now, null, List.of()),
                moved ? Map.of(LABEL, "true") : Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(new Condition("Ready", "True", "KubeletReady", "", now)),
                "boot"));
    }

    private Verdict look() {
        return look(
                new Reading.Read<>(List.copyOf(nodes), now.plus(STEP)), new Reading.Read<>(List.of(), now.plus(STEP)));
    }

    private Verdict look(Reading<?> nodesRead, Reading<?> podsRead) {
        now = now.plus(STEP);
        Proof proof = new Proof("prepare", rules, MERGED, new Patience(Duration.ZERO, Duration.ofHours(1), true));
        List<GateVerdict> gates = proof.judge(
                new Look(now, Map.of(new Question.Nodes(), nodesRead, new Question.Pods(), podsRead)), steadiness);
        steadiness = steadiness.after("prepare", now, gates);
        GateVerdict replaced = gates.stream()
                .filter(gate -> gate.gate().equals(REPLACED))
                .findFirst()
                .orElseThrow();
        reason = replaced.reason();
        return replaced.verdict();
    }

    @Test
    void aRotationThatStandsHasStalledThoughMachinesComeAndGo() {
        join("new", true);
        for (int i = 0; i < 6; i++) {
            assertThat(look()).as("look %d", i).isEqualTo(Verdict.WAITING);
            nodes.remove(nodes.size() - 1);
            join("new-" + i, true);
        }
        assertThat(look()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void oldMachinesThatComeAndGoMoveNothingEither() {
        join("new", true);
        for (int i = 0; i < 6; i++) {
            assertThat(look()).as("look %d", i).isEqualTo(Verdict.WAITING);
            nodes.remove(0);
            join("old-again-" + i, false);
        }
        assertThat(look()).isEqualTo(Verdict.FAILED);
    }

    /** What joins without the label hides that others were moved meanwhile, so it says how few there were once. */
    @Test
    void aStallSaysHowFewWereLeftBefore() {
        join("new", true);
        look();
        nodes.remove(0);
        look();
        Instant fewest = now;
        join("unmoved-1", false);
        join("unmoved-2", false);
        for (int i = 0; i < 5; i++) {
            assertThat(look()).as("look %d", i).isEqualTo(Verdict.WAITING);
        }
        look();
        assertThat(look()).isEqualTo(Verdict.FAILED);
        assertThat(reason).endsWith("nothing has moved for 1 h; 4 are left, and 2 were at " + fewest);
    }

    @Test
    void oneThatTakesAnOldNodeAwayNowAndThenGoesOn() {
        join("new", true);
        for (int i = 0; i < 12; i++) {
            assertThat(look()).as("look %d", i).isEqualTo(Verdict.WAITING);
            if (i % 5 == 4) {
                nodes.remove(0);
            }
        }
    }

    /** Half of what a gate counts may be listed before the other half: that is not how few were left. */
    @Test
    void whatCouldNotBeCountedWholeIsNoCount() {
        rules.put(
                REPLACED,
                AllRule.of(
                        NodesRule.each(new NodeSelection.All(), new NodeCheck.Labelled(LABEL)),
                        new RebootedRule(new NodeSelection.All(), MERGED.plusSeconds(1))));
        join("new", true);
        look(new Reading.Read<>(List.copyOf(nodes), now.plus(STEP)), Reading.Unread.awaited("not listed yet", now));
        for (int i = 0; i < 9; i++) {
            assertThat(look()).as("look %d", i).isEqualTo(Verdict.WAITING);
            if (i % 4 == 3) {
                nodes.remove(0);
            }
        }
    }

    /** That nobody could see it for a while is no progress. */
    @Test
    void aStallStaysOneThoughALookSawNothing() {
        join("new", true);
        now = now.plus(Duration.ofHours(3));
        look(new Reading.Unread<>("connection refused", now), new Reading.Unread<>("connection refused", now));
        assertThat(look()).isEqualTo(Verdict.FAILED);
        assertThat(look()).isEqualTo(Verdict.FAILED);
    }

    /** A process that begins knows no more than what the nodes say. */
    @Test
    void aRestartedWatcherCountsFromTheNewestNodeAsItBegins() {
        join("new", true);
        for (int i = 0; i < 7; i++) {
            look();
        }
        assertThat(look()).isEqualTo(Verdict.FAILED);
        steadiness = Steadiness.none();
        join("another", true);
        assertThat(look()).isEqualTo(Verdict.WAITING);
        for (int i = 0; i < 5; i++) {
            assertThat(look()).isEqualTo(Verdict.WAITING);
        }
        assertThat(look()).isEqualTo(Verdict.FAILED);
    }
}
