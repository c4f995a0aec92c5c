package dev.crossfade.assembly;

import java.util.List;
import java.util.stream.Stream;

/** Where an error comes from, for whoever it is reported to: places in the program, and no words, which may hold a token. */
public final class StackFrames {

    private static final int DEPTH = 12;

    private StackFrames() {}

    /** The innermost first. */
    public static List<String> of(Throwable error) {
        return Stream.of(error.getStackTrace())
                .limit(DEPTH)
                .map(StackTraceElement::toString)
                .toList();
    }
}
