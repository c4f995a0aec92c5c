package dev.crossfade.core.phase;

import dev.crossfade.core.spec.NodesSpec;
import java.util.List;
import java.util.Optional;

/** The names of a plan's waves of nodes, in order; a plan without any has one wave with every node. */
public final class Waves {

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

    /**
     * The wave whose nodes a commit of a row moves; nothing where it moves every node, which the last wave does.
     *
     * @param step the commit's id, that of the restart behind a wave's nodes too
     */
    public static Optional<NodesSpec.Wave> of(Migration migration, String row, String step) {
        List<NodesSpec.Wave> waves = migration.spec().nodes().waves();
        return waves.stream()
                .filter(wave -> !wave.equals(waves.get(waves.size() - 1)))
                .filter(wave -> step.equals(stepId(row, wave.name()))
                        || step.equals(stepId(row, wave.name()) + Recycling.SUFFIX))
                .findFirst();
    }
}
