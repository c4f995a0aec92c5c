package dev.crossfade.core.inventory;

import java.util.List;

/**
 * What the plan starts from, read from the commit before its first phase.
 *
 * @param formerAnnotations of the workloads that are paused in Git
 * @param nodeTemplates those that the repository keeps
 * @param policyRanges ipBlocks that Cilium will match less with than Calico does
 */
public record Inventory(
        CalicoInventory calico,
        List<FormerAnnotations> formerAnnotations,
        List<NodeTemplate> nodeTemplates,
        List<PolicyRange> policyRanges) {

    public Inventory {
        formerAnnotations = List.copyOf(formerAnnotations);
        nodeTemplates = List.copyOf(nodeTemplates);
        policyRanges = List.copyOf(policyRanges);
    }

    public Inventory withPolicyRanges(List<PolicyRange> ranges) {
        return new Inventory(calico, formerAnnotations, nodeTemplates, ranges);
    }
}
