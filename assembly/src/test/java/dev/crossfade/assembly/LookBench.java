package dev.crossfade.assembly;

import dev.crossfade.argo.watch.Store;
import dev.crossfade.core.gate.Gate;
import dev.crossfade.core.gate.Rule;
import dev.crossfade.core.observation.EndpointFact;
import dev.crossfade.core.observation.Grouped;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.proof.Rules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Times what a watcher thinks in a cluster of many pods, with nothing between it and the facts: the judgement of every rule of a
 * few phases, once after one pod changed, once after one CiliumEndpoint did and once where nothing did. bench/look.sh runs it.
 *
 * <p>NODES (5000), PODS (150000), ROUNDS of each (20), PHASES by their ids.
 */
class LookBench {

    private static final int NODES = whole("NODES", 5000);
    private static final int PODS = whole("PODS", 150_000);
    private static final int ROUNDS = whole("ROUNDS", 20);

    private final Journey journey = Journey.of(Story.plan(withoutProbe()));

    @Test
    void looks() {
        System.out.println(journey.ids());
        String phases = System.getenv("PHASES");
        List<String> wanted = phases == null || phases.isEmpty()
                ? List.of(
                        "pin-calico-address",
                        "install-cilium",
                        "first-nodes",
                        "finalize-cilium",
                        "remove-calico-workloads")
                : List.of(phases.split(","));
        wanted.forEach(this::phase);
    }

    private static MapTree withoutProbe() {
        MapTree tree = Story.tree("db-schenker");
        String spec = tree.files().get("crossfade.yaml");
        return tree.with(
                "crossfade.yaml",
                spec.replace("  # Where the copy of etcd is,", "  probe: none\n  # Where the copy of etcd is,"));
    }

    private void phase(String phase) {
        HistoryScene scene = new HistoryScene(journey, phase);
        HistoryTruth truth = new HistoryStart(scene).good(NODES);
        truth.now = HistoryScene.MERGED.plusSeconds(2000);
        Map<Gate, Rule> rules = rules(scene);
        Map<Question<?>, Reading<?>> answers = new HashMap<>();
        HistoryView view = new HistoryView(scene, truth);
        for (Rule rule : rules.values()) {
            Look look = view.look(rule.asks());
            rule.asks().forEach(question -> answers.put(question, look.answer(question)));
        }
        Cluster cluster = new Cluster(truth, answers);
        Map<String, Long> times = new TreeMap<>();
        Runtime.getRuntime().gc();
        for (int round = -12; round < 3 * ROUNDS; round++) {
            int turn = Math.floorMod(round, 3);
            String when = turn == 0 ? "changed " : turn == 1 ? "endpoint " : "idle ";
            long began = System.nanoTime();
            if (turn == 0) {
                cluster.change(round / 3 + 10);
            } else if (turn == 1) {
                cluster.changeEndpoint(round / 3 + 10);
            }
            Look look = cluster.look();
            add(times, when + "  snapshot", began, round);
            long made = System.nanoTime();
            Map<Gate, Rule> anew = rules(scene);
            add(times, when + "  rules made", made, round);
            judge(anew, look, when, times, round);
            add(times, when + " all", began, round);
        }
        System.out.println("== " + phase);
        times.forEach((what, nanos) -> System.out.printf("%9.3f ms  %s%n", nanos / 1e6 / ROUNDS, what));
    }

    private static void judge(Map<Gate, Rule> rules, Look look, String when, Map<String, Long> times, int round) {
        rules.forEach((gate, rule) -> {
            long began = System.nanoTime();
            String verdict = rule.judge(look).verdict().id();
            add(times, when + "  " + gate.id() + " " + verdict, began, round);
        });
    }

    private static void add(Map<String, Long> times, String what, long began, int round) {
        if (round >= 0) {
            times.merge(what, System.nanoTime() - began, Long::sum);
        }
    }

