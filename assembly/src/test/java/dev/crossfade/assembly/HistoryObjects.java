package dev.crossfade.assembly;

import dev.crossfade.core.observation.Content;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Version;
import dev.crossfade.core.observation.Write;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The objects of a truth by name: what Git has, and what controllers wrote into it. */
record HistoryObjects(HistoryScene scene, HistoryTruth truth) {

    private static final String ADOPTED = "crossfade.dev/adopted-generation";
    private static final Instant MERGED = HistoryScene.MERGED;

    Optional<ObjectFact> named(ObjectId id) {
        Optional<ObjectFact> wanted = id.kind().equals(truth.vanished) ? Optional.empty() : wanted(id);
        boolean stuck = (id.kind() + " " + id.name()).equals(truth.stuck);
        // what is there by right is as it is: a deletion can only hang where one was asked for
        return wanted.isEmpty() && stuck
                ? Optional.of(fact(id, Content.of(Map.of()), MERGED.minusSeconds(9000)))
                : wanted;
    }

    private Optional<ObjectFact> wanted(ObjectId id) {
        return switch (id.kind()) {
            case "Application" ->
                truth.apps.containsKey(id.name())
                        ? application(id, truth.apps.get(id.name()))
                        : scene.git(id).map(content -> owner(id));
            case "ConfigMap" -> configMap(id);
            case "DaemonSet" -> daemonSet(id);
            case "TigeraStatus" -> Optional.of(tigera(id));
            case "Job" -> Optional.of(job(id));
            case "Deployment" -> id.name().equals(HistoryWrites.OPERATOR) ? Optional.of(operator(id)) : fromGit(id);
            default -> truth.workloads.containsKey(id.name()) ? Optional.of(workload(id)) : fromGit(id);
        };
    }

    private Optional<ObjectFact> fromGit(ObjectId id) {
        Instant stored = MERGED.plusSeconds(4);
        if (id.kind().equals(truth.altered)) {
            Map<String, Object> object = new HashMap<>(scene.root(id));
            object.put("spec", Map.of("other", "than Git's"));
            return scene.git(id).map(content -> fact(id, Content.of(object), stored));
        }
        return scene.git(id)
                .map(content -> fact(id, truth.guarded ? Content.of(guarded(scene.root(id))) : content, stored));
    }

    /** With the guard that an adoption gives to objects, where it was never taken off. */
    private Map<String, Object> guarded(Map<String, Object> git) {
        Map<String, Object> object = new HashMap<>(git);
        if (truth.guarded) {
            Map<String, Object> metadata = new HashMap<>(part(object, "metadata"));
            Map<String, Object> annotations = new HashMap<>(part(metadata, "annotations"));
            annotations.put("argocd.argoproj.io/sync-options", "Prune=false,Delete=false");
            metadata.put("annotations", annotations);
            object.put("metadata", metadata);
        }
        return object;
    }

    private Optional<ObjectFact> configMap(ObjectId id) {
        if (id.name().equals("cilium-config")) {
            return scene.hasCilium() ? Optional.of(rendered(id, Map.of("data", truth.config))) : Optional.empty();
        }
        if (!id.name().startsWith("crossfade-") || !id.namespace().equals("kube-system")) {
            return fromGit(id);
        }
        Map<String, Object> data = new TreeMap<>(part(scene.root(id), "data"));
        data.put("phase", truth.markerPhase);
        return Optional.of(fact(id, Content.of(Map.of("data", data)), MERGED.plusSeconds(4)));
    }

    /** The Application that Calico comes from, or another one that Git has. */
    private ObjectFact owner(ObjectId id) {
        return fact(id, Content.of(pruning(id, scene.root(id))), MERGED.plusSeconds(4));
    }

    private Map<String, Object> pruning(ObjectId id, Map<String, Object> application) {
        Map<String, Object> object = new HashMap<>(application);
        if (truth.keepsWhatIsPruned && id.name().equals(scene.calicoApplication())) {
            Map<String, Object> spec = new HashMap<>(part(object, "spec"));
            spec.put("syncPolicy", Map.of("automated", Map.of("prune", false)));
            object.put("spec", spec);
        }
        return object;
    }

