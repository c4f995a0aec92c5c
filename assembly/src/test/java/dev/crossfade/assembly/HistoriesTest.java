package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.proof.GateVerdict;
import dev.crossfade.core.proof.Proof;
import dev.crossfade.core.proof.Steadiness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Histories of a cluster after a merge: things break and mend, and of what is really so some is not read, read late, or
 * seen in two states at once. The gates never let go on what a naive look at the truth refuses, and let go in the first look after
 * the soak time wherever the truth is good and seen.
 */
class HistoriesTest {

    private static final int HISTORIES = 1_000;
    private static final Duration STEP = Duration.ofSeconds(15);
    private static final Duration SOAK = HistoryScene.SOAK;
    private static final int LOOKS = 48;

    private static final List<String> PHASES = List.of(
            "pin-calico-address",
            "relax-policies",
            "install-cilium",
            "node-config",
            "node-templates",
            "first-nodes",
            "rotate-nodes",
            "finalize-cilium",
            "retire-node-config",
            "audit-policies",
            "enforce-policies",
            "remove-calico-workloads-prune",
            "remove-calico-workloads",
            "remove-calico-leftovers-relaxation",
            "remove-calico-leftovers-rbac",
            "remove-calico-leftovers",
            "clean-nodes",
            "drop-overlay",
            "hand-over");

    private final Map<String, HistoryScene> scenes = new TreeMap<>();
    private final Tally tally = new Tally();

    /** What came out of all histories. */
    private static final class Tally {
        long looks;
        long passed;
        final List<String> falseAdvances = new ArrayList<>();
        final List<String> falseStops = new ArrayList<>();
        final Map<String, Integer> faults = new TreeMap<>();
    }

    @Test
    void nothingAdvancesThatIsNotTrueAndNothingStopsThatIs() {
        Journey journey = Journey.of(Story.preview());
        PHASES.forEach(phase -> scenes.put(phase, new HistoryScene(journey, phase)));
        for (int i = 0; i < HISTORIES; i++) {
            String phase = PHASES.get(i % PHASES.size());
            new History(scenes.get(phase), new Random(7_919L * i), i).run();
        }
        System.out.println("histories: " + HISTORIES + ", looks: " + tally.looks + ", of which passed: " + tally.passed
                + ", false advances: " + tally.falseAdvances.size() + ", false stops: " + tally.falseStops.size());
        System.out.println("faults that struck: " + tally.faults);
        tally.falseAdvances.stream().limit(40).forEach(System.out::println);
        assertThat(tally.falseAdvances).isEmpty();
        assertThat(tally.falseStops).isEmpty();
        assertThat(tally.passed).isGreaterThan(HISTORIES);
        assertThat(tally.faults.keySet())
                .containsAll(HistoryFaults.ALL.stream()
                        .map(HistoryFaults.Fault::name)
                        .toList());
    }

    /** One after the other, one pod of thousands decides. */
    @Test
    void oneOfThousandsIsEnough() {
        Journey journey = Journey.of(Story.preview());
        for (String phase : List.of("install-cilium", "rotate-nodes", "remove-calico-workloads-prune")) {
            HistoryScene scene = new HistoryScene(journey, phase);
            for (int seed = 0; seed < 5; seed++) {
                History history = new History(scene, new Random(seed), seed, 3_000);
                history.oneFault();
            }
        }
        assertThat(tally.falseAdvances).isEmpty();
        assertThat(tally.falseStops).isEmpty();
    }

    /** One history. */
    private final class History {

        private final HistoryScene scene;
        private final HistoryOracle oracle;
        private final Random chance;
        private final int number;
        private final Proof proof;
        private HistoryTruth truth;
        private Instant lastChange = HistoryScene.MERGED;
        private String struck = "";
        private final List<String> past = new ArrayList<>();
        private final List<Map<Question<?>, Reading<?>>> earlier = new ArrayList<>();
        private final List<Seen> seen = new ArrayList<>();
        private Steadiness steadiness = Steadiness.none();

        /** A look as the oracle knows it. */
        private record Seen(Instant at, boolean good, boolean honest) {}

        History(HistoryScene scene, Random chance, int number) {
            this(scene, chance, number, 5 + chance.nextInt(4));
        }

        History(HistoryScene scene, Random chance, int number, int machines) {
            this.scene = scene;
            this.oracle = new HistoryOracle(scene);
            this.chance = chance;
            this.number = number;
            this.truth = scene.good(machines);
            this.proof = scene.proof();
            if (!oracle.isGood(truth)) {
                throw new AssertionError("the oracle does not take the good truth of " + scene.phase());
            }
        }

        void run() {
            HistoryTruth good = truth.copy();
            for (int i = 0; i < LOOKS; i++) {
                truth.now = truth.now.plus(STEP);
                happen(good);
                look(chance.nextInt(100) < 30 && !isQuiet());
            }
        }

        /** Half of all histories come to rest, so that they have to pass. */
        private boolean isQuiet() {
            return number % 2 == 0 && seen.size() > LOOKS / 2;
        }

        void oneFault() {
            HistoryTruth good = truth.copy();
            for (int i = 0; i < 16; i++) {
                truth.now = truth.now.plus(STEP);
                look(false);
            }
            HistoryFaults.Fault fault;
            do {
                truth = at(good, truth.now);
                fault = HistoryFaults.ALL.get(chance.nextInt(HistoryFaults.ALL.size()));
                fault.strike().accept(truth, chance);
            } while (oracle.isGood(truth));
            struck = fault.name();
            truth.now = truth.now.plus(STEP);
            look(false);
        }

