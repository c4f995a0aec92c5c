package dev.crossfade.cli;

/** What commands that look at a cluster end with, beside 0 and 1. */
final class ExitCode {

    /** Waiting or unknown. */
    static final int UNDECIDED = 3;

    private ExitCode() {}
}
