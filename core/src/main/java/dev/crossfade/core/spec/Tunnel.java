package dev.crossfade.core.spec;

import org.jspecify.annotations.Nullable;

/** Cilium's overlay between nodes; every agent must agree on it. */
public record Tunnel(
        @Key(value = "Protocol of the overlay", or = "vxlan")
        Protocol protocol,

        @Key(value = "UDP port; 8472 for vxlan and 6081 for geneve where it is not given", name = "port") @Nullable
        Integer portOrDefault) {

    /** The port that agents really use. */
    public int port() {
        if (portOrDefault != null) {
            return portOrDefault;
        }
        return protocol == Protocol.VXLAN ? 8472 : 6081;
    }

    /** A tunnel protocol of Cilium's. */
    public enum Protocol {
        @Word("vxlan")
        VXLAN,
        @Word("geneve")
        GENEVE;

        /** The word that the chart takes. */
        public String id() {
            return this == VXLAN ? "vxlan" : "geneve";
        }
    }
}