    private Optional<ObjectFact> application(ObjectId id, HistoryTruth.App app) {
        if (!app.there) {
            return Optional.empty();
        }
        Map<String, Object> object = pruning(id, scene.root(id));
        if (app.elsewhere) {
            Map<String, Object> spec = new HashMap<>(part(object, "spec"));
            spec.put("project", "default");
            object.put("spec", spec);
        }
        if (app.paused) {
            object.put(
                    "metadata",
                    Map.of("name", id.name(), "annotations", Map.of("argocd.argoproj.io/skip-reconcile", "true")));
        }
        boolean several = part(object, "spec").containsKey("sources");
        Map<String, Object> sync = new HashMap<>(Map.of("status", app.sync));
        sync.put(several ? "revisions" : "revision", several ? List.of("1.18.12", app.revision) : app.revision);
        Map<String, Object> status = new HashMap<>(Map.of(
                "sync", sync,
                "health", Map.of("status", app.health),
                "operationState",
                        Map.of(
                                "phase", app.operation,
                                "startedAt", app.finished.minusSeconds(5).toString(),
                                "finishedAt", app.finished.toString()),
                "reconciledAt", app.reconciled.toString()));
        if (!app.condition.isEmpty()) {
            status.put("conditions", List.of(Map.of("type", app.condition, "message", "something")));
        }
        object.put("status", status);
        return Optional.of(fact(id, Content.of(object), MERGED.minusSeconds(9000)));
    }

    private Optional<ObjectFact> daemonSet(ObjectId id) {
        boolean cilium = id.name().equals("cilium");
        boolean calico = id.name().equals("calico-node");
        boolean probe = id.name().equals(scene.migration().layout().probe());
        boolean there = cilium ? scene.hasCilium() : calico ? scene.hasCalico() : probe && scene.hasProbe();
        if (!there) {
            return Optional.empty();
        }
        long desired = cilium && truth.agentsMatchNothing ? 0 : truth.machines.size();
        long available = truth.machines.stream()
                .filter(machine -> cilium ? machine.agentRuns : calico ? machine.calicoRuns : machine.probeRuns)
                .count();
        Map<String, Object> object = guarded(scene.root(id));
        if (calico) {
            String method = truth.otherMethod ? "first-found" : "kubernetes-internal-ip";
            Map<String, Object> variable = Map.of("name", "IP_AUTODETECTION_METHOD", "value", method);
            Map<String, Object> container = Map.of("name", "calico-node", "env", List.of(variable));
            object.put("spec", Map.of("template", Map.of("spec", Map.of("containers", List.of(container)))));
        }
        long old = truth.machines.stream()
                .filter(machine -> cilium ? machine.agentOld : calico && machine.calicoOld)
                .count();
        object.put(
                "status",
                Map.of(
                        "observedGeneration",
                        observed(id),
                        "desiredNumberScheduled",
                        desired,
                        "updatedNumberScheduled",
                        Math.max(0, desired - old),
                        "numberAvailable",
                        truth.countsAll ? desired : Math.min(desired, available)));
        if (cilium) {
            object.put("spec", Map.of("template", template()));
            return Optional.of(rendered(id, object));
        }
        return Optional.of(fact(id, Content.of(object), calico ? truth.calicoWritten : MERGED.minusSeconds(600)));
    }

    private long observed(ObjectId id) {
        return generation(id) - (id.name().equals(truth.lagging) ? 1 : 0);
    }

    /** With the checksum of the configuration, where the chart was told to restart pods that way (cilium, templates). */
    private Map<String, Object> template() {
        return truth.chart.checksum
                ? Map.of("metadata", Map.of("annotations", Map.of("cilium.io/cilium-configmap-checksum", "abc")))
                : Map.of();
    }

