package dev.crossfade.argo.watch;

import dev.crossfade.argo.api.MistakeListener;

/**
 * What all that is followed together have in common.
 *
 * @param changes hears of what has changed
 */
public record Manner(Pace pace, Attention attention, Changes changes, MistakeListener mistakes) {}
