package dev.crossfade.assembly;

import java.util.Map;
import java.util.TreeMap;

/**
 * What Cilium's agents must be told in a phase, by crossfade.yaml and the contract's table of phases: written down from these, and
 * not taken from the values that the plan wrote.
 */
record HistoryConfig(HistoryScene scene) {

    Map<String, String> wanted() {
        Map<String, String> config = new TreeMap<>();
        if (!scene.hasCilium()) {
            return config;
        }
        boolean isFinal = scene.isFrom("finalize-cilium");
        config.put("cluster-name", scene.terms().clusterName());
        config.put("cluster-pool-ipv4-cidr", scene.terms().podRange());
        config.put("custom-cni-conf", isFinal ? "false" : "true");
        // the operator's watcher would restart what is left on Calico; 15 s is the chart's default
        config.put("unmanaged-pod-watcher-interval", isFinal ? "15" : "0");
        config.put("enable-policy", scene.isFrom("audit-policies") ? "default" : "never");
        if (scene.row().equals("audit-policies")) {
            config.put("policy-audit-mode", "true");
        }
        boolean legacy = scene.terms().hostLegacyRoutingAtEnd() || !scene.isFrom("host-routing");
        config.put("enable-host-legacy-routing", String.valueOf(legacy));
        return config;
    }
}
