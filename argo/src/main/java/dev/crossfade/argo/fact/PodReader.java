package dev.crossfade.argo.fact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.PodFact.Life;
import dev.crossfade.core.observation.PodFact.Owner;
import dev.crossfade.core.observation.PodFact.Placement;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads pods. */
public final class PodReader implements FactReader<PodFact> {

    /** A Deployment's ReplicaSet is named by its hash (kubernetes, pkg/controller/deployment/sync.go). */
    private static final String HASH = "pod-template-hash";

    private final Strings strings = new Strings();

    @Override
    public PodFact apply(JsonNode pod) {
        JsonNode labels = Json.at(pod, "metadata", "labels");
        String app = Json.text(labels, "k8s-app");
        Placement placement = placement(pod);
        return new PodFact(
                strings.same(Json.text(pod, "metadata", "namespace")),
                Json.text(pod, "metadata", "name"),
                strings.same(app.isEmpty() ? Json.text(labels, "app.kubernetes.io/name") : app),
                owner(pod, labels),
                placement,
                life(pod, placement));
    }

    private Owner owner(JsonNode pod, JsonNode labels) {
        for (JsonNode each : Json.at(pod, "metadata", "ownerReferences")) {
            if (each.path("controller").asBoolean()) {
                String kind = Json.text(each, "kind");
                String name = Json.text(each, "name");
                String hash = "-" + Json.text(labels, HASH);
                return kind.equals("ReplicaSet") && hash.length() > 1 && name.endsWith(hash)
                        ? new Owner("Deployment", strings.same(name.substring(0, name.length() - hash.length())))
                        : new Owner(strings.same(kind), strings.same(name));
            }
        }
        return new Owner("", "");
    }

    private Placement placement(JsonNode pod) {
        List<String> addresses = Json.texts(Json.at(pod, "status", "podIPs"), "ip");
        String first = Json.text(pod, "status", "podIP");
        return new Placement(
                strings.same(Json.text(pod, "spec", "nodeName")),
                Json.at(pod, "spec", "hostNetwork").asBoolean(),
                addresses.isEmpty() && !first.isEmpty() ? List.of(first) : addresses);
    }

    private Life life(JsonNode pod, Placement placement) {
        JsonNode status = pod.path("status");
        int restarts = 0;
        for (String list : List.of("initContainerStatuses", "containerStatuses")) {
            for (JsonNode each : status.path(list)) {
                restarts += each.path("restartCount").asInt();
            }
        }
        Instant created = Versions.created(pod);
        Instant started = oldest(status.path("containerStatuses"), "running");
        Instant ready = since(status, "Ready", true, Objects.requireNonNullElse(started, created));
        return new Life(
                strings.same(Json.text(status, "phase")),
                created,
                restarts,
                started,
                ready,
                Versions.deleted(pod),
                isWaiting(status, placement) ? since(status, "PodScheduled", true, created) : null,
                ready == null ? Objects.requireNonNullElse(since(status, "Ready", false, created), created) : null,
                begun(status, started));
    }

    /** Init containers stay as they ended, and run again only with the whole pod (kubernetes, Concepts: Init Containers). */
    private static @Nullable Instant begun(JsonNode status, @Nullable Instant started) {
        Instant prepared = oldest(status.path("initContainerStatuses"), "terminated");
        return started == null || prepared == null || started.isBefore(prepared) ? started : prepared;
    }

    private static boolean isWaiting(JsonNode status, Placement placement) {
        return Json.text(status, "phase").equals("Pending")
                && !placement.hostNetwork()
                && !placement.node().isEmpty()
                && placement.addresses().isEmpty();
    }

    private static @Nullable Instant oldest(JsonNode containers, String state) {
        Instant oldest = null;
        for (JsonNode each : containers) {
            Instant at = Json.time(each, "state", state, "startedAt");
            if (at != null && (oldest == null || at.isBefore(oldest))) {
                oldest = at;
            }
        }
        return oldest;
    }

    /** @param otherwise for a condition without a time */
    private static @Nullable Instant since(JsonNode status, String type, boolean holds, Instant otherwise) {
        for (JsonNode each : status.path("conditions")) {
            if (Json.text(each, "type").equals(type)
                    && Json.text(each, "status").equals("True") == holds) {
                return Objects.requireNonNullElse(Json.time(each, "lastTransitionTime"), otherwise);
            }
        }
        return null;
    }
}
