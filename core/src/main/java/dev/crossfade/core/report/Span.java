package dev.crossfade.core.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A time in words. */
public final class Span {

    private static final long SECONDS_UNTIL = 120;
    private static final long MINUTES_UNTIL = 7200;

    private Span() {}

    /** As people say it: {@code 2 h}, {@code 1 h 30 min}. */
    public static String exact(Duration time) {
        List<String> parts = new ArrayList<>();
        if (time.toDays() > 0) {
            parts.add(time.toDays() + " d");
        }
        if (time.toHoursPart() > 0) {
            parts.add(time.toHoursPart() + " h");
        }
        if (time.toMinutesPart() > 0) {
            parts.add(time.toMinutesPart() + " min");
        }
        if (time.toSecondsPart() > 0 || parts.isEmpty()) {
            parts.add(time.toSecondsPart() + " s");
        }
        return String.join(" ", parts);
    }

    /** In one unit, so that what grows is not another text with every look. */
    public static String rounded(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < SECONDS_UNTIL) {
            return seconds + " s";
        }
        return seconds < MINUTES_UNTIL ? seconds / 60 + " min" : seconds / 3600 + " h";
    }
}
