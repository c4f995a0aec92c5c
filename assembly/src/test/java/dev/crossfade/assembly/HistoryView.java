package dev.crossfade.assembly;

import dev.crossfade.core.observation.CiliumNodeFact;
import dev.crossfade.core.observation.Condition;
import dev.crossfade.core.observation.Content;
import dev.crossfade.core.observation.EndpointFact;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.MeshFact;
import dev.crossfade.core.observation.MetricsFact;
import dev.crossfade.core.observation.NodeFact;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.observation.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an honest API server and honest probes would say of a truth. */
record HistoryView(HistoryScene scene, HistoryTruth truth) {

    private static final String NETWORK_TAINT = "node.kubernetes.io/network-unavailable";

    Object answer(Question<?> question) {
        if (question instanceof Question.Nodes) {
            return truth.machines.stream().map(this::node).toList();
        }
        if (question instanceof Question.Pods) {
            return pods();
        }
        if (question instanceof Question.Endpoints) {
            return endpoints();
        }
        if (question instanceof Question.CiliumNodes) {
            return ciliumNodes();
        }
        if (question instanceof Question.Mesh) {
            return mesh();
        }
        if (question instanceof Question.AgentMetrics) {
            return metrics();
        }
        if (question instanceof Question.Named named) {
            return named(named.id());
        }
        if (question instanceof Question.Listed listed && listed.kind().equals("Application")) {
            return applications(listed);
        }
        throw new IllegalArgumentException("nobody plays " + question);
    }

    /** The migration's own, and what other teams have. */
    private List<ObjectFact> applications(Question.Listed listed) {
        List<ObjectFact> applications = new ArrayList<>();
        truth.apps
                .keySet()
                .forEach(name -> named(ObjectId.namespaced(listed.apiVersion(), "Application", "argocd", name))
                        .ifPresent(applications::add));
        truth.others.forEach((name, group) -> applications.add(fact(
                ObjectId.namespaced(listed.apiVersion(), "Application", name, name),
                Map.of(
                        "spec", Map.of("destination", Map.of("name", "in-cluster")),
                        "status",
                                Map.of(
                                        "resources",
                                        List.of(Map.of("group", group, "kind", "Thing", "name", "a-thing")))),
                HistoryScene.MERGED.minusSeconds(9000))));
        return applications;
    }

    /** The look of somebody who reads everything at once. */
    Look look(Set<Question<?>> asks) {
        Map<Question<?>, Reading<?>> answers = new HashMap<>();
        asks.forEach(question -> answers.put(question, new Reading.Read<>(answer(question), truth.now)));
        return new Look(truth.now, answers);
    }

    private static Version version(String name, Instant created, Instant changed) {
        return new Version("uid-" + name, "1", 2, created, changed, null, List.of());
    }

    private NodeFact node(HistoryTruth.Machine machine) {
        Map<String, String> labels = new TreeMap<>(Map.of("topology.kubernetes.io/zone", machine.zone));
        labels.putAll(machine.labels);
        if (machine.moved && scene.isLabelled()) {
            labels.put(HistoryScene.LABEL, "true");
        }
        List<String> taints = new ArrayList<>();
        if (machine.tainted) {
            taints.add("node.cilium.io/agent-not-ready=true:NoExecute");
        }
        if (!machine.networkUp) {
            taints.add(NETWORK_TAINT + "=:NoSchedule");
        }
        Map<String, String> annotations = scene.hasCalico() && machine.calicoRuns
                ? Map.of("projectcalico.org/IPv4Address", machine.calicoAddress + "/24")
                : Map.of();
        return new NodeFact(
                machine.name,
                version(machine.name, machine.created, machine.created),
                labels,
                taints,
                List.of(machine.address),
                annotations,
                List.of(
                        new Condition("Ready", machine.ready ? "True" : "False", "Kubelet", "", machine.created),
                        new Condition(
                                "NetworkUnavailable",
                                machine.networkUp ? "False" : "True",
                                machine.networkUp ? scene.hasCilium() ? "CiliumIsUp" : "CalicoIsUp" : "CalicoIsDown",
                                "",
                                machine.created)),
                "boot-" + machine.name);
    }

