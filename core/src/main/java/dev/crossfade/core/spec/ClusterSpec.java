package dev.crossfade.core.spec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cluster that migrates, as Argo CD and the checks need to know it. */
public record ClusterSpec(
        @Key(
                value =
                        "Minor release of Kubernetes, in quotes: Jobs run its kubectl, and checks render the chart for it",
                required = true,
                pattern = "1\\.[0-9]{2}",
                form = "a minor release such as \"1.31\", in quotes")
        String kubernetesVersion,

        @Key("Argo CD's address of the cluster; https://kubernetes.default.svc where neither this nor name is given")
        @Nullable
        String server,

        @Key("Argo CD's name of the cluster, instead of server") @Nullable
        String name,

        @Key(
                "Every other address and name that Argo CD has for the cluster; with it, [] too, any other is another cluster")
        @Nullable
        List<String> aliases,

        @Key(value = "Ranges that the nodes live in", or = "[]")
        List<Cidr> nodeCIDRs,

        @Key("Range of Service addresses") @Nullable Cidr serviceCIDR,

        @Key(value = "Further ranges that must stay free, such as peered networks", or = "[]")
        List<Cidr> otherCIDRs,

        @Key("Most nodes that exist at once, old and new together") @Nullable
        Integer nodes) {

    public ClusterSpec {
        aliases = aliases == null ? null : List.copyOf(aliases);
        nodeCIDRs = List.copyOf(nodeCIDRs);
        otherCIDRs = List.copyOf(otherCIDRs);
    }
}
