package dev.crossfade.core.observation;

import java.time.Instant;
import java.util.List;

/**
 * What somebody wrote of an object and still stands: an entry of managedFields outside subresources.
 *
 * @param manager who wrote
 * @param time when it last changed a value
 * @param fields dotted paths of what it owns, but for metadata and status, which change nothing of what an object does; where two own
 *     a field, both have written the value that is there
 */
public record Write(String manager, Instant time, List<String> fields) {

    public Write {
        fields = List.copyOf(fields);
    }
}
