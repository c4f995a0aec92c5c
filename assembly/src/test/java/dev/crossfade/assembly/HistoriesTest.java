package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Histories of a cluster after a merge, the same ones in every run: things break and mend, and of what is really so some is not
 * read, read late, or seen in two states at once. Nothing goes on that a naive look at the truth refuses, and all goes on in the
 * first look after the soak time wherever the truth is good and seen.
 *
 * <p>That it can fail was tried with rules spoilt by hand, one at a time. Found were: a DaemonSet's generation ignored; Healthy taken
 * without Synced; the revision, or Argo CD's last look, not compared; soak skipped; what earlier looks saw forgotten; an old answer
 * taken for a new one; no answer taken for a good one; a node's readiness, or the pods' endpoints, not asked; one pod left on Calico, one
 * node with another address, agents older than their configuration let pass. One node without an agent was found only once
 * there was a fault in which the DaemonSet still counts it.
 */
class HistoriesTest {

    private static final int HISTORIES = Integer.getInteger("crossfade.histories", 10_000);
    private static final int MACHINES = 3_000;

    /** Every phase of every example. */
    private static List<HistoryScene> scenes = List.of();

    private static HistoryDeck deck = new HistoryDeck(List.of());

    @BeforeAll
    static void setTheScenes() {
        scenes = Story.examples().stream().flatMap(HistoriesTest::scenes).toList();
        deck = new HistoryDeck(scenes);
    }

    private static Stream<HistoryScene> scenes(String example) {
        Journey journey = Journey.of(Story.plan(Story.tree(example)));
        return journey.ids().stream().map(phase -> new HistoryScene(journey, phase));
    }

    @Test
    void nothingAdvancesThatIsNotTrueAndNothingStopsThatIs() {
        HistoryTally tally = play(HISTORIES, i -> new History(scenes.get(i % scenes.size()), deck, i).play());
        assertThat(tally.falseAdvances).isEmpty();
        assertThat(tally.falseStops).isEmpty();
        assertThat(tally.advances).isGreaterThan(HISTORIES);
        for (HistoryFaults.Fault fault : HistoryFaults.ALL) {
            assertThat(tally.kinds).containsKey(fault.name());
        }
        for (Map.Entry<String, Integer> kind : tally.kinds.entrySet()) {
            assertThat(kind.getValue()).as(kind.getKey()).isGreaterThanOrEqualTo(HISTORIES / 500);
        }
    }

    /** One object of thousands decides. */
    @Test
    void oneOfThousandsIsEnough() {
        HistoryTally tally = play(scenes.size(), i -> new History(scenes.get(i), deck, i, MACHINES).playOneFault());
        assertThat(tally.falseAdvances).isEmpty();
        assertThat(tally.falseStops).isEmpty();
        assertThat(tally.advances).isEqualTo(scenes.size());
    }

    private static HistoryTally play(int histories, IntFunction<HistoryTally> history) {
        HistoryTally tally = IntStream.range(0, histories)
                .parallel()
                .mapToObj(history)
                .reduce(new HistoryTally(), HistoryTally::and);
        System.out.println(tally);
        tally.falseAdvances.stream().limit(20).forEach(System.out::println);
        tally.falseStops.stream().limit(20).forEach(System.out::println);
        return tally;
    }
}
