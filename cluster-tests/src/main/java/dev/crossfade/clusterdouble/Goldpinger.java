package dev.crossfade.clusterdouble;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An instance of Goldpinger: finds the others by its LABEL_SELECTOR, and says on {@code /check_all} what each of them says of all
 * (bloomberg/goldpinger v3, pkg/goldpinger/client.go CheckAllPods and k8s.go GetAllPods, swagger.yml).
 */
record Goldpinger(Pod pod) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param path port and path that were asked for; nothing where it does not listen there */
    Optional<String> page(String path, List<Pod> pods, Reach reach) {
        Optional<String> selector = Cluster.variable(pod, "LABEL_SELECTOR");
        Optional<String> port = Cluster.variable(pod, "PORT");
        if (selector.isEmpty() || port.isEmpty() || !path.equals(port.get() + "/check_all")) {
            return Optional.empty();
        }
        List<Pod> all = pods.stream()
                .filter(each -> each.getMetadata()
                        .getNamespace()
                        .equals(pod.getMetadata().getNamespace()))
                .filter(each -> isSelected(each, selector.get()))
                .toList();
        try {
            return Optional.of(JSON.writeValueAsString(checkAll(all, reach)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isSelected(Pod pod, String selector) {
        Map<String, String> labels = pod.getMetadata().getLabels();
        return labels != null
                && Arrays.stream(selector.split(","))
                        .map(each -> each.split("=", 2))
                        .allMatch(each -> each[1].equals(labels.get(each[0])));
    }

    /** One that it does not reach cannot be asked: it has an error and no response. */
    private Map<String, Object> checkAll(List<Pod> all, Reach reach) {
        Map<String, Object> responses = new TreeMap<>();
        List<Object> hosts = new ArrayList<>();
        for (Pod each : all) {
            boolean reached = reaches(pod, each, reach);
            Map<String, Object> response = result(each, reached);
            if (reached) {
                Map<String, Object> results = new TreeMap<>();
                all.forEach(peer -> results.put(name(peer), ping(each, peer, reach)));
                response.put("response", Map.of("podResults", results));
            }
            responses.put(name(each), response);
            hosts.add(Map.of(
                    "hostIP", text(each.getStatus().getHostIP()), "podIP", address(each), "podName", name(each)));
        }
        return new TreeMap<>(Map.of("hosts", hosts, "responses", responses));
    }

    private static Map<String, Object> ping(Pod from, Pod to, Reach reach) {
        boolean reached = reaches(from, to, reach);
        Map<String, Object> result = result(to, reached);
        result.put("PingTime", Cluster.now());
        result.put("status-code", reached ? 200 : 504);
        if (reached) {
            result.put("response", Map.of("boot_time", from.getStatus().getStartTime()));
            result.put("response-time-ms", 1);
        }
        return result;
    }

    private static Map<String, Object> result(Pod to, boolean reached) {
        Map<String, Object> result = new TreeMap<>();
        result.put("HostIP", text(to.getStatus().getHostIP()));
        result.put("PodIP", address(to));
        result.put("OK", reached);
        if (!reached) {
            result.put("error", "context deadline exceeded");
        }
        return result;
    }

    private static boolean reaches(Pod from, Pod to, Reach reach) {
        return Cluster.isReady(to)
                && to.getMetadata().getDeletionTimestamp() == null
                && reach.isOpen(from.getSpec().getNodeName(), to.getSpec().getNodeName());
    }

    private static String name(Pod pod) {
        return pod.getMetadata().getName();
    }

    private static String address(Pod pod) {
        return text(pod.getStatus().getPodIP());
    }

    private static String text(String value) {
        return Optional.ofNullable(value).orElse("");
    }
}
