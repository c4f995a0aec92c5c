package dev.crossfade.core.spec;

import org.jspecify.annotations.Nullable;

/** What a field of an object must be. */
public record ObjectCheck(
        @Key(
                value = "API version of the object",
                required = true,
                pattern = "([a-z0-9][-a-z0-9.]*/)?v[0-9][a-z0-9]*",
                form = "an API version such as kafka.strimzi.io/v1beta2")
        String apiVersion,

        @Key(
                value = "Kind of the object; no Secret",
                required = true,
                pattern = "[A-Za-z][A-Za-z0-9]*",
                form = "a kind such as Kafka")
        String kind,

        @Key(value = "Namespace of the object, where its kind has one", pattern = Forms.LABEL, form = Forms.LABEL_MEANS)
        @Nullable
        String namespace,

        @Key(value = "Name of the object", required = true, pattern = Forms.NAME, form = Forms.NAME_MEANS)
        String name,

        @Key(value = "Path of the field, a JSONPath as kubectl takes it", required = true)
        String path,

        @Key(value = "The value as kubectl prints it, in quotes", name = "equals", required = true)
        String wanted) {}
