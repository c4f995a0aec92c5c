package dev.crossfade.argo.api;

import java.time.Instant;

/**
 * What a server answered.
 *
 * @param at the server's time as it began to answer
 */
public record Answer<T>(T value, Instant at) {}
