package dev.crossfade.core.spec;

import org.jspecify.annotations.Nullable;

/** What an address must answer. */
public record HttpCheck(
        @Key(
                value = "The address, asked without credentials",
                required = true,
                pattern = Forms.URL,
                form = Forms.URL_MEANS)
        String url,

        @Key(value = "Status of the answer", or = "200") int status,

        @Key("Text that must be in the first 64 KiB of the answer") @Nullable
        String contains) {}
