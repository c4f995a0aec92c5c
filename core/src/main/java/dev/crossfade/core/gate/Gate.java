package dev.crossfade.core.gate;

/** A condition by which the cluster proves a phase: its id, and what makes it pass in one clause. */
public record Gate(String id, String passes) {}
