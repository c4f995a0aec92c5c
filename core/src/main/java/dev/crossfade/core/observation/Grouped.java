package dev.crossfade.core.observation;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Facts in groups that never change, such as the pods of each node. What was found in a group is kept with it, and a group goes
 * from one look to the next until something in it changes: so a rule on 150,000 pods costs what has changed since the last look.
 *
 * @param <T> a fact
 */
public final class Grouped<T> extends AbstractList<T> {

    private final Map<String, Group<T>> groups;
    private final Found<T> found = new Found<>();
    private final int size;
    private volatile @Nullable List<T> flat;

    /** @param groups by name, in the order in which their facts are to be named; not changed any more */
    public Grouped(Map<String, Group<T>> groups) {
        this.groups = groups;
        this.size =
                groups.values().stream().mapToInt(group -> group.facts().size()).sum();
    }

    /** By the groups' names; the facts themselves where they are grouped already. */
    public static <T> Grouped<T> by(Function<? super T, String> name, Collection<T> facts) {
        if (facts instanceof Grouped<T> grouped) {
            return grouped;
        }
        Map<String, List<T>> members = new TreeMap<>();
        facts.forEach(fact -> members.computeIfAbsent(name.apply(fact), any -> new ArrayList<>())
                .add(fact));
        Map<String, Group<T>> groups = new LinkedHashMap<>();
        members.forEach((group, each) -> groups.put(group, new Group<>(each)));
        return new Grouped<>(groups);
    }

    /** All of the facts as one group, which has what was found in it where they are no others than before. */
    public static <T> Group<T> whole(Collection<T> facts) {
        return facts instanceof Grouped<T> grouped && grouped.groups.size() == 1
                ? grouped.groups.values().iterator().next()
                : new Group<>(facts);
    }

    /**
     * Some of the facts.
     *
     * @param <T> a fact
     */
    public static final class Group<T> {

        private final List<T> facts;
        private final Found<T> found = new Found<>();

        public Group(Collection<T> facts) {
            this.facts = List.copyOf(facts);
        }

        public List<T> facts() {
            return facts;
        }

        /** Looked for once. */
        public <R> R find(Finding<T, R> finding) {
            return found.get(finding, facts);
        }
    }

    /** What was found in facts that never change. */
    private static final class Found<T> {

        /** More than two phases ask, so that what nobody asks any more does not stay for ever. */
        private static final int MOST = 64;

        private final Map<Object, Result<T>> results = new ConcurrentHashMap<>();

        private record Result<T>(Finding<T, ?> by, Object value) {}

        @SuppressWarnings("unchecked")
        <R> R get(Finding<T, R> finding, List<T> facts) {
            Object place = finding.place();
            @Nullable Result<T> known = results.get(place);
            if (known != null && known.by().equals(finding)) {
                return (R) known.value();
            }
            R now = finding.in(facts);
            if (results.size() >= MOST) {
                results.clear();
            }
            results.put(place, new Result<>(finding, now));
            return now;
        }
    }

    /** In all of the facts; looked for once, until a group is another one. */
    public <R> R find(Finding<T, R> finding) {
        return found.get(finding, this);
    }

    public Map<String, Group<T>> groups() {
        return groups;
    }

    /** What is found in each group, one behind the other. */
    public <R> List<R> each(Finding<T, R> finding) {
        List<R> all = new ArrayList<>(groups.size());
        groups.values().forEach(group -> all.add(group.find(finding)));
        return all;
    }

    /** What is found in all groups. */
    public <R> List<R> all(Finding<T, List<R>> finding) {
        List<R> all = new ArrayList<>();
        groups.values().forEach(group -> all.addAll(group.find(finding)));
        return all;
    }

    @Override
    public T get(int index) {
        List<T> all = flat;
        if (all == null) {
            all = List.copyOf(flattened());
            flat = all;
        }
        return all.get(index);
    }

    private List<T> flattened() {
        List<T> all = new ArrayList<>(size);
        groups.values().forEach(group -> all.addAll(group.facts()));
        return all;
    }

    @Override
    public Iterator<T> iterator() {
        return groups.size() == 1
                ? whole(this).facts().iterator()
                : groups.values().stream()
                        .flatMap(group -> group.facts().stream())
                        .iterator();
    }

    @Override
    public int size() {
        return size;
    }
}
