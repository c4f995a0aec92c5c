package dev.crossfade.core.observation;

/** @param body at most 64 KiB of it */
public record HttpFact(int status, String body) {}
