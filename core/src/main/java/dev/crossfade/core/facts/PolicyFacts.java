package dev.crossfade.core.facts;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Calico's own policy objects become in Cilium. */
public final class PolicyFacts {

    private static final List<Map<String, Object>> TRANSLATIONS =
            FactTable.read("policies.yaml").rows("translations");

    private static final List<Map<String, Object>> CLUSTER_WIDE =
            FactTable.read("policies.yaml").rows("clusterWide");

    private PolicyFacts() {}

    /** What an object of this kind becomes, or nothing where it is no policy of Calico's. */
    public static Optional<String> becomes(String group, String kind) {
        boolean calico = CalicoFacts.isGroup(group);
        return TRANSLATIONS.stream()
                .filter(row -> calico && kind.equals(row.get("kind")))
                .map(row -> String.valueOf(row.get("becomes")))
                .findFirst();
    }

    /** True for a policy of Kubernetes' own for the whole cluster. */
    public static boolean isClusterWide(String group, String kind) {
        return group.equals("policy.networking.k8s.io")
                && CLUSTER_WIDE.stream().anyMatch(row -> kind.equals(row.get("kind")));
    }

    /** The value by which this Cilium enforces a policy for the whole cluster; nothing where none does. */
    public static Optional<String> enforcedBy(String kind, String cilium) {
        return CLUSTER_WIDE.stream()
                .filter(row -> kind.equals(row.get("kind")) && row.containsKey("from"))
                .filter(row -> Release.of(cilium).compareTo(Release.of(String.valueOf(row.get("from")))) >= 0)
                .map(row -> String.valueOf(row.get("value")))
                .findFirst();
    }
}
