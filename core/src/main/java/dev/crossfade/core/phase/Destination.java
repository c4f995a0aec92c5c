package dev.crossfade.core.phase;

import dev.crossfade.core.spec.ClusterSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/** The cluster that migrates, and the one that Argo CD runs in, as Argo CD's destinations. */
final class Destination {

    /** How Argo CD names the cluster it runs in. */
    static final String IN_CLUSTER = "https://kubernetes.default.svc";

    private Destination() {}

    /**
     * A namespace of the migrating cluster, by server or by name. Without one Argo CD refuses an Application whose project
     * lists namespaces: InvalidSpecError, seen with 3.2.11.
     */
    static Map<String, Object> of(Migration migration, String namespace) {
        ClusterSpec cluster = migration.spec().cluster();
        Map<String, Object> destination = new LinkedHashMap<>();
        if (cluster.name() != null) {
            destination.put("name", cluster.name());
        } else {
            destination.put("server", cluster.server() == null ? IN_CLUSTER : cluster.server());
        }
        destination.put("namespace", namespace);
        return destination;
    }

    /** A namespace of the cluster that Argo CD runs in. */
    static Map<String, Object> beside(String namespace) {
        Map<String, Object> destination = new LinkedHashMap<>();
        destination.put("server", IN_CLUSTER);
        destination.put("namespace", namespace);
        return destination;
    }

    /** True where Argo CD runs in the cluster that it migrates, and so its own pods move. */
    static boolean isArgosOwn(Migration migration) {
        ClusterSpec cluster = migration.spec().cluster();
        return cluster.name() == null
                ? cluster.server() == null || cluster.server().equals(IN_CLUSTER)
                : cluster.name().equals("in-cluster");
    }
}
