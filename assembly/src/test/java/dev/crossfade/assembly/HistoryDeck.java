package dev.crossfade.assembly;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which faults are drawn in a phase: what matters there more often, and what matters in few phases, or to nothing but what lets the
 * next one in or this one back, most of all; and what only
 * one answer inside of another shows.
 */
final class HistoryDeck {

    private static final int FEW = 6;
    private static final int TRIES = 12;

    private final Map<HistoryScene, List<HistoryFaults.Fault>> matter = new HashMap<>();
    private final Map<HistoryScene, List<HistoryFaults.Fault>> rare = new HashMap<>();
    private final Map<HistoryScene, List<HistoryFaults.Fault>> doors = new HashMap<>();
    private final Map<HistoryFaults.Fault, Long> scenesOf;

    HistoryDeck(List<HistoryScene> scenes) {
        scenes.forEach(scene -> {
            HistoryOracle oracle = new HistoryOracle(scene);
            HistoryTruth good = new HistoryStart(scene).good(8);
            // what is written at the moment of the merge is not written since
            good.now = good.now.plusSeconds(60);
            matter.put(scene, drawn(good, truth -> oracle.isChanged(good, truth)));
            doors.put(scene, drawn(good, truth -> oracle.isProved(truth) && oracle.isChanged(good, truth)));
        });
        this.scenesOf = matter.values().stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(fault -> fault, Collectors.counting()));
        matter.forEach((scene, faults) -> rare.put(
                scene,
                faults.stream().filter(fault -> scenesOf.get(fault) <= FEW).toList()));
    }

    /** The faults that do something to the good truth, on one machine or another. */
    private static List<HistoryFaults.Fault> drawn(HistoryTruth good, Predicate<HistoryTruth> what) {
        return HistoryFaults.ALL.stream()
                .filter(fault -> {
                    Random chance = new Random(1);
                    return Stream.generate(good::copy)
                            .limit(TRIES)
                            .peek(truth -> fault.strike().accept(truth, chance))
                            .anyMatch(what);
                })
                .toList();
    }

    HistoryFaults.Fault draw(HistoryScene scene, Random chance) {
        int suit = chance.nextInt(10);
        List<HistoryFaults.Fault> few = rare.getOrDefault(scene, List.of());
        if (suit < 4 && !few.isEmpty()) {
            HistoryFaults.Fault one = few.get(chance.nextInt(few.size()));
            HistoryFaults.Fault other = few.get(chance.nextInt(few.size()));
            return scenesOf.getOrDefault(one, 0L) < scenesOf.getOrDefault(other, 0L) ? one : other;
        }
        List<HistoryFaults.Fault> only = doors.getOrDefault(scene, List.of());
        if (suit < 6 && !only.isEmpty()) {
            return only.get(chance.nextInt(only.size()));
        }
        List<HistoryFaults.Fault> inside = matter.getOrDefault(scene, List.of()).stream()
                .filter(HistoryFaults::isInside)
                .toList();
        if (suit == 6 && !inside.isEmpty()) {
            return inside.get(chance.nextInt(inside.size()));
        }
        List<HistoryFaults.Fault> faults = suit == 9 ? HistoryFaults.ALL : matter.getOrDefault(scene, List.of());
        return faults.get(chance.nextInt(faults.size()));
    }
}