    /** Of the phase, of its way back, and of the next one's entry. */
    private static Map<Gate, Rule> rules(HistoryScene scene) {
        Map<Gate, Rule> rules = new LinkedHashMap<>(Rules.of(scene.standpoint()));
        rules.putAll(Rules.ofUndo(scene.standpoint()));
        scene.next()
                .ifPresent(
                        entry -> rules.putAll(Rules.ofEntry(scene.standpoint().of(entry))));
        return rules;
    }

    /** A cluster as a watch keeps it. */
    private static final class Cluster {
        private final HistoryTruth truth;
        private final Map<Question<?>, Reading<?>> answers;
        private final Store<PodFact> pods = new Store<>(PodFact::node);
        private final Store<EndpointFact> endpoints = new Store<>(EndpointFact::namespace);
        private final List<String> names = new ArrayList<>();

        Cluster(HistoryTruth truth, Map<Question<?>, Reading<?>> answers) {
            this.truth = truth;
            this.answers = answers;
            read(new Question.Pods()).forEach(pod -> pods.put(pod.namespace() + "/" + pod.name(), pod));
            read(new Question.Endpoints()).forEach(each -> endpoints.put(each.namespace() + "/" + each.name(), each));
            for (int i = pods.snapshot().size(); i < PODS; i++) {
                more(i);
            }
            snap();
        }

        private <T> List<T> read(Question<Grouped<T>> question) {
            @SuppressWarnings("unchecked")
            Reading<List<T>> reading = (Reading<List<T>>) answers.get(question);
            return reading == null ? List.of() : reading.got().orElse(List.of());
        }

        private void more(int i) {
            HistoryTruth.Machine machine = truth.machines.get(i % NODES);
            String range = machine.moved ? truth.range : "192.168.";
            PodFact pod = new PodFact(
                    "team-" + i / 30 % 100,
                    "app-" + i / 30 + "-5d4f8b7c9-" + i,
                    "app-" + i / 30,
                    new PodFact.Owner("Deployment", "app-" + i / 30),
                    new PodFact.Placement(machine.name, false, List.of(range + i / 250 % 256 + "." + i % 250)),
                    new PodFact.Life("Running", machine.booted, 0, machine.booted, machine.booted, null));
            String name = pod.namespace() + "/" + pod.name();
            pods.put(name, pod);
            names.add(name);
            if (machine.moved) {
                endpoints.put(
                        name,
                        new EndpointFact(
                                pod.namespace(),
                                pod.name(),
                                "ready",
                                pod.placement().addresses(),
                                machine.booted));
            }
        }

        void change(int number) {
            String name = names.get(number * 7919 % names.size());
            PodFact old = Objects.requireNonNull(pods.get(name));
            pods.put(
                    name,
                    new PodFact(
                            old.namespace(),
                            old.name(),
                            old.app(),
                            old.owner(),
                            old.placement(),
                            new PodFact.Life(
                                    "Running",
                                    old.life().created(),
                                    old.life().restarts() + 1,
                                    old.life().started(),
                                    old.life().ready(),
                                    null)));
            snap();
        }

        /** From one state to the other. */
        void changeEndpoint(int number) {
            String name = names.get(number * 7919 % names.size());
            EndpointFact old = endpoints.get(name);
            if (old != null) {
                String state = old.state().equals("ready") ? "regenerating" : "ready";
                endpoints.put(
                        name, new EndpointFact(old.namespace(), old.name(), state, old.addresses(), old.created()));
            }
            snap();
        }

        private void snap() {
            answers.put(new Question.Pods(), new Reading.Read<>(pods.snapshot(), truth.now));
            if (answers.containsKey(new Question.Endpoints())) {
                answers.put(new Question.Endpoints(), new Reading.Read<>(endpoints.snapshot(), truth.now));
            }
        }

        Look look() {
            return new Look(truth.now, answers);
        }
    }

    private static int whole(String variable, int otherwise) {
        String value = System.getenv(variable);
        return value == null || value.isEmpty() ? otherwise : Integer.parseInt(value);
    }
}
