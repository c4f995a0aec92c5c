package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Condition;
import dev.crossfade.core.observation.NodeFact;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What must be true of a node. */
public sealed interface NodeCheck {

    /** What is wrong, as the end of a sentence that begins with the node's name. */
    Optional<String> fault(NodeFact node);

    /** What was read, for the node that stands for all. */
    Evidence evidence(NodeFact node);

    /** The time that the evidence carries, or null where it carries none. */
    @Nullable
    Instant since(NodeFact node);

    /** What is so where nothing is wrong, in a few words behind the number of nodes. */
    String words();

    /** Where a fault of it comes from, and what mends it, in a sentence. */
    String cure();

    /** True where a fault of the node is so old that it does not heal by itself; only a condition says since when. */
    default boolean lasts(NodeFact node, Instant now) {
        return false;
    }

    /** It carries the label of nodes on Cilium. */
    record Labelled(String label) implements NodeCheck {
        @Override
        public String cure() {
            return "A node without label " + label + "=true has still to move.";
        }

        @Override
        public String words() {
            return label + "=true";
        }

        @Override
        public Optional<String> fault(NodeFact node) {
            return node.has(label, "true") ? Optional.empty() : Optional.of("lacks " + label + "=true");
        }

        @Override
        public Evidence evidence(NodeFact node) {
            return Evidence.of(
                    node.id(),
                    "metadata.labels[" + label + "]",
                    node.labels().getOrDefault(label, "none"),
                    since(node));
        }

        @Override
        public Instant since(NodeFact node) {
            return node.created();
        }
    }

    /** It does not carry the label. */
    record Unlabelled(String label) implements NodeCheck {
        @Override
        public String cure() {
            return "Label " + label
                    + " says that a node is on Cilium: where it is not, take the label off before its agent restarts, and out of the"
                    + " node's template.";
        }

        @Override
        public String words() {
            return "no label " + label;
        }

        @Override
        public Optional<String> fault(NodeFact node) {
            return node.labels().containsKey(label)
                    ? Optional.of("carries " + label + "=" + node.labels().get(label))
                    : Optional.empty();
        }

        @Override
        public Evidence evidence(NodeFact node) {
            return Evidence.of(
                    node.id(), "metadata.labels[" + label + "]", node.labels().getOrDefault(label, "none"));
        }

        @Override
        public @Nullable Instant since(NodeFact node) {
            return null;
        }
    }

    /** The kubelet says that it is Ready. */
    record Ready() implements NodeCheck {
        @Override
        public String cure() {
            return "A node that is not Ready has lost its kubelet, its network or its way to the API server: mend or replace it.";
        }

        @Override
        public boolean lasts(NodeFact node, Instant now) {
            return NodeCheck.isOld(node, "Ready", now);
        }

        @Override
        public String words() {
            return "Ready";
        }

        @Override
        public Optional<String> fault(NodeFact node) {
            return node.isReady()
                    ? Optional.empty()
                    : Optional.of("is not Ready ("
                            + node.condition("Ready").map(Condition::status).orElse("no condition") + ")");
        }

        @Override
        public Evidence evidence(NodeFact node) {
            return condition(node, "Ready");
        }

        @Override
        public @Nullable Instant since(NodeFact node) {
            return NodeCheck.since(node, "Ready");
        }
    }

    /**
     * Its network is up, as one of the two says. While both run, the reason is that of the one that wrote last (cilium,
     * operator/watchers/node_taint.go; calico, node/pkg/lifecycle).
     *
     * @param reasons CiliumIsUp, and CalicoIsUp as long as Calico runs
     */
    record NetworkUp(Set<String> reasons) implements NodeCheck {
        public NetworkUp {
            reasons = Set.copyOf(reasons);
        }

        @Override
        public String cure() {
            return "NetworkUnavailable goes when the node's agent is Ready and, for Cilium, cilium-operator runs.";
        }

        @Override
        public boolean lasts(NodeFact node, Instant now) {
            return NodeCheck.isOld(node, "NetworkUnavailable", now);
        }

        @Override
        public String words() {
            return String.join(" or ", new TreeSet<>(reasons));
        }

        @Override
        public Optional<String> fault(NodeFact node) {
            Optional<Condition> found = node.condition("NetworkUnavailable");
            return found.filter(each -> each.isFalse() && reasons.contains(each.reason()))
                            .isPresent()
                    ? Optional.empty()
                    : Optional.of("has NetworkUnavailable "
                            + found.map(each -> each.status() + " (" + each.reason() + ")")
                                    .orElse("not set"));
        }

        @Override
        public Evidence evidence(NodeFact node) {
            return condition(node, "NetworkUnavailable");
        }

        @Override
        public @Nullable Instant since(NodeFact node) {
            return NodeCheck.since(node, "NetworkUnavailable");
        }
    }

    /** No taint of this key keeps pods away. */
    record Untainted(String key) implements NodeCheck {
        @Override
        public String cure() {
            return "Taint " + key
                    + " goes when the node's agent is Ready and cilium-operator runs; one that a template or a person has set, when it is"
                    + " taken off there.";
        }

        @Override
        public String words() {
            return "no taint " + key;
        }

        @Override
        public Optional<String> fault(NodeFact node) {
            return node.taint(key).map(taint -> "has taint " + taint);
        }

        @Override
        public Evidence evidence(NodeFact node) {
            return Evidence.of(
                    node.id(), "spec.taints[" + key + "]", node.taint(key).orElse("none"));
        }

        @Override
        public @Nullable Instant since(NodeFact node) {
            return null;
        }
    }

    /** It was made after a time. */
    record YoungerThan(Instant time) implements NodeCheck {
        @Override
        public String cure() {
            return "A node from before has still to be replaced.";
        }

        @Override
        public String words() {
            return "younger than " + time;
        }

        @Override
        public Optional<String> fault(NodeFact node) {
            return node.created().isAfter(time)
                    ? Optional.empty()
                    : Optional.of("is from " + node.created() + ", before " + time);
        }

        @Override
        public Evidence evidence(NodeFact node) {
            return Evidence.of(node.id(), "metadata.creationTimestamp", node.created(), since(node));
        }

        @Override
        public Instant since(NodeFact node) {
            return node.created();
        }
    }

    /** A condition that the node has not got yet is as old as the node. */
    private static boolean isOld(NodeFact node, String type, Instant now) {
        Instant since = since(node, type);
        return Need.isDue(since == null ? node.created() : since, now);
    }

    private static @Nullable Instant since(NodeFact node, String type) {
        return node.condition(type).map(Condition::since).orElse(null);
    }

    private static Evidence condition(NodeFact node, String type) {
        return node.condition(type)
                .map(found -> Evidence.of(
                        node.id(),
                        "status.conditions[" + type + "]",
                        found.status() + " (" + found.reason() + ")",
                        found.since()))
                .orElseGet(() -> Evidence.of(node.id(), "status.conditions[" + type + "]", "none"));
    }

    /** All that is wrong with a node. */
    static Stream<String> faults(Iterable<NodeCheck> checks, NodeFact node) {
        Stream.Builder<String> faults = Stream.builder();
        checks.forEach(check -> check.fault(node).ifPresent(faults));
        return faults.build();
    }
}
