package dev.crossfade.assembly;

import dev.crossfade.argo.watch.Store;
import dev.crossfade.core.observation.Content;
import dev.crossfade.core.observation.EndpointFact;
import dev.crossfade.core.observation.Grouped;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.NodeFact;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A cluster as a watch keeps it, in which something changes, comes or goes with each step; what went may come back, and now and then all
 * is as it was. What agents and probes tell is told anew now and then, and is old meanwhile.
 */
final class EvolvingCluster {

    /** In one of so many steps all comes back: of a hundred things one is otherwise too often for all to be well again. */
    private static final int RESTORED = 12;

    private final Random chance;
    private final Map<Question<?>, Reading<?>> others;
    private final Kept<NodeFact> nodes;
    private final Kept<PodFact> pods;
    private final Kept<EndpointFact> endpoints;
    private final Kept<ObjectFact> daemonSets;
    private Instant now;
    private Instant told;

    /** @param guests whose pods and endpoints may come, too */
    EvolvingCluster(Map<Question<?>, Reading<?>> start, HistoryPods guests, Instant now, Random chance) {
        this.chance = chance;
        this.now = now;
        this.told = now;
        this.others = new HashMap<>(start);
        this.nodes = new Kept<>(node -> "", NodeFact::name, found(new Question.Nodes()));
        this.pods = new Kept<>(PodFact::node, pod -> pod.namespace() + "/" + pod.name(), found(new Question.Pods()));
        this.endpoints = new Kept<>(
                EndpointFact::namespace, each -> each.namespace() + "/" + each.name(), found(new Question.Endpoints()));
        List<ObjectFact> sets = new ArrayList<>();
        start.forEach((question, reading) -> {
            if (question instanceof Question.Named named && named.id().kind().equals("DaemonSet")) {
                reading.got().ifPresent(value -> ((Optional<?>) value).ifPresent(fact -> sets.add((ObjectFact) fact)));
            }
        });
        List.copyOf(nodes.home.values()).stream().limit(1).map(this::twin).forEach(nodes::guest);
        guests.all().forEach(pods::guest);
        guests.endpoints().forEach(endpoints::guest);
        this.daemonSets = new Kept<>(fact -> "", fact -> fact.id().toString(), sets);
    }

    @SuppressWarnings("unchecked")
    private <T> List<T> found(Question<?> question) {
        Reading<?> reading = others.get(question);
        return reading == null || reading.got().isEmpty()
                ? List.of()
                : (List<T>) reading.got().orElseThrow();
    }

    /** Facts that are there, beside all that ever were. */
    private final class Kept<T> {
        private final Function<T, String> group;
        private final Function<T, String> key;
        private final SortedMap<String, T> home = new TreeMap<>();
        private final SortedMap<String, T> ever = new TreeMap<>();
        private final SortedMap<String, T> there = new TreeMap<>();
        private final Store<T> store;

        Kept(Function<T, String> group, Function<T, String> key, List<T> facts) {
            this.group = group;
            this.key = key;
            this.store = new Store<>(group);
            facts.forEach(fact -> home.put(key.apply(fact), fact));
            ever.putAll(home);
            facts.forEach(this::put);
        }

        void put(T fact) {
            there.put(key.apply(fact), fact);
            store.put(key.apply(fact), fact);
        }

        void guest(T fact) {
            ever.putIfAbsent(key.apply(fact), fact);
        }

        void restore() {
            ever.keySet().stream().filter(name -> !home.containsKey(name)).forEach(this::remove);
            home.values().forEach(this::put);
        }

        /** One that is a guest. */
        void come() {
            List<T> guests = ever.keySet().stream()
                    .filter(name -> !home.containsKey(name))
                    .map(ever::get)
                    .toList();
            if (!guests.isEmpty()) {
                put(guests.get(chance.nextInt(guests.size())));
            }
        }

        private void remove(String name) {
            if (there.remove(name) != null) {
                store.remove(name);
            }
        }

        void change(UnaryOperator<T> other) {
            change("", other);
        }

        /** @param part of the names of those that may */
        void change(String part, UnaryOperator<T> other) {
            List<String> names =
                    ever.keySet().stream().filter(key -> key.contains(part)).toList();
            if (names.isEmpty()) {
                return;
            }
            String name = names.get(chance.nextInt(names.size()));
            T known = there.getOrDefault(name, ever.get(name));
            if (there.containsKey(name) && chance.nextInt(4) == 0) {
                remove(name);
            } else {
                put(chance.nextInt(3) == 0 ? ever.get(name) : other.apply(known));
            }
        }

        /** Made of what is there, in any order within a group; nothing was ever looked for in it. */
        Grouped<T> anew() {
            Map<String, Grouped.Group<T>> groups = new LinkedHashMap<>();
            store.snapshot().groups().forEach((name, each) -> {
                List<T> members = new ArrayList<>(each.facts());
                if (!members.stream().allMatch(fact -> fact.equals(there.get(key.apply(fact))))) {
                    throw new AssertionError("group " + name + " holds what is not there: " + members);
                }
                Collections.shuffle(members, chance);
                groups.put(name, new Grouped.Group<>(members));
            });
            Grouped<T> all = new Grouped<>(groups);
            if (all.size() != there.size() || !all.stream().allMatch(fact -> groups.containsKey(group.apply(fact)))) {
                throw new AssertionError("the store has " + all.size() + " of " + there.size());
            }
            return all;
        }
    }

