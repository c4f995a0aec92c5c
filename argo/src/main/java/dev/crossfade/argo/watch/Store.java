package dev.crossfade.argo.watch;

import dev.crossfade.core.observation.Grouped;
import dev.crossfade.core.observation.Grouped.Group;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Facts that change, one at a time, and their groups: a snapshot shares each group that nothing has touched with the one before.
 * Not for several threads at once.
 *
 * @param <T> a fact
 */
public final class Store<T> {

    private final Function<? super T, String> groupOf;
    private final Map<String, T> facts = new HashMap<>();
    private final SortedMap<String, List<T>> members = new TreeMap<>();
    /** Those that still hold what {@link #members} has. */
    private final Map<String, Group<T>> groups = new HashMap<>();

    private @Nullable Grouped<T> snapshot;

    public Store(Function<? super T, String> groupOf) {
        this.groupOf = groupOf;
    }

    public @Nullable T get(String key) {
        return facts.get(key);
    }

    /** True where anything was another one, or was or was not there. */
    public boolean replace(Map<String, T> all) {
        boolean changed = false;
        for (String key : List.copyOf(facts.keySet())) {
            changed |= !all.containsKey(key) && remove(key);
        }
        for (Map.Entry<String, T> each : all.entrySet()) {
            changed |= put(each.getKey(), each.getValue());
        }
        return changed;
    }

    /** True where it was not there, or was another one. */
    public boolean put(String key, T fact) {
        @Nullable T before = facts.get(key);
        if (fact.equals(before)) {
            return false;
        }
        facts.put(key, fact);
        if (before != null) {
            leave(before);
        }
        String group = groupOf.apply(fact);
        members.computeIfAbsent(group, any -> new ArrayList<>()).add(fact);
        touched(group);
        return true;
    }

    /** True where it was there. */
    public boolean remove(String key) {
        @Nullable T before = facts.remove(key);
        if (before != null) {
            leave(before);
        }
        return before != null;
    }

    private void leave(T fact) {
        String group = groupOf.apply(fact);
        List<T> left = members.getOrDefault(group, new ArrayList<>());
        // by identity: a group may have thousands, and others may be equal but for their key
        for (int i = 0; i < left.size(); i++) {
            if (left.get(i) == fact) {
                left.set(i, left.get(left.size() - 1));
                left.remove(left.size() - 1);
                break;
            }
        }
        if (left.isEmpty()) {
            members.remove(group);
        }
        touched(group);
    }

    private void touched(String group) {
        groups.remove(group);
        snapshot = null;
    }

    /** What is there now; never changes. */
    public Grouped<T> snapshot() {
        Grouped<T> known = snapshot;
        if (known == null) {
            Map<String, Group<T>> all = new LinkedHashMap<>();
            members.forEach((name, each) -> all.put(name, groups.computeIfAbsent(name, any -> new Group<>(each))));
            known = new Grouped<>(all);
            snapshot = known;
        }
        return known;
    }
}
