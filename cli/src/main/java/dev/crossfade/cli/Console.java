package dev.crossfade.cli;

import dev.crossfade.assembly.Surroundings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/**
 * Where a command prints and where it was started: results to out, progress and findings to err.
 */
record Console(PrintStream out, PrintStream err, Path folder, Surroundings surroundings) {

    private static final int USUAL = 100;
    private static final int NARROWEST = 60;

    /** One without variables of the environment. */
    Console(PrintStream out, PrintStream err, Path folder) {
        this(out, err, folder, Surroundings.of(Map.of()));
    }

    /** True where a person looks at what is printed: then a page may be drawn over. */
    boolean terminal() {
        return isTerminal() && !"dumb".equals(surroundings.environment().get("TERM"));
    }

    /** Up to Java 21 there is a console where there is a terminal; from 22 on there is always one, and it says whether it is one. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        java.io.Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return Boolean.TRUE.equals(
                    java.io.Console.class.getMethod("isTerminal").invoke(console));
        } catch (NoSuchMethodException upTo21) {
            return true;
        } catch (ReflectiveOperationException unknown) {
            // a page too much is better than a log full of signs that clear a screen
            return false;
        }
    }

    /** Columns that the environment gives a page; shells set COLUMNS, but export it only where they are told to. */
    int columns() {
        String columns = surroundings.environment().getOrDefault("COLUMNS", "");
        return columns.matches("[1-9][0-9]{1,3}") ? Math.max(NARROWEST, Integer.parseInt(columns)) : USUAL;
    }

    /** The clock that everything here goes by. */
    Clock clock() {
        return surroundings.pace().clock();
    }

    void sleep(Duration time) throws InterruptedException {
        surroundings.pace().sleeper().sleep(time);
    }
}
