package dev.crossfade.core.inventory;

import java.util.List;

/**
 * What the plan starts from, read from the commit before its first phase.
 *
 * @param formerAnnotations of the workloads that are paused in Git
 * @param policyRanges ipBlocks that Cilium will match less with than Calico does
 */
public record Inventory(
        CalicoInventory calico, List<FormerAnnotations> formerAnnotations, List<PolicyRange> policyRanges) {

    public Inventory {
        formerAnnotations = List.copyOf(formerAnnotations);
        policyRanges = List.copyOf(policyRanges);
    }

    public Inventory withPolicyRanges(List<PolicyRange> ranges) {
        return new Inventory(calico, formerAnnotations, ranges);
    }
}
