package dev.crossfade.core.spec;

import dev.crossfade.core.report.Where;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Every value of the file that could be read, by dotted path, with its place; so that checks can speak about one part
 * of a file while another part is broken.
 */
final class Bound {

    private final Map<String, Object> values = new TreeMap<>();
    private final Map<String, Where> places = new TreeMap<>();

    void value(String path, @Nullable Object value) {
        if (value != null) {
            values.put(path, value);
        }
    }

    void place(String path, Where where) {
        places.put(path, where);
    }

    <T> Optional<T> get(String path, Class<T> type) {
        return Optional.ofNullable(values.get(path)).filter(type::isInstance).map(type::cast);
    }

    /** True where the file itself says it; false for a default. */
    boolean written(String path) {
        return places.containsKey(path);
    }

    /** The paths of a list's items, those that could not be read included. */
    List<String> items(String path) {
        List<String> items = new ArrayList<>();
        while (places.containsKey(path + "." + items.size())) {
            items.add(path + "." + items.size());
        }
        return items;
    }

    /** The ranges under a key by their own paths, whether it holds one or a list. */
    Map<String, Cidr> ranges(String path) {
        Map<String, Cidr> ranges = new LinkedHashMap<>();
        get(path, Cidr.class).ifPresent(range -> ranges.put(path, range));
        items(path).forEach(item -> get(item, Cidr.class).ifPresent(range -> ranges.put(item, range)));
        return ranges;
    }

    /** Where the value stands, or the nearest key above it that the file has. */
    Where where(String path) {
        for (String at = path; !at.isEmpty(); at = at.substring(0, Math.max(0, at.lastIndexOf('.')))) {
            Where place = places.get(at);
            if (place != null) {
                return place;
            }
        }
        return places.getOrDefault("", Where.nowhere());
    }
}
