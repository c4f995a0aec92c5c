package dev.crossfade.clustertest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** What is not as it was, one line for each field or object. */
final class Difference {

    private Difference() {}

    /**
     * @param meanwhile the cluster in between: an object that was away then has a new identity, and nothing else
     */
    static List<String> between(Snapshot was, List<Snapshot> meanwhile, Snapshot is) {
        SortedSet<String> keys = new TreeSet<>(was.objects().keySet());
        keys.addAll(is.objects().keySet());
        List<String> lines = new ArrayList<>();
        for (String key : keys) {
            JsonLeaves before = leaves(was, key);
            JsonLeaves after = leaves(is, key);
            if (before.isEmpty() || after.isEmpty()) {
                lines.add(key + (before.isEmpty() ? " is there and was not" : " was there and is not"));
                continue;
            }
            SortedSet<String> changed = before.changesTo(after);
            if (meanwhile.stream().anyMatch(each -> !each.objects().containsKey(key))) {
                changed.removeAll(Set.of(".metadata.uid"));
            }
            changed.forEach(path -> lines.add(key + " " + before.line(path, after)));
        }
        return lines;
    }

    private static JsonLeaves leaves(Snapshot snapshot, String key) {
        return Optional.<JsonNode>ofNullable(snapshot.objects().get(key))
                .map(JsonLeaves::of)
                .orElse(JsonLeaves.NONE);
    }
}
