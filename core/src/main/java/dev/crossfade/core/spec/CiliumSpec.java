package dev.crossfade.core.spec;

import java.util.List;

/** The Cilium that the cluster shall run. */
public record CiliumSpec(
        @Key(
                value = "Release of Cilium, with its patch level",
                required = true,
                pattern = "1\\.[0-9]{1,2}\\.[0-9]{1,3}",
                form = "a release with its patch level, such as 1.18.12")
        String version,

        @Key(value = "Where the chart comes from", or = "{repository: https://helm.cilium.io, name: cilium}")
        ChartSource chart,

        @Key(
                value = "The customer's own values, the wanted end state; of a list only the last file is edited",
                required = true,
                orSingle = true,
                pattern = Forms.PATH,
                form = Forms.PATH_MEANS)
        List<String> values,

        @Key(
                value = "Name of Cilium's Argo CD Application; <migration>-cilium where it is not given",
                or = "",
                pattern = Forms.LABEL,
                form = Forms.LABEL_MEANS)
        String application,

        @Key(value = "Name of the cluster; changing it later rewrites every security identity", required = true)
        String clusterName,

        @Key(value = "Number of the cluster in a mesh", or = "0")
        int clusterId,

        @Key(value = "Ranges of the new pod addresses", required = true)
        List<Cidr> podCIDRs,

        @Key(value = "Prefix length of a node's block", or = "24")
        int maskSize,

        @Key(value = "The overlay", or = "{protocol: vxlan}")
        Tunnel tunnel,

        @Key(value = "False where Multus or Istio keep CNI configuration of their own", or = "true")
        boolean cniExclusive,

        @Key(value = "False adds phase host-routing, which turns legacy host routing off", or = "true")
        boolean hostLegacyRoutingAtEnd) {

    public CiliumSpec {
        values = List.copyOf(values);
        podCIDRs = List.copyOf(podCIDRs);
    }

    CiliumSpec named(String name) {
        return new CiliumSpec(
                version,
                chart,
                values,
                name,
                clusterName,
                clusterId,
                podCIDRs,
                maskSize,
                tunnel,
                cniExclusive,
                hostLegacyRoutingAtEnd);
    }
}
