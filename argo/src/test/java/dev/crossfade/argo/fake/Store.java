package dev.crossfade.argo.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/** What an API server keeps: objects by path, and what happened to them in order. */
final class Store {

    private final Map<String, ObjectNode> objects = new TreeMap<>();
    private final List<Event> events = new ArrayList<>();
    private long revision = 1000;
    private long forgotten;

    /** @param path of the object */
    record Event(long revision, String type, String path, ObjectNode object) {}

    record Listed(long revision, List<ObjectNode> objects) {}

    synchronized ObjectNode create(String path, ObjectNode object) {
        if (objects.containsKey(path)) {
            throw new IllegalStateException(path + " is there already");
        }
        ObjectNode metadata = object.withObject("/metadata");
        String now = now();
        metadata.put("uid", UUID.randomUUID().toString()).put("creationTimestamp", now);
        metadata.put("generation", 1);
        metadata.withArray("managedFields").addObject().put("manager", "test").put("time", now);
        if (object.has("status")) {
            metadata.withArray("managedFields")
                    .addObject()
                    .put("manager", "test")
                    .put("subresource", "status")
                    .put("time", now);
        }
        return keep("ADDED", path, object);
    }

    synchronized ObjectNode updateStatus(String path, ObjectNode from) {
        ObjectNode object = objects.get(path).deepCopy();
        object.set("status", from.get("status"));
        object.withObject("/metadata")
                .withArray("managedFields")
                .addObject()
                .put("subresource", "status")
                .put("time", now());
        return keep("MODIFIED", path, object);
    }

    synchronized ObjectNode update(String path, ObjectNode from) {
        ObjectNode old = objects.get(path);
        ObjectNode object = from.deepCopy();
        object.remove("status");
        if (old.has("status")) {
            object.set("status", old.get("status"));
        }
        ObjectNode metadata = object.withObject("/metadata");
        for (String kept : List.of("uid", "creationTimestamp", "deletionTimestamp", "managedFields")) {
            if (old.path("metadata").has(kept)) {
                metadata.set(kept, old.path("metadata").get(kept).deepCopy());
            }
        }
        metadata.put("generation", old.path("metadata").path("generation").asLong() + 1);
        metadata.withArray("managedFields").addObject().put("manager", "test").put("time", now());
        return metadata.has("deletionTimestamp") && metadata.path("finalizers").isEmpty()
                ? remove(path)
                : keep("MODIFIED", path, object);
    }

    /** @param grace seconds that the object stays, for a pod on a node */
    synchronized void delete(String path, long grace) {
        ObjectNode object = objects.get(path).deepCopy();
        ObjectNode metadata = object.withObject("/metadata");
        if (grace == 0 && metadata.path("finalizers").isEmpty()) {
            remove(path);
            return;
        }
        metadata.put(
                "deletionTimestamp", Instant.parse(now()).plusSeconds(grace).toString());
        metadata.put("deletionGracePeriodSeconds", grace);
        keep("MODIFIED", path, object);
    }

    synchronized void deleteAll(Predicate<String> paths) {
        objects.keySet().stream().filter(paths).toList().forEach(this::remove);
    }

    synchronized Optional<ObjectNode> get(String path) {
        return Optional.ofNullable(objects.get(path)).map(ObjectNode::deepCopy);
    }

    synchronized Listed list(Predicate<String> paths) {
        return new Listed(
                revision,
                objects.entrySet().stream()
                        .filter(each -> paths.test(each.getKey()))
                        .map(Map.Entry::getValue)
                        .toList());
    }

    /** A watch from before this cannot go on any more. */
    synchronized void forget() {
        forgotten = revision;
        events.clear();
        notifyAll();
    }

    synchronized boolean hasForgotten(long since) {
        return since < forgotten;
    }

    synchronized long revision() {
        return revision;
    }

    /** What happened after a revision; waits for something to happen. */
    synchronized List<Event> after(long since, long millis) throws InterruptedException {
        if (revision <= since) {
            wait(millis);
        }
        return events.stream().filter(each -> each.revision() > since).toList();
    }

    private ObjectNode remove(String path) {
        ObjectNode last = objects.remove(path).deepCopy();
        return happened("DELETED", path, last);
    }

    private ObjectNode keep(String type, String path, ObjectNode object) {
        objects.put(path, object);
        return happened(type, path, object);
    }

    private ObjectNode happened(String type, String path, ObjectNode object) {
        object.withObject("/metadata").put("resourceVersion", String.valueOf(++revision));
        events.add(new Event(revision, type, path, object.deepCopy()));
        notifyAll();
        return object.deepCopy();
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
