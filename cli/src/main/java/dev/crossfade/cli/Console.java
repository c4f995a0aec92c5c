package dev.crossfade.cli;

import dev.crossfade.assembly.Surroundings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a command prints and where it was started: results to out, progress and findings to err.
 */
record Console(PrintStream out, PrintStream err, Path folder, Surroundings surroundings) {

    /** One without variables of the environment. */
    Console(PrintStream out, PrintStream err, Path folder) {
        this(out, err, folder, Surroundings.of(Map.of()));
    }
}