        private void happen(HistoryTruth good) {
            if (struck.isEmpty()) {
                if (!isQuiet() && chance.nextInt(100) < 12) {
                    HistoryFaults.Fault fault = HistoryFaults.ALL.get(chance.nextInt(HistoryFaults.ALL.size()));
                    fault.strike().accept(truth, chance);
                    struck = fault.name();
                    past.add(struck + " at "
                            + Duration.between(HistoryScene.MERGED, truth.now).toSeconds());
                    if (!oracle.isGood(truth)) {
                        tally.faults.merge(struck, 1, Integer::sum);
                    }
                    lastChange = truth.now;
                }
            } else if (isQuiet() || chance.nextInt(100) < 35) {
                String name = struck;
                truth = at(good, truth.now);
                HistoryFaults.ALL.stream()
                        .filter(fault -> fault.name().equals(name))
                        .forEach(fault -> fault.mend().accept(truth, chance));
                // what started anew stays as it is from now on
                copyTimes(good);
                struck = "";
                lastChange = truth.now;
            }
        }

        private void copyTimes(HistoryTruth good) {
            HistoryTruth kept = truth.copy();
            good.machines = kept.machines;
            good.apps = kept.apps;
            good.dns = kept.dns;
        }

        private HistoryTruth at(HistoryTruth good, Instant now) {
            HistoryTruth copy = good.copy();
            copy.now = now;
            copy.configChanged = good.configChanged;
            return copy;
        }

        private void look(boolean distorted) {
            Map<Question<?>, Reading<?>> honest = new HashMap<>();
            HistoryView view = new HistoryView(scene, truth);
            proof.asks()
                    .forEach(question -> honest.put(question, new Reading.Read<>(view.answer(question), truth.now)));
            Map<Question<?>, Reading<?>> shown = distorted ? distort(honest) : honest;
            earlier.add(honest);
            List<GateVerdict> gates = proof.judge(new Look(truth.now, shown), steadiness);
            steadiness = steadiness.after(scene.phase(), truth.now, gates);
            seen.add(new Seen(truth.now, oracle.isGood(truth), !distorted));
            judge(gates, Verdict.worst(gates.stream().map(GateVerdict::verdict).toList()) == Verdict.PASSED);
        }

        /** Not read; read late, each by itself, so that two answers may contradict; read too late. */
        private Map<Question<?>, Reading<?>> distort(Map<Question<?>, Reading<?>> honest) {
            Map<Question<?>, Reading<?>> shown = new HashMap<>(honest);
            honest.forEach((question, reading) -> {
                int kind = chance.nextInt(10);
                if (kind == 0) {
                    shown.put(question, new Reading.Unread<>("no answer", truth.now));
                } else if (kind < 4 && !earlier.isEmpty()) {
                    int back = 1 + chance.nextInt(Math.min(14, earlier.size()));
                    shown.put(question, earlier.get(earlier.size() - back).get(question));
                }
            });
            return shown;
        }

        private void judge(List<GateVerdict> gates, boolean passed) {
            tally.looks++;
            if (passed) {
                tally.passed++;
                if (isFalseAdvance()) {
                    tally.falseAdvances.add(story(gates, Verdict.PASSED));
                }
            } else if (isFalseStop()) {
                tally.falseStops.add(story(gates, null));
            }
        }

        /** No honest look of the soak time saw it bad, and it was not bad for longer than a reading may be old. */
        private boolean isFalseAdvance() {
            Instant from = truth.now.minus(SOAK);
            boolean sawBad = seen.stream().anyMatch(one -> one.at().isAfter(from) && one.honest() && !one.good());
            long bad = seen.stream()
                    .filter(one -> one.at().isAfter(from) && !one.good())
                    .count();
            return sawBad || bad * STEP.toSeconds() > Look.STALE.plus(STEP).toSeconds();
        }

        /** It was good and seen in every look since the last change, for the soak time and one look. */
        private boolean isFalseStop() {
            Instant settled =
                    lastChange.isAfter(HistoryScene.MERGED) ? lastChange : HistoryScene.MERGED.plusSeconds(10);
            Instant due = settled.plus(SOAK).plus(STEP);
            Instant needed = settled.isAfter(truth.now.minus(SOAK).minus(STEP))
                    ? settled
                    : truth.now.minus(SOAK).minus(STEP);
            return !truth.now.isBefore(due)
                    && seen.stream()
                            .filter(one -> !one.at().isBefore(needed))
                            .allMatch(one -> one.good() && one.honest());
        }

        private String story(List<GateVerdict> gates, @org.jspecify.annotations.Nullable Verdict all) {
            StringBuilder text = new StringBuilder(scene.phase() + " #" + number + " at "
                    + Duration.between(HistoryScene.MERGED, truth.now).toSeconds() + " s, faults " + past
                    + (struck.isEmpty() ? " mended" : ""));
            gates.stream()
                    .filter(gate -> all == null && gate.verdict() != Verdict.PASSED)
                    .forEach(gate -> text.append("\n    ")
                            .append(gate.gate().id())
                            .append(' ')
                            .append(gate.verdict().id())
                            .append(": ")
                            .append(gate.reason()));
            return text.toString();
        }
    }
}
