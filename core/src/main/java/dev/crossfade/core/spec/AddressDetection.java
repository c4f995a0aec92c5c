package dev.crossfade.core.spec;

import java.util.List;

/** How Calico shall find a node's address while Cilium runs beside it. */
public sealed interface AddressDetection {

    /** The address that Kubernetes has for the node. */
    @Word("NodeInternalIP")
    record NodeInternalIp() implements AddressDetection {}

    /** The newest interface whose name does not match. */
    record SkipInterface(
            @Key(value = "Regular expressions of interface names to pass over, parted by commas", required = true)
            String skipInterface)
            implements AddressDetection {}

    /** An interface whose name matches. */
    record Interface(
            @Key(
                    value = "Regular expressions of interface names to take, parted by commas",
                    name = "interface",
                    required = true)
            String interfaceRegex)
            implements AddressDetection {}

    /** An address within one of the ranges. */
    record Cidrs(
            @Key(value = "Ranges that hold the nodes' addresses", required = true)
            List<Cidr> cidrs) implements AddressDetection {
        public Cidrs {
            cidrs = List.copyOf(cidrs);
        }
    }
}
