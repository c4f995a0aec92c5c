package dev.crossfade.assembly;

import dev.crossfade.core.observation.CiliumNodeFact;
import dev.crossfade.core.observation.Condition;
import dev.crossfade.core.observation.Content;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.NodeFact;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.observation.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What an honest API server and honest probes say of a truth as long as it stays as it is. */
final class HistoryView {

    /** Argo CD compares each Application every two to three minutes. */
    private static final Duration COMPARED = Duration.ofMinutes(2);

    private static final String NETWORK_TAINT = "node.kubernetes.io/network-unavailable";

    private final HistoryScene scene;
    private final HistoryTruth truth;
    private final HistoryOutside outside;
    private final Map<Question<?>, Object> answers = new HashMap<>();

    HistoryView(HistoryScene scene, HistoryTruth truth) {
        this.scene = scene;
        this.truth = truth;
        this.outside = new HistoryOutside(scene, truth);
        HistoryPods pods = new HistoryPods(scene, truth);
        HistoryObjects objects = new HistoryObjects(scene, truth);
        for (Question<?> question : scene.asks()) {
            answers.put(question, answer(question, pods, objects));
        }
    }

    /** All answers, as read at a time. */
    Map<Question<?>, Reading<?>> readAt(Instant time) {
        Map<Question<?>, Reading<?>> readings = new HashMap<>();
        answers.forEach((question, answer) ->
                readings.put(question, new Reading.Read<>(HistoryOutside.toldAt(answer, time), time)));
        return readings;
    }

    /** The same, of whatever time. */
    Map<Question<?>, Object> answers() {
        return answers;
    }

    private Object answer(Question<?> question, HistoryPods pods, HistoryObjects objects) {
        if (question instanceof Question.Nodes) {
            return truth.machines.stream().map(this::node).toList();
        }
        if (question instanceof Question.Pods) {
            return pods.all();
        }
        if (question instanceof Question.Endpoints) {
            return pods.endpoints();
        }
        if (question instanceof Question.CiliumNodes) {
            return ciliumNodes();
        }
        if (question instanceof Question.Named named) {
            return objects.named(named.id());
        }
        if (question instanceof Question.Listed listed && listed.kind().equals("Application")) {
            return applications(listed, objects);
        }
        if (question instanceof Question.Listed listed && listed.kind().equals("APIService")) {
            return objects.apiServices(listed.apiVersion());
        }
        return outside.answer(question).orElseThrow(() -> new IllegalArgumentException("nobody plays " + question));
    }

    /** The migration's own, and what other teams have. */
    private List<ObjectFact> applications(Question.Listed listed, HistoryObjects objects) {
        List<ObjectFact> applications = new ArrayList<>();
        truth.apps
                .keySet()
                .forEach(name -> objects.named(ObjectId.namespaced(listed.apiVersion(), "Application", "argocd", name))
                        .ifPresent(applications::add));
        truth.others.forEach((name, group) -> applications.add(objects.fact(
                ObjectId.namespaced(listed.apiVersion(), "Application", name, name),
                Content.of(Map.of(
                        "spec", Map.of("destination", Map.of("name", "in-cluster")),
                        "status",
                                Map.of(
                                        "sync",
                                        Map.of("status", "Synced"),
                                        "reconciledAt",
                                        truth.now.minus(COMPARED).toString(),
                                        "resources",
                                        List.of(Map.of("group", group, "kind", "Thing", "name", "a-thing"))))),
                HistoryScene.MERGED.minusSeconds(9000))));
        return applications;
    }

    /** The look of somebody who reads everything at once. */
    Look look(Set<Question<?>> asks) {
        HistoryPods pods = new HistoryPods(scene, truth);
        HistoryObjects objects = new HistoryObjects(scene, truth);
        Map<Question<?>, Reading<?>> all = new HashMap<>();
        asks.forEach(question -> all.put(question, new Reading.Read<>(answer(question, pods, objects), truth.now)));
        return new Look(truth.now, all);
    }

    static Version version(String name, Instant created, Instant changed) {
        return new Version("uid-" + name, "1", 2, created, changed, null, List.of());
    }

    private NodeFact node(HistoryTruth.Machine machine) {
        Map<String, String> labels =
                new TreeMap<>(Map.of("topology.kubernetes.io/zone", machine.zone, "pool", machine.pool));
        labels.putAll(machine.labels);
        if (machine.labelled) {
            labels.put(scene.spec().nodes().label(), "true");
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

    private List<CiliumNodeFact> ciliumNodes() {
        List<CiliumNodeFact> nodes = new ArrayList<>();
        for (int i = 0; i < truth.machines.size(); i++) {
            HistoryTruth.Machine machine = truth.machines.get(i);
            nodes.add(new CiliumNodeFact(
                    machine.name,
                    version(machine.name, machine.agent, machine.agent),
                    machine.hasBlock ? List.of(truth.range + i % 250 + ".0/24") : List.of(),
                    List.of(machine.address),
                    ""));
        }
        return nodes;
    }
}
