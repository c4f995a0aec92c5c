package dev.crossfade.argo.api;

/** Hears of every call to an API server, so that somebody may count them. Called by any thread. */
@FunctionalInterface
public interface CallListener {

    CallListener NONE = (call, status) -> {};

    /** @param status of the answer, or 0 where there was none */
    void called(Call call, int status);
}
