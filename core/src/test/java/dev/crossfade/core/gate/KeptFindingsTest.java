package dev.crossfade.core.gate;

import static dev.crossfade.core.gate.HealthyCluster.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.observation.Finding;
import dev.crossfade.core.observation.Grouped;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.MetricsFact;
import dev.crossfade.core.observation.NodeFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What was found in facts is found again by the next look without looking for it, until one of them is another one. */
class KeptFindingsTest {

    private static final Question.Nodes NODES = new Question.Nodes();
    private static final Question.AgentMetrics METRICS = new Question.AgentMetrics();

    /** Names, and how often they were looked for. */
    private record Names(AtomicInteger times) implements Finding<NodeFact, List<String>> {
        @Override
        public List<String> in(List<NodeFact> nodes) {
            times.incrementAndGet();
            return nodes.stream().map(NodeFact::name).toList();
        }
    }

    private static Grouped<NodeFact> nodes(String... names) {
        return Grouped.by(
                any -> "",
                Stream.of(names)
                        .map(name -> new NodeDraft(name, "10.0.0.1", "a").fact())
                        .toList());
    }

    private static List<String> find(Grouped<NodeFact> nodes, Names names) {
        Look look = new Look(NOW, Map.of(NODES, new Reading.Read<>(nodes, NOW)));
        return Grouped.whole(look.answer(NODES).got().orElseThrow()).find(names);
    }

    @Test
    void inNodesThatAreTheSameAsInTheLookBefore() {
        Names names = new Names(new AtomicInteger());
        Grouped<NodeFact> nodes = nodes("b", "a");
        assertThat(find(nodes, names)).containsExactly("a", "b");
        assertThat(find(nodes, names)).containsExactly("a", "b");
        assertThat(names.times()).hasValue(1);

        assertThat(find(nodes("c", "b", "a"), names)).containsExactly("a", "b", "c");
        assertThat(names.times()).hasValue(2);
    }

    @Test
    void inAllGroupsTogether() {
        Names names = new Names(new AtomicInteger());
        Grouped<NodeFact> apart = Grouped.by(NodeFact::name, List.copyOf(nodes("b", "a")));
        assertThat(apart.groups()).hasSize(2);
        apart.find(names);
        assertThat(apart.find(names)).containsExactlyInAnyOrder("a", "b");
        assertThat(names.times()).hasValue(1);
    }

    @Test
    void inWhatAgentsTellUntilOneTellsAnother() {
        Map<String, Reading<MetricsFact>> told = Map.of("a", new Reading.Read<>(new MetricsFact(List.of()), NOW));
        assertThat(answer(told)).isSameAs(answer(told));
        Map<String, Reading<MetricsFact>> more = new HashMap<>(told);
        Map<String, Reading<MetricsFact>> before = answer(more);
        more.put("b", new Reading.Unread<>("away", NOW));
        assertThat(before).as("what is changed later is not in the look").containsOnlyKeys("a");
        assertThat(answer(more)).containsOnlyKeys("a", "b");
    }

    private static Map<String, Reading<MetricsFact>> answer(Map<String, Reading<MetricsFact>> told) {
        return new Look(NOW, Map.of(METRICS, new Reading.Read<>(told, NOW)))
                .answer(METRICS)
                .got()
                .orElseThrow();
    }
}
