package dev.crossfade.core.spec;

/** An Argo CD Application of the customer's, and the file that keeps it. */
public record ApplicationRef(
        @Key(value = "Name of the Application", required = true)
        String name,

        @Key(value = "File that keeps it", required = true, pattern = Forms.PATH, form = Forms.PATH_MEANS)
        String file) {}
