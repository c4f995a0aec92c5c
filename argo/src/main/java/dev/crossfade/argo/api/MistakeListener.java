package dev.crossfade.argo.api;

/**
 * Hears of errors of the program's own while it read an answer, so that somebody can report them: a look says no more than that the
 * answer is not understood. Called by any thread.
 */
@FunctionalInterface
public interface MistakeListener {

    MistakeListener NONE = (what, mistake) -> {};

    /** @param what was asked for */
    void mistaken(String what, Throwable mistake);
}
