package dev.crossfade.core;

/** The customer's crossfade.yaml: its path from the repository's root, and its text in the working folder. */
public record SpecFile(String path, String text) {}
