package dev.crossfade.cli;

import java.io.PrintStream;
import java.nio.file.Path;

/** Where a command prints and where it was started: results to out, progress and findings to err. */
record Console(PrintStream out, PrintStream err, Path folder) {}
