package dev.crossfade.clusterdouble;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an agent measures of the others, where its pod has the port for it (values prometheus.enabled and prometheus.port of the
 * chart): cilium_unreachable_nodes up to 1.18, the status by node from 1.17 on, without the source's labels from 1.19 on
 * (cilium, Documentation/observability/metrics.rst and operations/upgrade.rst; format of pkg/health/server/server_test.go).
 */
record CiliumMetrics(Pod pod) {

    private static final Pattern RELEASE = Pattern.compile(".*:v1\\.(\\d+)\\..*");
    private static final int LAST_WITH_UNREACHABLE = 18;
    private static final int FIRST_WITH_STATUS = 17;

    /**
     * @param path port and path that were asked for; nothing where it does not listen there
     * @param nodes names of those with a CiliumNode
     */
    Optional<String> page(String path, List<String> nodes, List<Pod> pods, Reach reach) {
        boolean listens = pod.getMetadata().getLabels() != null
                && "cilium".equals(pod.getMetadata().getLabels().get("k8s-app"))
                && pod.getSpec().getContainers().get(0).getPorts().stream()
                        .filter(port -> "prometheus".equals(port.getName()))
                        .map(ContainerPort::getContainerPort)
                        .anyMatch(port -> path.equals(port + "/metrics"));
        if (!listens) {
            return Optional.empty();
        }
        long lost = nodes.stream().filter(node -> isLost(node, pods, reach)).count();
        return Optional.of(page(nodes.size() - lost, lost));
    }

    /** An agent probes every node that has a CiliumNode, itself among them: by ICMP, and by HTTP at the agent that is there. */
    private boolean isLost(String node, List<Pod> pods, Reach reach) {
        return !reach.isOpen(pod.getSpec().getNodeName(), node)
                || Cluster.ready(pods, node, "k8s-app", "cilium").isEmpty();
    }

    private String page(long reached, long lost) {
        Matcher release = RELEASE.matcher(pod.getSpec().getContainers().get(0).getImage());
        if (!release.matches()) {
            throw new IllegalStateException(
                    "no release of Cilium in the image of " + pod.getMetadata().getName());
        }
        int minor = Integer.parseInt(release.group(1));
        StringBuilder page = new StringBuilder();
        if (minor <= LAST_WITH_UNREACHABLE) {
            page.append("# HELP cilium_unreachable_nodes Number of nodes that cannot be reached\n")
                    .append("# TYPE cilium_unreachable_nodes gauge\n")
                    .append("cilium_unreachable_nodes ")
                    .append(lost)
                    .append("\n# TYPE cilium_unreachable_health_endpoints gauge\ncilium_unreachable_health_endpoints ")
                    .append(lost)
                    .append('\n');
        }
        if (minor >= FIRST_WITH_STATUS) {
            String source = minor <= LAST_WITH_UNREACHABLE
                    ? "source_cluster=\"default\",source_node_name=\""
                            + pod.getSpec().getNodeName() + "\","
                    : "";
            page.append("# TYPE cilium_node_health_connectivity_status gauge\n");
            for (String type : List.of("endpoint", "node")) {
                page.append(line(source, "reachable", type, reached))
                        .append(line(source, "unknown", type, 0))
                        .append(line(source, "unreachable", type, lost));
            }
        }
        return page.toString();
    }

    private static String line(String source, String status, String type, long count) {
        return "cilium_node_health_connectivity_status{" + source + "status=\"" + status + "\",type=\"" + type + "\"} "
                + count + "\n";
    }
}
