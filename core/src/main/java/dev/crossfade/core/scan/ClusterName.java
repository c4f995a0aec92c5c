package dev.crossfade.core.scan;

import dev.crossfade.core.spec.ClusterSpec;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How Argo CD names a cluster: by address or by name, of which one may be unknown, or both. */
public record ClusterName(@Nullable String server, @Nullable String name) {

    static final ClusterName UNKNOWN = new ClusterName(null, null);

    private static final String OWN_SERVER = "https://kubernetes.default.svc";
    private static final String OWN_NAME = "in-cluster";

    /** The cluster that Argo CD runs in has both (argo-cd docs/operator-manual/declarative-setup.md). */
    public ClusterName {
        if (OWN_NAME.equals(name) || OWN_SERVER.equals(server)) {
            server = OWN_SERVER;
            name = OWN_NAME;
        }
    }

    public static ClusterName of(ClusterSpec cluster) {
        return cluster.server() == null && cluster.name() == null
                ? new ClusterName(OWN_SERVER, OWN_NAME)
                : new ClusterName(cluster.server(), cluster.name());
    }

    /** What an expression of a template decides is unknown. */
    public static ClusterName of(YamlDocument application) {
        return new ClusterName(
                text(application, "spec.destination.server"), text(application, "spec.destination.name"));
    }

    /** As the template of an ApplicationSet says it of one Application; what an expression decides is unknown. */
    static ClusterName of(YamlDocument set, YamlPath destination, UnaryOperator<String> filling) {
        return new ClusterName(
                known(set, destination.child("server"), filling), known(set, destination.child("name"), filling));
    }

    private static @Nullable String known(YamlDocument document, YamlPath path, UnaryOperator<String> filling) {
        return document.get(path)
                .map(value -> filling.apply(String.valueOf(value)))
                .filter(text -> !text.contains("{{"))
                .orElse(null);
    }

    private static @Nullable String text(YamlDocument document, String path) {
        Optional<Object> found = document.get(YamlPath.parse(path));
        return found.map(String::valueOf).filter(text -> !text.contains("{{")).orElse(null);
    }

    /** True where Argo CD runs in the cluster. */
    public boolean isArgosOwn() {
        return OWN_SERVER.equals(server);
    }

    /** True where both are known by address, or both by name, and differ. */
    public boolean differs(ClusterName other) {
        return (server != null && other.server != null)
                ? !server.equals(other.server)
                : (name != null && other.name != null && !name.equals(other.name));
    }

    /** True where both are known to be the same. */
    public boolean isSame(ClusterName other) {
        return (server != null && server.equals(other.server)) || (name != null && name.equals(other.name));
    }

    @Override
    public String toString() {
        return name != null ? name : String.valueOf(server);
    }
}
