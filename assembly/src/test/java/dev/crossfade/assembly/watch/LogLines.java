package dev.crossfade.assembly.watch;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/** A log in memory. */
final class LogLines {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    WatchLog log(Clock clock) {
        return new WatchLog(new PrintStream(bytes, true, StandardCharsets.UTF_8), false, clock);
    }

    /** The lines that have a word in them. */
    List<String> with(String word) {
        return bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(word))
                .toList();
    }
}
