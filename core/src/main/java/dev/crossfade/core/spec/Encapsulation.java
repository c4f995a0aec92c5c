package dev.crossfade.core.spec;

/** How Calico carries traffic between nodes. */
public enum Encapsulation {
    @Word("IPIP")
    IPIP,
    @Word("IPIPCrossSubnet")
    IPIP_CROSS_SUBNET,
    @Word("VXLAN")
    VXLAN,
    @Word("VXLANCrossSubnet")
    VXLAN_CROSS_SUBNET,
    @Word("None")
    NONE;

    public boolean isVxlan() {
        return this == VXLAN || this == VXLAN_CROSS_SUBNET;
    }
}
