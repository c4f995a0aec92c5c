package dev.crossfade.core.phase;

import java.util.List;

/** The names of a plan's waves of nodes, in order; a plan without any has one wave with every node. */
final class Waves {

    /** Stands for the one wave that needs no name. */
    static final String EVERYTHING = "";

    private Waves() {}

    static List<String> names(Migration migration) {
        List<String> names = migration.spec().nodes().waves().stream()
                .map(wave -> wave.name())
                .toList();
        return names.isEmpty() ? List.of(EVERYTHING) : names;
    }

    static String stepId(String row, String wave) {
        return wave.isEmpty() ? row : row + "-" + wave;
    }

    /** The wave in a sentence. */
    static String text(String wave) {
        return wave.isEmpty() ? "all nodes" : "wave " + wave;
    }
}