    /** One thing that happens. */
    void step() {
        now = now.plusSeconds(chance.nextInt(40));
        if (chance.nextInt(3) == 0) {
            told = now;
        }
        if (chance.nextInt(RESTORED) == 0) {
            restore();
            return;
        }
        switch (chance.nextInt(11)) {
            case 0, 1 -> nodes.change(this::other);
            case 2 -> daemonSets.change(this::other);
            case 3, 4 -> endpoints.change(this::other);
            case 5 -> pods.come();
            case 6 -> nodes.come();
            case 7 -> pods.change("coredns", this::other);
            default -> pods.change(this::other);
        }
    }

    private void restore() {
        told = now;
        nodes.restore();
        pods.restore();
        endpoints.restore();
        daemonSets.restore();
    }

    /** True where the question is one whose answer changes. */
    boolean evolves(Question<?> question) {
        return question instanceof Question.Nodes
                || question instanceof Question.Pods
                || question instanceof Question.Endpoints
                || question instanceof Question.Named named
                        && daemonSets.ever.containsKey(named.id().toString());
    }

    /** A machine that comes, and that Cilium does not know. */
    private NodeFact twin(NodeFact node) {
        return new NodeFact(
                node.name() + "-new",
                node.version(),
                node.labels(),
                node.taints(),
                List.of("10.0.77.7"),
                node.annotations(),
                node.conditions(),
                node.bootId());
    }

    private NodeFact other(NodeFact node) {
        Map<String, String> labels = new HashMap<>(node.labels());
        String label = "io.cilium.migration/cilium-default";
        if (chance.nextBoolean() && labels.remove(label) == null) {
            labels.put(label, "true");
        }
        return new NodeFact(
                node.name(),
                node.version(),
                labels,
                chance.nextInt(3) > 0 ? node.taints() : List.of("node.cilium.io/agent-not-ready=true:NoExecute"),
                node.addresses(),
                chance.nextInt(3) > 0 ? node.annotations() : Map.of("projectcalico.org/IPv4Address", "192.168.7.7/24"),
                chance.nextBoolean() ? List.of() : node.conditions(),
                node.bootId());
    }

    private PodFact other(PodFact pod) {
        List<NodeFact> machines = List.copyOf(nodes.ever.values());
        String node = chance.nextBoolean()
                ? pod.node()
                : machines.get(chance.nextInt(machines.size())).name();
        List<String> addresses =
                chance.nextInt(3) > 0 ? pod.placement().addresses() : List.of("192.168.7." + chance.nextInt(3));
        boolean waits = chance.nextInt(4) == 0;
        Instant ready = chance.nextBoolean() ? now.minusSeconds(chance.nextInt(400)) : null;
        Instant started = waits ? null : now.minusSeconds(chance.nextInt(400));
        return new PodFact(
                pod.namespace(),
                pod.name(),
                pod.app(),
                pod.owner(),
                new PodFact.Placement(node, pod.placement().hostNetwork(), waits ? List.of() : addresses),
                new PodFact.Life(
                        waits ? "Pending" : "Running",
                        pod.life().created(),
                        pod.life().restarts() + chance.nextInt(2),
                        started,
                        waits ? null : ready,
                        chance.nextInt(5) == 0 ? now : null,
                        waits ? now.minusSeconds(chance.nextInt(400)) : null,
                        waits || ready == null ? now.minusSeconds(chance.nextInt(900)) : null,
                        started));
    }

    private EndpointFact other(EndpointFact endpoint) {
        return new EndpointFact(
                endpoint.namespace(),
                endpoint.name(),
                chance.nextBoolean() ? "ready" : "regenerating",
                chance.nextBoolean() ? endpoint.addresses() : List.of("10.245.99.1"),
                endpoint.created());
    }

    private ObjectFact other(ObjectFact set) {
        long wanted = chance.nextInt(6);
        Map<String, Object> status = Map.of(
                "observedGeneration",
                set.version().generation(),
                "desiredNumberScheduled",
                wanted,
                "updatedNumberScheduled",
                Math.max(0, wanted - chance.nextInt(2)),
                "numberAvailable",
                wanted);
        return new ObjectFact(
                set.id(), set.version(), Content.of(Map.of("spec", Map.of(), "status", status)), set.writes());
    }

    /** As the watcher sees it, with what it has found before. */
    Look look() {
        return look(nodes.store.snapshot(), pods.store.snapshot(), endpoints.store.snapshot());
    }

    /** As one sees it that has seen nothing before, and heard of all in another order. */
    Look fresh() {
        return look(nodes.anew(), pods.anew(), endpoints.anew());
    }

    private Look look(Grouped<NodeFact> allNodes, Grouped<PodFact> allPods, Grouped<EndpointFact> allEndpoints) {
        Map<Question<?>, Reading<?>> answers = new HashMap<>();
        others.forEach((question, reading) -> answers.put(
                question,
                reading.got().isPresent()
                        ? new Reading.Read<>(HistoryOutside.toldAt(reading.got().orElseThrow(), told), now)
                        : reading));
        answers.replace(new Question.Nodes(), new Reading.Read<>(allNodes, now));
        answers.replace(new Question.Pods(), new Reading.Read<>(allPods, now));
        answers.replace(new Question.Endpoints(), new Reading.Read<>(allEndpoints, now));
        daemonSets.ever.forEach((name, fact) -> answers.keySet().stream()
                .filter(question ->
                        question instanceof Question.Named named && named.id().equals(fact.id()))
                .toList()
                .forEach(question -> answers.put(
                        question, new Reading.Read<>(Optional.ofNullable(daemonSets.there.get(name)), now))));
        return new Look(now, answers);
    }
}
