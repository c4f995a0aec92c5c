package dev.crossfade.assembly;

import dev.crossfade.scm.forge.Pace;
import java.util.Map;

/**
 * What a command takes from the machine that it runs on.
 *
 * @param environment the process's variables, which say how remote and forge are reached (docs/access.md)
 * @param pace how long it waits for a forge, and how often it tries
 */
public record Surroundings(Map<String, String> environment, Pace pace) {

    public Surroundings {
        environment = Map.copyOf(environment);
    }

    public static Surroundings of(Map<String, String> environment) {
        return new Surroundings(environment, Pace.usual());
    }
}
