package dev.crossfade.core.report;

import org.jspecify.annotations.Nullable;

/**
 * The place of a problem: a file (with line and column from 1, or 0 where unknown), or an object such as a branch or
 * {@code DaemonSet kube-system/calico-node}.
 */
public record Where(
        @Nullable String file,
        int line,
        int column,
        @Nullable String object) {

    private static final Where NOWHERE = new Where(null, 0, 0, null);

    public Where {
        if (line < 0 || column < 0) {
            throw new IllegalArgumentException("line and column count from 1, 0 is unknown: " + line + ", " + column);
        }
    }

    public static Where nowhere() {
        return NOWHERE;
    }

    public static Where file(String file) {
        return new Where(file, 0, 0, null);
    }

    public static Where at(String file, int line, int column) {
        return new Where(file, line, column, null);
    }

    public static Where object(String object) {
        return new Where(null, 0, 0, object);
    }

    /** As compilers print it: {@code crossfade.yaml:12:5}, the object's name, or nothing. */
    public String text() {
        if (file == null) {
            return object == null ? "" : object;
        }
        if (line == 0) {
            return file;
        }
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
