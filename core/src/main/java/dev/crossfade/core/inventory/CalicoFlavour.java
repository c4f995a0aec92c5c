package dev.crossfade.core.inventory;

import java.util.Locale;

/** How Calico runs in the cluster: what its objects are called, and in which order they can go. */
public enum CalicoFlavour {
    /** DaemonSet calico-node in kube-system. */
    MANIFEST,
    /** DaemonSet canal in kube-system: Calico's policies over flannel's network. */
    CANAL,
    /** An Installation that the Tigera operator fulfils. */
    OPERATOR;

    /** The word in the tables of facts. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The object that makes the network, as {@code Kind/name}. */
    public String mainObject() {
        return switch (this) {
            case MANIFEST -> "DaemonSet/calico-node";
            case CANAL -> "DaemonSet/canal";
            case OPERATOR -> "Installation/default";
        };
    }

    /** The file in /etc/cni/net.d (manifests/calico.yaml and canal.yaml, CNI_CONF_NAME; tigera/operator, pkg/render/node.go). */
    public String cniFile() {
        return this == CANAL ? "10-canal.conflist" : "10-calico.conflist";
    }

    /** The value of label k8s-app on the pods of the agent that writes it. */
    public String agent() {
        return this == CANAL ? "canal" : "calico-node";
    }
}
