package dev.crossfade.assembly;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/** Which faults are drawn in a phase: what matters there more often, and what matters in few phases most of all. */
final class HistoryDeck {

    private static final int FEW = 6;
    private static final int TRIES = 12;

    private final Map<HistoryScene, List<HistoryFaults.Fault>> matter = new HashMap<>();
    private final Map<HistoryScene, List<HistoryFaults.Fault>> rare = new HashMap<>();

    HistoryDeck(List<HistoryScene> scenes) {
        scenes.forEach(scene -> matter.put(
                scene,
                HistoryFaults.ALL.stream()
                        .filter(fault -> matters(fault, scene))
                        .toList()));
        Map<HistoryFaults.Fault, Long> scenesOf = matter.values().stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(fault -> fault, Collectors.counting()));
        matter.forEach((scene, faults) -> rare.put(
                scene,
                faults.stream().filter(fault -> scenesOf.get(fault) <= FEW).toList()));
    }

    /** True where the fault makes the phase's good truth a bad one, on one machine or another. */
    private static boolean matters(HistoryFaults.Fault fault, HistoryScene scene) {
        HistoryOracle oracle = new HistoryOracle(scene);
        HistoryTruth good = new HistoryStart(scene).good(8);
        Random chance = new Random(1);
        for (int i = 0; i < TRIES; i++) {
            HistoryTruth truth = good.copy();
            fault.strike().accept(truth, chance);
            if (!oracle.isGood(truth)) {
                return true;
            }
        }
        return false;
    }

    HistoryFaults.Fault draw(HistoryScene scene, Random chance) {
        int suit = chance.nextInt(10);
        List<HistoryFaults.Fault> few = rare.getOrDefault(scene, List.of());
        if (suit < 3 && !few.isEmpty()) {
            return few.get(chance.nextInt(few.size()));
        }
        List<HistoryFaults.Fault> faults = suit == 9 ? HistoryFaults.ALL : matter.getOrDefault(scene, List.of());
        return faults.get(chance.nextInt(faults.size()));
    }
}
