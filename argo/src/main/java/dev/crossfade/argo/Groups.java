package dev.crossfade.argo;

import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Seat;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which named objects share a watch: those of one kind and namespace, unless the rights to them are by name. */
final class Groups {

    private final Set<Home> byName = new HashSet<>();
    private final Set<Group> refused = new HashSet<>();

    /** Where objects are listed together. */
    private record Home(Seat seat, String apiVersion, String kind, String namespace) {

        static Home of(Question.Named question) {
            ObjectId id = question.id();
            return new Home(question.seat(), id.apiVersion(), id.kind(), id.namespace());
        }
    }

    /**
     * One watch.
     *
     * @param listed a question that has them all anyway, or null
     */
    record Group(Object home, Set<String> names, Question.@Nullable Listed listed) {
        Group {
            names = Set.copyOf(names);
        }
    }

    synchronized Map<Question.Named, Group> of(Set<Question<?>> asked) {
        Map<Home, Set<String>> names = new HashMap<>();
        asked.forEach(question -> {
            if (question instanceof Question.Named named) {
                names.computeIfAbsent(Home.of(named), home -> new TreeSet<>())
                        .add(named.id().name());
            }
        });
        Map<Question.Named, Group> groups = new HashMap<>();
        asked.forEach(question -> {
            if (question instanceof Question.Named named) {
                Home home = Home.of(named);
                Set<String> shared =
                        byName.contains(home) ? Set.of(named.id().name()) : names.getOrDefault(home, Set.of());
                groups.put(named, new Group(home, shared, listed(asked, home)));
            }
        });
        return groups;
    }

    private static Question.@Nullable Listed listed(Set<Question<?>> asked, Home home) {
        for (String namespace : new String[] {"", home.namespace()}) {
            Question.Listed listed = new Question.Listed(home.seat(), home.apiVersion(), home.kind(), namespace);
            if (asked.contains(listed)) {
                return listed;
            }
        }
        return null;
    }

    /** The objects of this group may be watched by name alone. */
    synchronized void forbidden(Group group) {
        if (group.home() instanceof Home home) {
            byName.add(home);
            refused.add(group);
        }
    }

    /** Groups of which nobody asks any more, each of them once. */
    synchronized Set<Group> refused() {
        Set<Group> gone = Set.copyOf(refused);
        refused.clear();
        return gone;
    }
}
