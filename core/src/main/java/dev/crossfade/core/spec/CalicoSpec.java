package dev.crossfade.core.spec;

import java.util.List;

/** The Calico that the cluster runs today. */
public record CalicoSpec(
        @Key(value = "How Calico was installed", required = true, form = "canal is manifest")
        CalicoInstall install,

        @Key(
                value = "Minor release of Calico, in quotes",
                required = true,
                pattern = "3\\.[0-9]{2}(\\.[0-9]+)?",
                form = "a release such as \"3.30\", in quotes")
        String version,

        @Key(value = "Every IPPool of the cluster", required = true)
        List<Cidr> pools,

        @Key(value = "Encapsulation of the pools", required = true)
        Encapsulation encapsulation,

        @Key(value = "How Calico finds a node's address from pin-calico-address on", or = "NodeInternalIP")
        AddressDetection addressDetection,

        @Key(value = "True where pods use hostPort: Cilium then chains the portmap plugin", or = "false")
        boolean hostPorts,

        @Key(value = "Where Calico's objects are kept", required = true)
        CalicoSource source) {

    public CalicoSpec {
        pools = List.copyOf(pools);
    }
}
