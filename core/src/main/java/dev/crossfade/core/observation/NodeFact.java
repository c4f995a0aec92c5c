package dev.crossfade.core.observation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A node, reduced to what gates ask.
 *
 * @param taints as {@code key=value:effect}
 * @param addresses its InternalIPs
 * @param annotations those below {@code projectcalico.org/}
 */
public record NodeFact(
        String name,
        Version version,
        Map<String, String> labels,
        List<String> taints,
        List<String> addresses,
        Map<String, String> annotations,
        List<Condition> conditions,
        String bootId) {

    private static final String OS = "kubernetes.io/os";
    private static final String ZONE = "topology.kubernetes.io/zone";
    private static final String CONTROL_PLANE = "node-role.kubernetes.io/control-plane";

    public NodeFact {
        labels = Map.copyOf(labels);
        taints = List.copyOf(taints);
        addresses = List.copyOf(addresses);
        annotations = Map.copyOf(annotations);
        conditions = List.copyOf(conditions);
    }

    public ObjectId id() {
        return ObjectId.global("v1", "Node", name);
    }

    public boolean has(String label, String value) {
        return value.equals(labels.get(label));
    }

    /** True where every one of the labels is there with its value. */
    public boolean matches(Map<String, String> selector) {
        return selector.entrySet().stream().allMatch(each -> has(each.getKey(), each.getValue()));
    }

    /** True where it is not known to run another system than Linux. */
    public boolean isLinux() {
        return labels.getOrDefault(OS, "linux").equals("linux");
    }

    public boolean isControlPlane() {
        return labels.containsKey(CONTROL_PLANE);
    }

    /** Empty where it has none. */
    public String zone() {
        return labels.getOrDefault(ZONE, "");
    }

    /** The taint with this key, as {@code key=value:effect}. */
    public Optional<String> taint(String key) {
        return taints.stream()
                .filter(taint -> taint.startsWith(key + "=") || taint.startsWith(key + ":"))
                .findFirst();
    }

    public Optional<Condition> condition(String type) {
        for (Condition condition : conditions) {
            if (condition.type().equals(type)) {
                return Optional.of(condition);
            }
        }
        return Optional.empty();
    }

    /** True where its kubelet says that it is Ready. */
    public boolean isReady() {
        return condition("Ready").filter(Condition::isTrue).isPresent();
    }

    public Instant created() {
        return version.created();
    }
}
