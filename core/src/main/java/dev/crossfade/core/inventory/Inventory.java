package dev.crossfade.core.inventory;

import java.util.List;

/**
 * What the plan starts from, read from the commit before its first phase.
 *
 * @param objects those in the files that the specification names
 * @param otherFiles what Calico's Application reads beside those files; nothing of Calico's is in them
 * @param formerAnnotations of the workloads that are paused in Git
 * @param policyRanges ipBlocks that Cilium will match less with than Calico does
 */
public record Inventory(
        List<CalicoObject> objects,
        CalicoNode calicoNode,
        ApplicationFile calicoApplication,
        List<String> otherFiles,
        List<FormerAnnotations> formerAnnotations,
        List<PolicyRange> policyRanges) {

    public Inventory {
        objects = List.copyOf(objects);
        otherFiles = List.copyOf(otherFiles);
        formerAnnotations = List.copyOf(formerAnnotations);
        policyRanges = List.copyOf(policyRanges);
    }

    public Inventory withPolicyRanges(List<PolicyRange> ranges) {
        return new Inventory(objects, calicoNode, calicoApplication, otherFiles, formerAnnotations, ranges);
    }

    /** The files that keep Calico's objects, each once, in the order of the specification. */
    public List<String> calicoFiles() {
        return objects.stream().map(CalicoObject::file).distinct().toList();
    }
}
