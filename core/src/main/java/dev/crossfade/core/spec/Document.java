package dev.crossfade.core.spec;

/** The whole file. */
record Document(
        @Key(value = "Always crossfade.dev/v1alpha1", required = true, pattern = "crossfade\\.dev/v1alpha1")
        String apiVersion,

        @Key(value = "Always Migration", required = true, pattern = "Migration")
        String kind,

        @Key(value = "Names the migration", required = true) Metadata metadata,
        @Key(value = "What is to be done", required = true) SpecBody spec) {

    /** Names the migration. */
    record Metadata(
            @Key(
                    value = "The migration id, part of every branch and object",
                    required = true,
                    pattern = "[a-z0-9]([-a-z0-9]{0,30}[a-z0-9])?",
                    form = "a DNS label of at most 32 characters")
            String name) {}
}