    private List<PodFact> pods() {
        List<PodFact> pods = new ArrayList<>();
        for (int i = 0; i < truth.machines.size(); i++) {
            HistoryTruth.Machine machine = truth.machines.get(i);
            if (scene.hasCilium() && !truth.agentsMatchNothing) {
                pods.add(host(machine, "cilium", machine.agent, machine.agentRuns));
            }
            if (scene.hasCalico()) {
                pods.add(host(machine, "calico-node", machine.calicoNode, machine.calicoRuns));
            }
            if (scene.hasProbe() && machine.probeRuns) {
                pods.add(pod(
                        machine,
                        probe(i),
                        "crossfade-prod-probe",
                        "DaemonSet",
                        address(i, 11, machine.moved && !machine.probeLeft),
                        machine.probe));
            }
            pods.add(pod(machine, "app-" + i, "app", "Deployment", address(i, 12, machine.moved), machine.created));
            if (machine.left != null) {
                pods.add(pod(machine, "left-" + i, "left", "DaemonSet", address(i, 13, false), machine.left));
            }
        }
        for (int i = 0; i < 2; i++) {
            HistoryTruth.Machine machine = truth.machines.get(i);
            Instant ready = i < truth.dnsPods ? truth.dns : null;
            pods.add(new PodFact(
                    "kube-system",
                    "coredns-" + i,
                    "kube-dns",
                    new PodFact.Owner("Deployment", "coredns"),
                    new PodFact.Placement(machine.name, false, List.of(address(i, 14, machine.moved))),
                    new PodFact.Life("Running", truth.dns, 0, truth.dns, ready, null)));
        }
        return pods;
    }

    private static String probe(int machine) {
        return "probe-" + machine;
    }

    private static String address(int machine, int last, boolean cilium) {
        return (cilium ? "10.245." : "192.168.") + machine % 250 + "." + (last + machine / 250 * 8);
    }

    private static PodFact host(HistoryTruth.Machine machine, String daemonSet, Instant since, boolean runs) {
        return new PodFact(
                "kube-system",
                daemonSet + "-" + machine.name,
                daemonSet,
                new PodFact.Owner("DaemonSet", daemonSet),
                new PodFact.Placement(machine.name, true, List.of(machine.address)),
                new PodFact.Life("Running", since, 0, since, runs ? since : null, null));
    }

    private static PodFact pod(
            HistoryTruth.Machine machine, String name, String owner, String kind, String address, Instant since) {
        return new PodFact(
                owner.startsWith("crossfade") ? "kube-system" : "shop",
                name,
                owner,
                new PodFact.Owner(kind, owner),
                new PodFact.Placement(machine.name, false, List.of(address)),
                new PodFact.Life("Running", since, 0, since, since, null));
    }

    private List<EndpointFact> endpoints() {
        Set<String> unmanaged = new HashSet<>();
        for (int i = 0; i < truth.machines.size(); i++) {
            if (truth.machines.get(i).endpointMissing) {
                unmanaged.add("app-" + i);
            }
        }
        List<EndpointFact> endpoints = new ArrayList<>();
        for (PodFact pod : pods()) {
            boolean ours = !pod.placement().hostNetwork()
                    && pod.placement().addresses().get(0).startsWith("10.245.");
            if (ours && !unmanaged.contains(pod.name())) {
                endpoints.add(new EndpointFact(
                        pod.namespace(),
                        pod.name(),
                        "ready",
                        pod.placement().addresses(),
                        pod.life().created()));
            }
        }
        return endpoints;
    }

    private List<CiliumNodeFact> ciliumNodes() {
        List<CiliumNodeFact> nodes = new ArrayList<>();
        for (int i = 0; i < truth.machines.size(); i++) {
            HistoryTruth.Machine machine = truth.machines.get(i);
            nodes.add(new CiliumNodeFact(
                    machine.name,
                    version(machine.name, machine.agent, machine.agent),
                    machine.hasBlock ? List.of("10.245." + i % 250 + ".0/24") : List.of(),
                    List.of(machine.address),
                    ""));
        }
        return nodes;
    }

    private MeshFact mesh() {
        List<String> pods = new ArrayList<>();
        for (int i = 0; i < truth.machines.size(); i++) {
            if (truth.machines.get(i).probeRuns) {
                pods.add(probe(i));
            }
        }
        Map<String, MeshFact.Row> rows = new HashMap<>();
        for (String pod : pods) {
            BitSet reached = new BitSet();
            reached.set(0, pods.size());
            List<MeshFact.Broken> broken = new ArrayList<>();
            if (truth.pathBroken && pod.equals(pods.get(0))) {
                reached.clear(pods.size() - 1);
                broken.add(new MeshFact.Broken(pods.get(pods.size() - 1), "timeout"));
            }
            rows.put(pod, new MeshFact.Row(reached, broken));
        }
        return new MeshFact(pods.isEmpty() ? "" : pods.get(0), truth.now, pods, rows);
    }

