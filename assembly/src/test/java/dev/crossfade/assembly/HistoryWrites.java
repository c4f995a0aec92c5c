package dev.crossfade.assembly;

import dev.crossfade.core.observation.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Who wrote which fields of what Cilium's chart renders, as an API server keeps that. */
record HistoryWrites(HistoryTruth truth) {

    static final String CONFIG = "cilium-config";
    static final String AGENTS = "cilium";
    static final String OPERATOR = "cilium-operator";

    private static final String RESTARTED = "spec.template.metadata.annotations.kubectl.kubernetes.io/restartedAt";

    List<Write> of(String object) {
        List<Write> writes = new ArrayList<>(
                switch (object) {
                    case CONFIG -> config();
                    case AGENTS ->
                        workload(
                                truth.chart.agentsWritten,
                                "spec.template.spec.containers[{\"name\":\"cilium-agent\"}].image");
                    case OPERATOR ->
                        workload(
                                truth.chart.operatorWritten,
                                "spec.replicas",
                                "spec.template.spec.containers[{\"name\":\"cilium-operator\"}].image");
                    default -> throw new IllegalArgumentException("the chart does not render " + object);
                });
        if (object.equals(truth.chart.meddled)) {
            String field = object.equals(CONFIG) ? "data.debug" : "spec.template.spec.priorityClassName";
            writes.add(new Write("kubectl-edit", truth.chart.meddledAt, List.of(field)));
        }
        return writes;
    }

    /** Somebody has written a label since the merge, which changes nothing. */
    private List<Write> config() {
        return List.of(
                new Write(
                        "argocd-controller", truth.configChanged, List.of("data.cluster-name", "data.custom-cni-conf")),
                new Write("labeller", HistoryScene.MERGED.plusSeconds(5), List.of()));
    }

    /** Before the merge, too, somebody has written what Git does not say. */
    private List<Write> workload(Instant written, String... fields) {
        List<Write> writes = new ArrayList<>(List.of(
                new Write("argocd-controller", written, List.of(fields)),
                new Write("kubectl-patch", HistoryScene.EARLIER, List.of("spec.minReadySeconds"))));
        if (truth.chart.restarted.isAfter(Instant.EPOCH)) {
            writes.add(new Write("kubectl-rollout", truth.chart.restarted, List.of(RESTARTED)));
        }
        return writes;
    }
}
