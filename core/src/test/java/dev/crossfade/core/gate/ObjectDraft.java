package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Content;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Version;
import dev.crossfade.core.observation.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object that is made to measure: generation 3, changed before the merge, with nothing in it. */
final class ObjectDraft {

    private final ObjectId id;
    private final Map<String, Object> root = new LinkedHashMap<>();
    private long generation = 3;
    private Instant changed = HealthyCluster.BEFORE;
    private @Nullable Instant deleted;
    private List<String> finalizers = List.of();
    private final List<Write> writes = new ArrayList<>();

    ObjectDraft(ObjectId id) {
        this.id = id;
    }

    ObjectId id() {
        return id;
    }

    ObjectDraft generation(long number) {
        generation = number;
        return this;
    }

    ObjectDraft changed(Instant time) {
        changed = time;
        return this;
    }

    /** @param fields none for a write of metadata alone */
    ObjectDraft written(String manager, Instant time, String... fields) {
        writes.removeIf(write -> write.manager().equals(manager));
        writes.add(new Write(manager, time, List.of(fields)));
        return this;
    }

    ObjectDraft notWritten(String manager) {
        writes.removeIf(write -> write.manager().equals(manager));
        return this;
    }

    ObjectDraft deleted(Instant time, String... by) {
        deleted = time;
        finalizers = List.of(by);
        return this;
    }

    /** @param path dotted; maps on the way are made */
    ObjectDraft with(String path, Object value) {
        return with(List.of(path.split("\\.")), value);
    }

    @SuppressWarnings("unchecked")
    ObjectDraft with(List<String> path, Object value) {
        Map<String, Object> at = root;
        for (String step : path.subList(0, path.size() - 1)) {
            at = (Map<String, Object>) at.computeIfAbsent(step, key -> new LinkedHashMap<String, Object>());
        }
        at.put(path.get(path.size() - 1), value);
        return this;
    }

    ObjectDraft annotation(String key, String value) {
        return with(List.of("metadata", "annotations", key), value);
    }

    ObjectDraft without(String path) {
        Map<?, ?> at = root;
        List<String> steps = List.of(path.split("\\."));
        for (String step : steps.subList(0, steps.size() - 1)) {
            at = (Map<?, ?>) at.get(step);
        }
        at.remove(steps.get(steps.size() - 1));
        return this;
    }

    /** Conditions as {@code type=status}, all since the same time. */
    ObjectDraft conditions(String... all) {
        return with(
                "status.conditions",
                List.of(all).stream()
                        .map(each -> each.split("="))
                        .map(each -> Map.of(
                                "type",
                                each[0],
                                "status",
                                each[1],
                                "reason",
                                "Why",
                                "message",
                                "so",
                                "lastTransitionTime",
                                HealthyCluster.BEFORE.toString()))
                        .toList());
    }

    ObjectFact fact() {
        return new ObjectFact(
                id,
                new Version("uid-1", "7", generation, changed, changed, deleted, finalizers),
                Content.of(root),
                writes);
    }
}