    private ObjectFact operator(ObjectId id) {
        HistoryChart chart = truth.chart;
        return rendered(
                id,
                Map.of(
                        "spec",
                        Map.of("replicas", HistoryChart.OPERATORS, "template", template()),
                        "status",
                        Map.of(
                                "observedGeneration",
                                observed(id),
                                "replicas",
                                chart.replicas,
                                "updatedReplicas",
                                chart.updated,
                                "availableReplicas",
                                chart.available)));
    }

    /** What the chart renders, with all who wrote it. */
    private ObjectFact rendered(ObjectId id, Map<String, Object> object) {
        List<Write> writes = new HistoryWrites(truth).of(id.name());
        Instant changed =
                writes.stream().map(Write::time).max(Instant::compareTo).orElseThrow();
        ObjectFact fact = fact(id, Content.of(object), changed);
        return new ObjectFact(id, fact.version(), fact.content(), writes);
    }

    private ObjectFact tigera(ObjectId id) {
        List<Object> conditions = new java.util.ArrayList<>();
        for (String type : List.of("Available", "Degraded", "Progressing")) {
            boolean holds = type.equals("Available") || type.equals(truth.tigera);
            conditions.add(Map.of(
                    "type",
                    type,
                    "status",
                    holds ? "True" : "False",
                    "lastTransitionTime",
                    truth.tigeraSince.toString()));
        }
        return fact(id, Content.of(Map.of("status", Map.of("conditions", conditions))), truth.tigeraSince);
    }

    /** One that the API server serves itself, one that a pod serves, and Calico's, which goes after its pods. */
    List<ObjectFact> apiServices(String apiVersion) {
        boolean served = scene.hasCalico() && !truth.calico.away();
        Stream<ObjectFact> calico = scene.hasCalico() || scene.isRemoving() || truth.calico.away()
                ? Stream.of(apiService(apiVersion, "projectcalico.org", served, truth.calico.since()))
                : Stream.empty();
        return Stream.concat(
                        Stream.of(
                                apiService(apiVersion, "apps", true, Instant.EPOCH),
                                apiService(apiVersion, "metrics.k8s.io", !truth.metrics.away(), truth.metrics.since())),
                        calico)
                .toList();
    }

    private ObjectFact apiService(String apiVersion, String group, boolean available, Instant since) {
        Map<String, Object> condition = Map.of(
                "type", "Available", "status", available ? "True" : "False", "lastTransitionTime", since.toString());
        return fact(
                ObjectId.global(apiVersion, "APIService", "v1." + group),
                Content.of(Map.of("spec", Map.of("group", group), "status", Map.of("conditions", List.of(condition)))),
                HistoryScene.EARLIER);
    }

    private ObjectFact job(ObjectId id) {
        Map<String, Object> condition =
                Map.of("type", truth.job, "status", "True", "lastTransitionTime", truth.jobEnded.toString());
        List<Object> conditions = truth.job.equals("Running") ? List.of() : List.of(condition);
        return fact(id, Content.of(Map.of("status", Map.of("conditions", conditions))), MERGED.plusSeconds(4));
    }

    private ObjectFact workload(ObjectId id) {
        HistoryTruth.Workload state = truth.workloads.get(id.name());
        Map<String, Object> status = Map.of("replicas", state.ready(), "readyReplicas", state.ready());
        Map<String, Object> object = Map.of("spec", Map.of("replicas", state.wanted()), "status", status);
        return fact(id, Content.of(object), MERGED.plusSeconds(4));
    }

    private long generation(ObjectId id) {
        long exported = scene.git(id)
                .flatMap(content -> content.text("metadata", "annotations", ADOPTED))
                .map(Long::parseLong)
                .orElse(2L);
        return exported + (truth.regenerated ? 1 : 0);
    }

    ObjectFact fact(ObjectId id, Content content, Instant changed) {
        return new ObjectFact(
                id, new Version("uid-" + id.name(), "1", generation(id), changed, changed, null, List.of()), content);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> part(Map<String, Object> object, String key) {
        @Nullable Object found = object.get(key);
        return found instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
