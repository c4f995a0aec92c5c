package dev.crossfade.core.phase;

import java.util.List;
import java.util.Map;

/** What the migration leaves for good of the values that it sets for a while, beside the permanent settings. */
public final class EndState {

    private static final String INSTALL = "install-cilium";
    private static final String FINALIZE = "finalize-cilium";
    private static final String ENFORCE = "enforce-policies";

    /** Temporary keys that have no value of the migration's in the end, with the row that takes them away. */
    static final Map<String, String> REMOVED = Map.of("operator.setNodeTaints", FINALIZE);

    private EndState() {}

    /**
     * One value of the end.
     *
     * @param key dotted path in Cilium's values
     * @param phase the row that sets it
     */
    public record Value(String key, Object value, String phase) {}

    public static List<Value> of(Migration migration) {
        boolean hostLegacyRouting = migration.spec().cilium().hostLegacyRoutingAtEnd();
        return List.of(
                new Value("bpf.hostLegacyRouting", hostLegacyRouting, hostLegacyRouting ? INSTALL : "host-routing"),
                new Value("cni.customConf", false, FINALIZE),
                new Value("cni.uninstall", false, INSTALL),
                new Value("operator.rollOutPods", true, INSTALL),
                new Value("operator.unmanagedPodWatcher.restart", true, FINALIZE),
                new Value("policyAuditMode", false, ENFORCE),
                new Value("policyEnforcementMode", "default", ENFORCE),
                new Value("prometheus.enabled", true, INSTALL),
                new Value("rollOutCiliumPods", true, INSTALL));
    }
}
