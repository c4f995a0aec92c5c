package dev.crossfade.core.spec;

import java.util.Arrays;
import java.util.Optional;

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

    /** As an Installation says it, which has the same words; nothing where the word is another. */
    public static Optional<Encapsulation> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    /** As crossfade.yaml says it. */
    public String word() {
        return Shape.word(this);
    }

    public boolean isVxlan() {
        return this == VXLAN || this == VXLAN_CROSS_SUBNET;
    }
}
