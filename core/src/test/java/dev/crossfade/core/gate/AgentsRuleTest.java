package dev.crossfade.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.observation.Content;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.NodeFact;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.observation.Seat;
import dev.crossfade.core.observation.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AgentsRuleTest {

    private static final Instant CHANGED = Instant.parse("2026-08-01T10:00:00Z");
    private static final Instant NOW = CHANGED.plusSeconds(600);

    private Instant born = CHANGED.minusSeconds(3600);
    private final List<PodFact> pods =
            new ArrayList<>(List.of(agent("one", CHANGED), agent("two", CHANGED.plusSeconds(9))));

    @Test
    void agentsThatStartedWithTheConfigurationHaveIt() {
        Judgement judgement = judge();

        assertThat(judgement.verdict()).as(judgement.reason()).isEqualTo(Verdict.PASSED);
        assertThat(judgement.reason()).contains("each started after ConfigMap kube-system/cilium-config changed");
    }

    @Test
    void anAgentFromBeforeItDoesNot() {
        pods.set(1, agent("two", CHANGED.minusSeconds(1)));

        Judgement judgement = judge();

        assertThat(judgement.verdict()).isEqualTo(Verdict.WAITING);
        assertThat(judgement.reason()).contains("1 agents run a configuration from before", "cilium-two on two");
    }

    /** Each agent that people restart is a step; one on a machine that has come meanwhile is none. */
    @Test
    void agentsThatHaveStillToRestartAreWhatIsLeft() {
        pods.set(1, agent("two", CHANGED.minusSeconds(1)));
        pods.set(0, agent("one", CHANGED.plusSeconds(60)));

        assertThat(judge().left()).isEqualTo(new Left(1, CHANGED, CHANGED.plusSeconds(60)));

        born = CHANGED.plusSeconds(30);

        assertThat(judge().left()).isEqualTo(new Left(1, CHANGED, null));
    }

    /** Seen on a real API server: such a pod stays for a minute, and never starts. */
    @Test
    void aPodOfANodeThatIsGoneIsNoAgent() {
        pods.add(agent("gone", null));

        Judgement judgement = judge();

        assertThat(judgement.verdict()).as(judgement.reason()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void norIsItOneThatNobodyRestarted() {
        RecycledRule recycled = new RecycledRule(AgentsRule.AGENTS, CHANGED);
        pods.add(agent("gone", null, CHANGED.minusSeconds(60)));

        assertThat(recycled.judge(look()).verdict()).isEqualTo(Verdict.PASSED);

        pods.set(0, agent("one", CHANGED, CHANGED.minusSeconds(60)));

        assertThat(recycled.judge(look()).verdict()).isEqualTo(Verdict.WAITING);
        assertThat(recycled.judge(look()).reason())
                .startsWith("1 pods of DaemonSet kube-system/cilium are from before the merge: cilium-one on one");
    }

    private Judgement judge() {
        return new AgentsRule(new TreeMap<>(Map.of("enable-policy", Optional.of("never")))).judge(look());
    }

    private Look look() {
        Map<Question<?>, Reading<?>> answers = new HashMap<>();
        answers.put(new Question.Nodes(), read(List.of(node("one"), node("two"))));
        answers.put(new Question.Pods(), read(List.copyOf(pods)));
        answers.put(
                new Question.Named(Seat.CLUSTER, AgentsRule.CONFIG),
                read(Optional.of(object(AgentsRule.CONFIG, Map.of("data", Map.of("enable-policy", "never"))))));
        ObjectId agents = AgentsRule.AGENTS.daemonSet();
        answers.put(
                new Question.Named(Seat.CLUSTER, agents),
                read(Optional.of(object(
                        agents,
                        Map.of(
                                "status",
                                Map.of(
                                        "observedGeneration", 1,
                                        "desiredNumberScheduled", 2,
                                        "updatedNumberScheduled", 2,
                                        "numberAvailable", 2))))));
        return new Look(NOW, answers);
    }

    private static <T> Reading<T> read(T value) {
        return new Reading.Read<>(value, NOW);
    }

    private static ObjectFact object(ObjectId id, Map<String, ?> content) {
        return new ObjectFact(id, version(), Content.of(content));
    }

    private static Version version() {
        return new Version("u", "1", 1, CHANGED, CHANGED, null, List.of());
    }

    private NodeFact node(String name) {
        Version version = new Version("u", "1", 1, born, born, null, List.of());
        return new NodeFact(name, version, Map.of(), List.of(), List.of(), Map.of(), List.of(), "");
    }

    private static PodFact agent(String node, @org.jspecify.annotations.Nullable Instant started) {
        return agent(node, started, CHANGED);
    }

    private static PodFact agent(String node, @org.jspecify.annotations.Nullable Instant started, Instant created) {
        return new PodFact(
                "kube-system",
                "cilium-" + node,
                "cilium",
                new PodFact.Owner("DaemonSet", "cilium"),
                new PodFact.Placement(node, true, List.of("10.0.0.1")),
                new PodFact.Life(started == null ? "Pending" : "Running", created, 0, started, started, null));
    }
}
