package dev.crossfade.core.phase;

import dev.crossfade.core.spec.Cidr;
import dev.crossfade.core.spec.CiliumSpec;
import dev.crossfade.core.values.ValuesMerge;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import dev.crossfade.core.yaml.YamlWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings that may never change again, merged into the customer's own values; everything else stays theirs. */
public final class PermanentValues {

    private static final Map<String, String> WHY = Map.of(
            "cluster", "migration: permanent; another name later would rewrite every security identity",
            "ipam", "migration: permanent; ranges can be appended later, but neither range nor block size can change",
            "routingMode", "migration: permanent; every agent must agree on the tunnel, and its port must be free",
            "kubeProxyReplacement", "migration: permanent; kube-proxy stays, replacing it is another migration",
            "agentNotReadyTaintKey",
                    "migration: permanent; the operator takes this taint off when a node's agent is ready",
            "cni.chainingMode", "migration: permanent; host ports need the portmap plugin while kube-proxy stays",
            "cni.exclusive", "migration: permanent; other plugins keep CNI configuration beside Cilium's",
            "hubble", "migration: permanent; Helm's own certificates would change at every render",
            "certgen", "migration: permanent; lets Argo CD and the Job that makes the certificates get along");

    /** The chart's default (values.yaml of charts 1.14 to 1.20). */
    private static final String TAINT_KEY = "node.cilium.io/agent-not-ready";

    private final Migration migration;

    public PermanentValues(Migration migration) {
        this.migration = migration;
    }

    /**
     * The customer's last values file with the settings.
     *
     * @param all the customer's values files, the last one winning
     */
    YamlFile mergeInto(YamlFile last, List<YamlFile> all) {
        YamlFile wanted = YamlFile.parse("permanent values", YamlWriter.write(tree(all)));
        return ValuesMerge.merge(List.of(last, wanted), this::why);
    }

    /** The settings as a values tree; those for certificates only where the customer has not chosen a way already. */
    public Map<String, Object> tree(List<YamlFile> all) {
        Map<String, @Nullable Object> customer = ValuesMerge.typed(all);
        CiliumSpec cilium = migration.spec().cilium();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("cluster", map("name", cilium.clusterName(), "id", cilium.clusterId()));
        values.put(
                "ipam",
                map(
                        "mode",
                        "cluster-pool",
                        "operator",
                        map(
                                "clusterPoolIPv4PodCIDRList",
                                cilium.podCIDRs().stream().map(Cidr::toString).toList(),
                                "clusterPoolIPv4MaskSize",
                                cilium.maskSize())));
        values.put("routingMode", "tunnel");
        values.put("tunnelProtocol", cilium.tunnel().protocol().id());
        values.put("tunnelPort", cilium.tunnel().port());
        if (!saysAlready(customer, "kubeProxyReplacement", "false")) {
            values.put("kubeProxyReplacement", false);
        }
        if (!cni().isEmpty()) {
            values.put("cni", cni());
        }
        String taint = migration.spec().nodes().taint().key();
        if (!taint.equals(TAINT_KEY) || customer.containsKey("agentNotReadyTaintKey")) {
            values.put("agentNotReadyTaintKey", taint);
        }
        if (!saysAlready(customer, "hubble.tls.auto.method", "certmanager")) {
            values.put("hubble", map("tls", map("auto", map("method", "cronJob"))));
            values.put(
                    "certgen", map("annotations", map("job", migration.cilium().certgenJobAnnotations())));
        }
        return values;
    }

    /** What the CiliumNodeConfig says while nodes move holds for every agent from finalize-cilium on. */
    private Map<String, Object> cni() {
        Map<String, Object> cni = new LinkedHashMap<>();
        if (migration.spec().calico().hostPorts()) {
            cni.put("chainingMode", "portmap");
        }
        if (!migration.spec().cilium().cniExclusive()) {
            cni.put("exclusive", false);
        }
        return cni;
    }

    /** True where the customer has this very text, which the chart takes as well. */
    private static boolean saysAlready(Map<String, @Nullable Object> customer, String path, String text) {
        return YamlPath.parse(path).in(customer).filter(text::equals).isPresent();
    }

    /** A map that is new as a whole has the reasons of its keys. */
    private @Nullable String why(YamlPath path) {
        if (path.equals(YamlPath.of("cni"))) {
            return cni().size() == 1
                    ? WHY.get("cni." + cni().keySet().iterator().next())
                    : "migration: permanent; host ports need the portmap plugin, other plugins their CNI configuration";
        }
        String exact = WHY.get(path.toString());
        return exact == null ? WHY.get(String.valueOf(path.steps().get(0))) : exact;
    }

    private static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], pairs[i + 1]);
        }
        return map;
    }
}
