package dev.crossfade.core.inventory;

import dev.crossfade.core.spec.DaemonSetRef;
import java.util.List;

/**
 * What the plan starts from, read from the commit before its first phase.
 *
 * @param formerAnnotations of the workloads that are paused in Git
 * @param nodeTemplates those that the repository keeps
 * @param earlyDaemonSets those in Git that can start before Cilium's agent, where a Job restarts them
 * @param policyRanges ipBlocks that Cilium will match less with than Calico does
 * @param unhealed files of workloads in Git in which nobody takes back what is changed in the cluster by hand
 */
public record Inventory(
        CalicoInventory calico,
        List<FormerAnnotations> formerAnnotations,
        List<NodeTemplate> nodeTemplates,
        List<DaemonSetRef> earlyDaemonSets,
        List<PolicyRange> policyRanges,
        List<String> unhealed) {

    public Inventory {
        formerAnnotations = List.copyOf(formerAnnotations);
        nodeTemplates = List.copyOf(nodeTemplates);
        earlyDaemonSets = List.copyOf(earlyDaemonSets);
        policyRanges = List.copyOf(policyRanges);
        unhealed = List.copyOf(unhealed);
    }

    /** With what all files of the repository together tell. */
    public Inventory with(
            List<DaemonSetRef> daemonSets, List<PolicyRange> ranges, NativeCrds crds, List<String> unhealedFiles) {
        return new Inventory(
                calico.with(crds.installed()), formerAnnotations, nodeTemplates, daemonSets, ranges, unhealedFiles);
    }
}
