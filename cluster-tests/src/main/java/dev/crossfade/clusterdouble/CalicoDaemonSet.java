package dev.crossfade.clusterdouble;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operator's DaemonSet calico-node, as far as it follows the Installation (tigera/operator, pkg/render/node.go). */
final class CalicoDaemonSet {

    private static final String METHOD = "IP_AUTODETECTION_METHOD";

    private CalicoDaemonSet() {}

    /** Gives the method of address detection to calico-node; its pods are made anew, as with every change of their template. */
    static void detect(Cluster cluster, GenericKubernetesResource installation) {
        Map<String, Object> detection = installation.get("spec", "calicoNetwork", "nodeAddressAutodetectionV4");
        DaemonSet calicoNode = get(cluster).orElse(null);
        if (calicoNode == null || detection == null) {
            return;
        }
        String wanted = method(detection);
        Optional<String> found = container(calicoNode).getEnv().stream()
                .filter(each -> each.getName().equals(METHOD))
                .map(EnvVar::getValue)
                .findFirst();
        if (!found.equals(Optional.of(wanted))) {
            cluster.client().resource(calicoNode).edit(current -> {
                List<EnvVar> env = new ArrayList<>(container(current).getEnv());
                env.removeIf(each -> each.getName().equals(METHOD));
                env.add(new EnvVarBuilder().withName(METHOD).withValue(wanted).build());
                container(current).setEnv(env);
                return current;
            });
        }
    }

    static Optional<DaemonSet> get(Cluster cluster) {
        return Optional.ofNullable(cluster.client()
                .apps()
                .daemonSets()
                .inNamespace("calico-system")
                .withName("calico-node")
                .get());
    }

    private static Container container(DaemonSet calicoNode) {
        return calicoNode.getSpec().getTemplate().getSpec().getContainers().get(0);
    }

    /** In this order (getAutodetectionMethod there). */
    private static String method(Map<String, Object> detection) {
        for (Map.Entry<String, String> each : List.of(
                Map.entry("interface", "interface="),
                Map.entry("skipInterface", "skip-interface="),
                Map.entry("canReach", "can-reach="))) {
            Object value = detection.get(each.getKey());
            if (value != null && !value.equals("")) {
                return each.getValue() + value;
            }
        }
        if (Boolean.TRUE.equals(detection.get("firstFound"))) {
            return "first-found";
        }
        if (detection.get("cidrs") instanceof List<?> ranges && !ranges.isEmpty()) {
            return "cidr="
                    + String.join(",", ranges.stream().map(String::valueOf).toList());
        }
        return "kubernetes-internal-ip";
    }
}
