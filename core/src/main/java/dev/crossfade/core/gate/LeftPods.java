package dev.crossfade.core.gate;

import dev.crossfade.core.observation.NodeFact;
import dev.crossfade.core.observation.PodFact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a person does about pods that kept an address of the network that goes.
 *
 * @param left those pods
 * @param moved names of the nodes on which a pod that is made anew gets an address of Cilium's
 */
record LeftPods(List<PodFact> left, Set<String> moved) {

    /**
     * What {@code kubectl rollout restart} is right for: of a DaemonSet it would restart the pods of all nodes; a DaemonSet or StatefulSet with
     * updateStrategy OnDelete, as Vault's chart has it, takes it and replaces none (kubernetes.io/docs/concepts/workloads/controllers/statefulset).
     */
    private static final String ROLLED = "Deployment";

    private static final String ORDERED = "StatefulSet";

    /** As the controller of a StatefulSet replaces its pods, from the largest ordinal to the smallest (same page, Rolling Updates). */
    private static final Comparator<PodFact> LARGEST_FIRST = Comparator.comparing(
                    (PodFact pod) -> pod.name().length())
            .thenComparing(PodFact::name)
            .reversed();

    /** Whose pods stand in for nobody but themselves. */
    private static final String DAEMONS = "DaemonSet";

    /** A static pod is made by its kubelet: deleting what the API server shows of it does nothing. */
    private static final Set<String> ALONE = Set.of("", "Node");

    LeftPods {
        left = List.copyOf(left);
        moved = Set.copyOf(moved);
    }

    /** The labelled nodes, and those on which Cilium has given a pod its address: from finalize-cilium on the label decides no more. */
    static Set<String> moved(NodeSelection labelled, Addresses cilium, List<NodeFact> nodes, List<PodFact> pods) {
        Set<String> moved = new HashSet<>();
        nodes.stream().filter(labelled::has).map(NodeFact::name).forEach(moved::add);
        pods.stream()
                .filter(PodFact::hasOwnNetwork)
                .filter(pod -> pod.placement().addresses().stream().anyMatch(cilium::hold))
                .map(PodFact::node)
                .forEach(moved::add);
        return moved;
    }

    private List<List<String>> table() {
        List<List<String>> table = new ArrayList<>(List.of(List.of("NODE", "POD", "ADDRESS", "OWNER", "STARTED")));
        left.forEach(pod -> table.add(List.of(
                pod.node(),
                named(pod),
                String.join(",", pod.placement().addresses()),
                pod.owner().kind().isEmpty() ? "none" : pod.owner().kind(),
                pod.life().created().toString())));
        return table;
    }

    Need need() {
        List<String> sentences = new ArrayList<>();
        List<PodFact> here = which(pod -> moved.contains(pod.node()));
        List<PodFact> alone = which(pod -> moved.contains(pod.node()) && isAlone(pod));
        List<PodFact> elsewhere = which(pod -> !moved.contains(pod.node()));
        if (!here.isEmpty()) {
            sentences.add(stuck(here.size()));
        }
        if (!alone.isEmpty()) {
            sentences.add("No controller makes these anew, so they are gone for good once they are deleted: "
                    + Words.list(alone.stream().map(LeftPods::named).toList())
                    + ". Whoever made them has to make them anew.");
        }
        if (!elsewhere.isEmpty()) {
            sentences.add((here.isEmpty() ? "Pods have addresses that are not Cilium's" : "Others have such addresses")
                    + " on nodes that have not moved, where they would get another one: "
                    + Words.list(elsewhere.stream()
                            .map(pod -> named(pod) + " on " + pod.node())
                            .toList())
                    + ". Move these nodes first, as runbook.md says.");
        }
        List<String> commands = new ArrayList<>();
        owners(here).forEach((owner, pods) -> {
            commands.addAll(pods.size() > 1 && owner.isRolled() ? List.of(owner.restart()) : owner.delete(pods));
            if (owner.isOneAtATime() && pods.size() > 1) {
                sentences.add(
                        "Of " + owner + " delete one pod at a time, the next only once the one before is Ready again: "
                                + Words.list(pods.stream().map(LeftPods::named).toList()) + ".");
            }
        });
        if (commands.stream().anyMatch(command -> command.contains(" delete pod "))) {
            sentences.add("No PodDisruptionBudget is asked by kubectl delete; kubectl drain asks it.");
        }
        return new Need(String.join(" ", sentences), table(), commands);
    }

    private static String stuck(int count) {
        return count == 1
                ? "A pod has an address that is not Cilium's on a node that has moved: it started before the agent was Ready and"
                        + " will not heal by itself. It loses its network when Calico goes."
                : count
                        + " pods have addresses that are not Cilium's on nodes that have moved: they started before the agent"
                        + " was Ready and will not heal by themselves. They lose their network when Calico goes.";
    }

    /** Whoever makes a pod anew. */
    private record Owner(String namespace, String kind, String name) {

        /** As its own strategy says. */
        String restart() {
            return kubectl() + "rollout restart " + kind.toLowerCase(Locale.ROOT) + "/" + name;
        }

        /** Nobody waits between two commands that are pasted at once: of what has replicas it is the first pod alone. */
        List<String> delete(List<PodFact> pods) {
            return pods.stream()
                    .limit(isOneAtATime() ? 1 : pods.size())
                    .map(PodFact::name)
                    .flatMap(pod -> isOrdered()
                            ? Stream.of(
                                    kubectl() + "delete pod " + pod,
                                    kubectl() + "wait --for=condition=Ready pod/" + pod + " --timeout=15m")
                            : Stream.of(kubectl() + "delete pod " + pod))
                    .toList();
        }

        private String kubectl() {
            return "kubectl -n " + namespace + " ";
        }

        boolean isRolled() {
            return kind.equals(ROLLED);
        }

        /** True where a pod is made anew under its name. */
        boolean isOrdered() {
            return kind.equals(ORDERED);
        }

        /** Neither what kubectl restarts nor what is alone on its node: databases, and brokers of an operator. */
        boolean isOneAtATime() {
            return !isRolled() && !kind.equals(DAEMONS);
        }

        @Override
        public String toString() {
            return kind + " " + namespace + "/" + name;
        }
    }

    private static Map<Owner, List<PodFact>> owners(List<PodFact> pods) {
        Map<Owner, List<PodFact>> owners = new LinkedHashMap<>();
        for (PodFact pod : pods) {
            if (!isAlone(pod)) {
                owners.computeIfAbsent(
                                new Owner(
                                        pod.namespace(),
                                        pod.owner().kind(),
                                        pod.owner().name()),
                                owner -> new ArrayList<>())
                        .add(pod);
            }
        }
        owners.forEach((owner, own) -> {
            if (owner.isOrdered()) {
                own.sort(LARGEST_FIRST);
            }
        });
        return owners;
    }

    private static boolean isAlone(PodFact pod) {
        return ALONE.contains(pod.owner().kind());
    }

    private List<PodFact> which(Predicate<PodFact> of) {
        return left.stream().filter(of).toList();
    }

    private static String named(PodFact pod) {
        return pod.namespace() + "/" + pod.name();
    }
}
