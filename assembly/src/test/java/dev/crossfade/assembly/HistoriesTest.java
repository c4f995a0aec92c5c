package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Histories of a cluster after a merge, the same ones in every run: things break and mend, and of what is really so some is not
 * read, read late, or seen in two states at once, in whole answers and in one of the many inside of an answer. Nothing goes on, or
 * may go back, that a naive look at the truth refuses; and all goes on in the first look after the soak time wherever the truth is
 * good and seen. Nobody is called, and nothing taken back, where all has been well for a while, be it that a watcher has just begun, hours
 * after the merge, and has read little; and somebody is called where something is broken for longer than the phase may take, or a way back
 * proposed where crossfade.yaml wants that and nothing stands against it. For how long it must have failed before ({@code OneStep.steady}) is in no history.
 *
 * <p>That it can fail was tried with rules spoilt by hand, one at a time. Found were: a DaemonSet's generation ignored; Healthy taken
 * without Synced; the revision, or Argo CD's last look, not compared; soak skipped; what earlier looks saw forgotten; an old answer
 * taken for a new one; no answer taken for a good one; a node's readiness, or the pods' endpoints, not asked; one pod left on Calico, one
 * node with another address, agents older than their configuration let pass. One node without an agent was found only once
 * there was a fault in which the DaemonSet still counts it.
 *
 * <p>Of what lets a phase in or back: entry gates ignored by the decision, or by the green light; pods that do not run yet, other
 * teams' Applications not asked; conditions of an undo ignored, or its nodes' labels not asked. Of the answers inside of one: what an
 * agent told before the merge, and an old round of a probe; these two were in the rules. Others are spoilt in each run ({@link SpoiltRulesTest}).
 */
class HistoriesTest {

    private static final int HISTORIES = Integer.getInteger("crossfade.histories", 10_000);
    private static final int MACHINES = 3_000;

    /** Every phase of every example. */
    private static List<HistoryScene> scenes = List.of();

    private static HistoryDeck deck = new HistoryDeck(List.of());

    @BeforeAll
    static void setTheScenes() {
        scenes = HistoryExamples.scenes();
        deck = new HistoryDeck(scenes);
        assertThat(scenes.size() % History.CHECKSUMS)
                .as("a scene with a checksum alone, or without one")
                .isNotZero();
    }

    @Test
    void nothingAdvancesThatIsNotTrueAndNothingStopsThatIs() {
        HistoryTally tally = play(HISTORIES, i -> new History(scenes.get(i % scenes.size()), deck, i).play());
        assertThat(tally.wrong()).isEmpty();
        assertThat(tally.advances).isGreaterThan(HISTORIES);
        assertThat(tally.overdue).isGreaterThan(HISTORIES / 2);
        assertThat(tally.undone).isGreaterThan(HISTORIES / 2);
        assertThat(tally.owed).isGreaterThan(HISTORIES / 5);
        List<String> kinds = Stream.concat(
                        HistoryFaults.ALL.stream().map(HistoryFaults.Fault::name),
                        Stream.of(HistoryLens.Kind.values())
                                .filter(kind -> kind != HistoryLens.Kind.CLEAR)
                                .map(HistoryLens.Kind::words))
                .toList();
        List<String> rarely = kinds.stream()
                .filter(kind -> tally.kinds.getOrDefault(kind, 0) < HISTORIES / 500)
                .toList();
        System.out.println(kinds.size() + " kinds of faults, of which never or hardly ever shown: " + rarely);
        assertThat(rarely).isEmpty();
    }

    /** One object of thousands decides. */
    @Test
    void oneOfThousandsIsEnough() {
        HistoryTally tally = play(scenes.size(), i -> new History(scenes.get(i), deck, i, MACHINES).playOneFault());
        assertThat(tally.wrong()).isEmpty();
        assertThat(tally.advances).isEqualTo(scenes.size());
    }

    private static HistoryTally play(int histories, IntFunction<HistoryTally> history) {
        HistoryTally tally = IntStream.range(0, histories)
                .parallel()
                .mapToObj(history)
                .reduce(new HistoryTally(), HistoryTally::and);
        System.out.println(tally);
        tally.wrong().stream().limit(20).forEach(System.out::println);
        return tally;
    }
}
