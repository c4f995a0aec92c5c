package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Finding;
import dev.crossfade.core.observation.Grouped;
import dev.crossfade.core.observation.NodeFact;
import dev.crossfade.core.observation.PodFact;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Pods of one kind among those of a node: each is asked once, for the answer hangs on nothing but the pod. */
public interface PodFinding extends Finding<PodFact, List<PodFact>>, Predicate<PodFact> {

    /** Within a node, for a watch keeps its pods in the order in which they came and changed. */
    Comparator<PodFact> BY_NAME = Comparator.comparing(PodFact::namespace).thenComparing(PodFact::name);

    /** By namespace and name; sorted anew only where a pod of the node is another one. */
    @Override
    default List<PodFact> in(List<PodFact> pods) {
        return pods.stream().filter(this).sorted(BY_NAME).toList();
    }

    /** Those of all nodes, node by node. */
    default List<PodFact> of(Grouped<PodFact> pods) {
        return pods.find(new OfAll(this));
    }

    /** Put together once, until a pod is another one. */
    record OfAll(PodFinding each) implements Finding<PodFact, List<PodFact>> {
        @Override
        public List<PodFact> in(List<PodFact> pods) {
            return List.copyOf(Grouped.by(PodFact::node, pods).all(each));
        }
    }

    /**
     * Those on nodes that are there, or on none yet: of a node that was deleted Kubernetes keeps pods for a minute (pkg/controller/podgc,
     * gcOrphaned). Looked for once, until a pod or a node is another one.
     */
    record On(PodFinding each, Grouped.Group<NodeFact> nodes) implements Finding<PodFact, List<PodFact>> {
        @Override
        public List<PodFact> in(List<PodFact> pods) {
            Set<String> names = nodes.find(new Names());
            return each.of(Grouped.by(PodFact::node, pods)).stream()
                    .filter(pod -> pod.node().isEmpty() || names.contains(pod.node()))
                    .toList();
        }

        @Override
        public Object place() {
            return List.of(On.class, each);
        }
    }

    /** Of nodes. */
    record Names() implements Finding<NodeFact, Set<String>> {
        @Override
        public Set<String> in(List<NodeFact> nodes) {
            return nodes.stream().map(NodeFact::name).collect(Collectors.toSet());
        }
    }

    /** How many there are. */
    default int count(Grouped<PodFact> pods) {
        return pods.each(this).stream().mapToInt(List::size).sum();
    }

    /** Those of a workload. */
    record Of(String kind, String namespace, String name) implements PodFinding {
        @Override
        public boolean test(PodFact pod) {
            return pod.isOf(kind, namespace, name);
        }
    }

    /** Those of the cluster's DNS. */
    record Dns() implements PodFinding {
        static final String APP = "kube-dns";

        @Override
        public boolean test(PodFact pod) {
            return pod.app().equals(APP) && pod.namespace().equals("kube-system");
        }
    }

    /** Those with an address that a network plugin gave them. */
    record Networked() implements PodFinding {
        @Override
        public boolean test(PodFact pod) {
            return pod.hasOwnNetwork() && !pod.placement().addresses().isEmpty();
        }
    }

    /** Of the {@link Networked} ones, those with an address of these ranges. */
    record Within(Addresses ranges) implements PodFinding {
        @Override
        public boolean test(PodFact pod) {
            return pod.hasOwnNetwork() && pod.placement().addresses().stream().anyMatch(ranges::hold);
        }
    }

    /** Of the {@link Networked} ones, those with no address of these ranges. */
    record Outside(Addresses ranges) implements PodFinding {
        @Override
        public boolean test(PodFact pod) {
            return pod.hasOwnNetwork()
                    && !pod.placement().addresses().isEmpty()
                    && pod.placement().addresses().stream().noneMatch(ranges::hold);
        }
    }
}