    private Map<String, Reading<MetricsFact>> metrics() {
        Map<String, Reading<MetricsFact>> metrics = new HashMap<>();
        truth.machines.forEach(machine -> metrics.put(
                machine.name,
                new Reading.Read<>(
                        new MetricsFact(List.of(
                                new MetricsFact.Sample("cilium_unreachable_nodes", Map.of(), machine.reaches ? 0 : 1))),
                        truth.now)));
        return metrics;
    }

    private Optional<ObjectFact> named(ObjectId id) {
        if ((id.kind() + " " + id.name()).equals(truth.stuck)) {
            return Optional.of(fact(id, Map.of(), HistoryScene.MERGED.minusSeconds(9000)));
        }
        if (id.kind().equals("Application") && truth.apps.containsKey(id.name())) {
            return application(id, truth.apps.get(id.name()));
        }
        if (id.kind().equals("ConfigMap") && id.name().startsWith("crossfade-prod")) {
            return scene.git(id).map(object -> marker(id, object));
        }
        if (id.name().equals("cilium-config")) {
            return scene.hasCilium()
                    ? Optional.of(fact(id, Map.of("data", truth.config), truth.configChanged))
                    : Optional.empty();
        }
        if (id.kind().equals("DaemonSet")) {
            return daemonSet(id);
        }
        if (id.kind().equals("Deployment") && id.name().equals("cilium-operator")) {
            return Optional.of(fact(id, Map.of(), HistoryScene.MERGED.minusSeconds(600)));
        }
        return scene.git(id).map(object -> fact(id, object, HistoryScene.MERGED.plusSeconds(4)));
    }

    private ObjectFact marker(ObjectId id, Map<String, Object> object) {
        Map<String, Object> data = new TreeMap<>((Map<String, Object>) cast(object.get("data")));
        if (id.namespace().equals("kube-system")) {
            data.put("phase", truth.markerPhase);
        }
        return fact(id, Map.of("data", data), HistoryScene.MERGED.plusSeconds(4));
    }

    private Optional<ObjectFact> application(ObjectId id, HistoryTruth.App app) {
        if (!app.there) {
            return Optional.empty();
        }
        Map<String, Object> object = new HashMap<>(scene.git(id).orElseThrow());
        if (app.elsewhere) {
            Map<String, Object> spec = new HashMap<>((Map<String, Object>) cast(object.get("spec")));
            spec.put("project", "default");
            object.put("spec", spec);
        }
        if (app.paused) {
            object.put(
                    "metadata",
                    Map.of("name", id.name(), "annotations", Map.of("argocd.argoproj.io/skip-reconcile", "true")));
        }
        boolean several = Content.of(object).at("spec", "sources").isPresent();
        Map<String, Object> sync = new HashMap<>(Map.of("status", app.sync));
        sync.put(several ? "revisions" : "revision", several ? List.of("1.18.12", app.revision) : app.revision);
        Map<String, Object> status = new HashMap<>(Map.of(
                "sync", sync,
                "health", Map.of("status", app.health),
                "operationState", Map.of("phase", app.operation, "finishedAt", app.finished.toString()),
                "reconciledAt", app.reconciled.toString()));
        if (!app.condition.isEmpty()) {
            status.put("conditions", List.of(Map.of("type", app.condition, "message", "something")));
        }
        object.put("status", status);
        return Optional.of(fact(id, object, HistoryScene.MERGED.minusSeconds(9000)));
    }

    private Optional<ObjectFact> daemonSet(ObjectId id) {
        boolean cilium = id.name().equals("cilium");
        boolean calico = id.name().equals("calico-node");
        boolean there = cilium ? scene.hasCilium() : calico ? scene.hasCalico() : scene.hasProbe();
        if (!there) {
            return Optional.empty();
        }
        long desired = cilium && truth.agentsMatchNothing ? 0 : truth.machines.size();
        long available = truth.machines.stream()
                .filter(machine -> cilium ? machine.agentRuns : calico ? machine.calicoRuns : machine.probeRuns)
                .count();
        Map<String, Object> object = new HashMap<>(scene.git(id).orElse(Map.of()));
        object.put(
                "status",
                Map.of(
                        "observedGeneration",
                        2,
                        "desiredNumberScheduled",
                        desired,
                        "updatedNumberScheduled",
                        desired,
                        "numberAvailable",
                        Math.min(desired, available)));
        return Optional.of(fact(id, object, HistoryScene.MERGED.minusSeconds(600)));
    }

    private static ObjectFact fact(ObjectId id, Map<String, ?> object, Instant changed) {
        return new ObjectFact(id, version(id.name(), changed, changed), Content.of(object));
    }

    private static Object cast(@Nullable Object value) {
        return java.util.Objects.requireNonNull(value);
    }
}
