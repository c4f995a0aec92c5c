package dev.crossfade.core.spec;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How Calico shall find a node's address while Cilium runs beside it. */
public sealed interface AddressDetection
        permits AddressDetection.NodeInternalIp,
                AddressDetection.SkipInterface,
                AddressDetection.Interface,
                AddressDetection.Cidrs {

    /** As calico-node reads it (calico node/pkg/lifecycle/startup/autodetection/autodetection_methods.go). */
    String method();

    /** Key and value as the Installation has it (tigera/operator api/v1/installation_types.go). */
    Map.Entry<String, Object> field();

    /** The address that Kubernetes has for the node. */
    @Word("NodeInternalIP")
    record NodeInternalIp() implements AddressDetection {

        @Override
        public String method() {
            return "kubernetes-internal-ip";
        }

        @Override
        public Map.Entry<String, Object> field() {
            return Map.entry("kubernetes", "NodeInternalIP");
        }
    }

    /** The newest interface whose name does not match. */
    record SkipInterface(
            @Key(value = "Regular expressions of interface names to pass over, parted by commas", required = true)
            String skipInterface)
            implements AddressDetection {

        @Override
        public String method() {
            return "skip-interface=" + skipInterface;
        }

        @Override
        public Map.Entry<String, Object> field() {
            return Map.entry("skipInterface", skipInterface);
        }
    }

    /** An interface whose name matches. */
    record Interface(
            @Key(
                    value = "Regular expressions of interface names to take, parted by commas",
                    name = "interface",
                    required = true)
            String interfaceRegex)
            implements AddressDetection {

        @Override
        public String method() {
            return "interface=" + interfaceRegex;
        }

        @Override
        public Map.Entry<String, Object> field() {
            return Map.entry("interface", interfaceRegex);
        }
    }

    /** An address within one of the ranges. */
    record Cidrs(
            @Key(value = "Ranges that hold the nodes' addresses", required = true)
            List<Cidr> cidrs) implements AddressDetection {
        public Cidrs {
            cidrs = List.copyOf(cidrs);
        }

        @Override
        public String method() {
            return "cidr=" + cidrs.stream().map(Cidr::toString).collect(Collectors.joining(","));
        }

        @Override
        public Map.Entry<String, Object> field() {
            return Map.entry("cidrs", cidrs.stream().map(Cidr::toString).toList());
        }
    }
}
