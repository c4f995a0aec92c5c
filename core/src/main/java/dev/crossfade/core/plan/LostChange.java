package dev.crossfade.core.plan;

import dev.crossfade.core.yaml.Leaves.Leaf;
import dev.crossfade.core.yaml.TypedValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A value that phases changed and that is not so any more.
 *
 * @param name the value's name, as {@link dev.crossfade.core.yaml.Leaves} gives it
 * @param wanted what the phases left there, or nothing where they took it away
 * @param found what stands there now, or nothing
 */
record LostChange(String name, Optional<Leaf> wanted, Optional<Leaf> found) {

    /**
     * What of the changes that lead from the first values to the last is not in those of now. What others wrote beside it is
     * none of it: not in another field, not in another item of a list, and not in another part of a text with several.
     *
     * @param start the file before the migration, and the objects that were copied into it
     * @param history the file after each phase; what one phase wrote and another took back must not be there again
     */
    static List<LostChange> among(
            NavigableMap<String, Leaf> start,
            List<NavigableMap<String, Leaf>> history,
            NavigableMap<String, Leaf> now) {
        NavigableMap<String, Leaf> merged = history.get(history.size() - 1);
        SortedSet<String> names = new TreeSet<>(start.keySet());
        history.forEach(values -> names.addAll(values.keySet()));
        List<LostChange> lost = new ArrayList<>();
        for (String name : names) {
            Optional<Leaf> wanted = Optional.ofNullable(merged.get(name));
            Optional<Leaf> found = Optional.ofNullable(now.get(name));
            Optional<Leaf> before = Optional.ofNullable(start.get(name));
            boolean unchanged = wanted.isPresent() && same(before, wanted);
            boolean isLost = unchanged
                    ? history.stream().anyMatch(values -> {
                        Optional<Leaf> meanwhile = Optional.ofNullable(values.get(name));
                        return !same(meanwhile, wanted) && same(meanwhile, found);
                    })
                    : wanted.map(leaf -> !(isEmpty(leaf) && isFilled(name, now)) && !holds(before, leaf, found))
                            .orElse(found.isPresent()
                                    && before.filter(LostChange::isEmpty).isEmpty());
            if (isLost) {
                lost.add(new LostChange(name, wanted, found));
            }
        }
        return lost;
    }

    /**
     * The values under the names of an object that was copied from another.
     *
     * @param from the object that was copied
     */
    static NavigableMap<String, Leaf> copied(NavigableMap<String, Leaf> start, String from, String to) {
        NavigableMap<String, Leaf> copy = new TreeMap<>();
        start.forEach((name, leaf) -> {
            if (leaf.object().equals(from) && !name.equals(from)) {
                copy.put(to + name.substring(from.length()), leaf);
            }
        });
        return copy;
    }

    /** The object that the value belongs to; empty in a file of values. */
    String object() {
        return wanted.or(() -> found).map(Leaf::object).orElse("");
    }

    /** True for an object as a whole, and for a value that belongs to none. */
    boolean isWhole() {
        return object().isEmpty() || name.equals(object());
    }

    private static boolean holds(Optional<Leaf> before, Leaf merged, Optional<Leaf> found) {
        if (found.isEmpty()) {
            return false;
        }
        Set<String> added = parts(merged);
        Set<String> removed = before.map(LostChange::parts).orElse(Set.of());
        if (added.isEmpty() || removed.isEmpty()) {
            return same(merged, found.get());
        }
        Set<String> kept = new HashSet<>(removed);
        kept.retainAll(added);
        Set<String> now = parts(found.get());
        return now.containsAll(without(added, kept))
                && without(removed, kept).stream().noneMatch(now::contains);
    }

    /** What fills an empty map or list has a longer name. */
    private static boolean isFilled(String empty, NavigableMap<String, Leaf> now) {
        return !now.subMap(empty + ".", true, empty + "/", false).isEmpty()
                || !now.subMap(empty + "[", true, empty + "\\", false).isEmpty();
    }

    /** Lines, or what commas part: labels and taints of a kubelet stand so in one text. */
    private static Set<String> parts(Leaf leaf) {
        return leaf.value() instanceof String text ? Set.copyOf(Arrays.asList(text.split("[,\n]", -1))) : Set.of();
    }

    private static Set<String> without(Set<String> all, Collection<String> some) {
        Set<String> rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    private static boolean isEmpty(Leaf leaf) {
        return (leaf.value() instanceof Map<?, ?> map && map.isEmpty())
                || (leaf.value() instanceof List<?> list && list.isEmpty());
    }

    private static boolean same(Optional<Leaf> one, Optional<Leaf> other) {
        return one.isPresent() == other.isPresent()
                && one.filter(leaf -> !same(leaf, other.get())).isEmpty();
    }

    private static boolean same(Leaf one, Leaf other) {
        return TypedValue.same(one.value(), other.value());
    }
}
