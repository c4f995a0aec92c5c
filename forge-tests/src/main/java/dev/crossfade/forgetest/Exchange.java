package dev.crossfade.forgetest;

/** A request to the API and what the forge answered, whether or not the answer arrived. */
public record Exchange(Seen request, int status, String body) {}
