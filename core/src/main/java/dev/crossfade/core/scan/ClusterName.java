package dev.crossfade.core.scan;

import dev.crossfade.core.spec.ClusterSpec;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How Argo CD names a cluster: by address or by name, of which one may be unknown, or both.
 *
 * @param aliases all its other addresses and names, or null where nobody has said that these are all
 */
public record ClusterName(
        @Nullable String server,
        @Nullable String name,
        @Nullable Set<String> aliases) {

    static final ClusterName UNKNOWN = new ClusterName(null, null);

    private static final String OWN_SERVER = "https://kubernetes.default.svc";
    private static final String OWN_NAME = "in-cluster";

    /** The cluster that Argo CD runs in has both (argo-cd docs/operator-manual/declarative-setup.md). */
    public ClusterName {
        if (OWN_NAME.equals(name) || OWN_SERVER.equals(server)) {
            server = OWN_SERVER;
            name = OWN_NAME;
        }
        aliases = aliases == null ? null : Set.copyOf(aliases);
    }

    ClusterName(@Nullable String server, @Nullable String name) {
        this(server, name, null);
    }

    public static ClusterName of(ClusterSpec cluster) {
        List<String> listed = cluster.aliases();
        Set<String> aliases = listed == null ? null : new HashSet<>(listed);
        return cluster.server() == null && cluster.name() == null
                ? new ClusterName(OWN_SERVER, OWN_NAME, aliases)
                : new ClusterName(cluster.server(), cluster.name(), aliases);
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

    /**
     * True where they are taken for two: an address is one cluster, and so is a name. Where all names of a cluster are listed, any
     * other name is another cluster's. That Argo CD's own cluster may have a third name is for the gate before the point of no return
     * to doubt: here it would refuse the plans of most hubs.
     */
    public boolean differs(ClusterName other) {
        if (isSame(other)) {
            return false;
        }
        if (server != null && other.server != null) {
            return true;
        }
        boolean named = name != null && other.name != null;
        return named || (aliases != null && other.isNamed()) || (other.aliases != null && isNamed());
    }

    /** True where both are known to be the same. */
    public boolean isSame(ClusterName other) {
        return (server != null && server.equals(other.server))
                || (name != null && name.equals(other.name))
                || lists(other)
                || other.lists(this);
    }

    private boolean lists(ClusterName other) {
        return aliases != null
                && Stream.of(other.server, other.name).anyMatch(each -> each != null && aliases.contains(each));
    }

    private boolean isNamed() {
        return server != null || name != null;
    }

    @Override
    public String toString() {
        return name != null ? name : String.valueOf(server);
    }
}
