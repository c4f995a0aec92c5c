package dev.crossfade.assembly;

import dev.crossfade.scm.forge.Pace;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What a command takes from the machine that it runs on.
 *
 * @param environment the process's variables, which say how remote and forge are reached (docs/access.md)
 * @param pace how long it waits for a forge, and how often it tries
 * @param charts a folder of packaged charts that a person named (docs/charts.md)
 */
public record Surroundings(Map<String, String> environment, Pace pace, Optional<Path> charts) {

    public Surroundings {
        environment = Map.copyOf(environment);
    }

    /** One in which nobody named a folder of charts. */
    public Surroundings(Map<String, String> environment, Pace pace) {
        this(environment, pace, Optional.empty());
    }

    public static Surroundings of(Map<String, String> environment) {
        return new Surroundings(environment, Pace.usual());
    }

    /** The same with a folder of charts. */
    public Surroundings withCharts(Path folder) {
        return new Surroundings(environment, pace, Optional.of(folder));
    }
}
