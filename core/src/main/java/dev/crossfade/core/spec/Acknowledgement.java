package dev.crossfade.core.spec;

/** A finding that somebody answers for. */
public record Acknowledgement(
        @Key(value = "Code of the finding", required = true) String code,

        @Key(value = "Why it is acceptable here", required = true)
        String reason,

        @Key(value = "Who says so", required = true) String by) {}
