package dev.crossfade.core.report;

import java.util.List;
import java.util.stream.Collectors;

/** Ends a job with one or more problems; caught once, at each door, and shown as problems rather than as a trace. */
public final class CrossfadeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public CrossfadeException(List<Problem> problems) {
        super(problems.stream().map(Problem::message).collect(Collectors.joining("; ")));
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("an exception needs a problem");
        }
        this.problems = List.copyOf(problems);
    }

    public CrossfadeException(ErrorCode code, Where where, String message, String cure) {
        this(List.of(Problem.blocker(code, where, message, cure)));
    }

    public CrossfadeException(ErrorCode code, Where where, String message, String cure, Throwable cause) {
        this(code, where, message, cure);
        initCause(cause);
    }

    /** The same refusal with more problems, or with its own at more exact places. */
    public CrossfadeException with(List<Problem> placed) {
        CrossfadeException same = new CrossfadeException(placed);
        same.initCause(this);
        return same;
    }

    public List<Problem> problems() {
        return problems;
    }

    /** 2 when any problem is one of usage or configuration, else 1. */
    public int exitCode() {
        return problems.stream()
                .mapToInt(problem -> problem.code().exitCode())
                .max()
                .orElse(1);
    }
}
