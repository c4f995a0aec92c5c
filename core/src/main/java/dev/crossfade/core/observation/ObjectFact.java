package dev.crossfade.core.observation;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An object as one look saw it.
 *
 * @param content the whole object as the API server gave it, without managedFields
 * @param writes who wrote it; none where that is not known
 */
public record ObjectFact(ObjectId id, Version version, Content content, List<Write> writes) {

    public ObjectFact {
        writes = List.copyOf(writes);
    }

    public ObjectFact(ObjectId id, Version version, Content content) {
        this(id, version, content, List.of());
    }

    /** When what the object does may have changed last: a label or an annotation of it does not count, where that can be told. */
    public Instant changed() {
        return writes.isEmpty()
                ? version.changed()
                : writes.stream()
                        .filter(write -> !write.fields().isEmpty())
                        .map(Write::time)
                        .max(Comparator.naturalOrder())
                        .orElse(version.created());
    }

    public Optional<Content> at(String... steps) {
        return content.at(steps);
    }

    public Optional<String> text(String... steps) {
        return content.text(steps);
    }

    public OptionalLong number(String... steps) {
        return content.number(steps);
    }

    /** A time in the form of the API; one that cannot be read is no time. */
    public Optional<Instant> time(String... steps) {
        return text(steps).flatMap(ObjectFact::instant);
    }

    public List<Content> items(String... steps) {
        return content.items(steps);
    }

    public Optional<String> annotation(String key) {
        return text("metadata", "annotations", key);
    }

    /** The condition of a type below status.conditions. */
    public Optional<Condition> condition(String type) {
        return items("status", "conditions").stream()
                .filter(each -> each.text("type").equals(Optional.of(type)))
                .findFirst()
                .map(each -> new Condition(
                        type,
                        each.text("status").orElse(""),
                        each.text("reason").orElse(""),
                        each.text("message").orElse(""),
                        each.text("lastTransitionTime")
                                .flatMap(ObjectFact::instant)
                                .orElse(null)));
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException noTime) {
            return Optional.empty();
        }
    }
}
