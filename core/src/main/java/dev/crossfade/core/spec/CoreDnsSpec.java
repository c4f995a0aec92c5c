package dev.crossfade.core.spec;

/** What protects CoreDNS while nodes move. */
public record CoreDnsSpec(
        @Key(value = "add: write a budget, only where none selects kube-dns", or = "keep")
        Budget podDisruptionBudget) {

    /** Whether the plan writes a PodDisruptionBudget. */
    public enum Budget {
        @Word("keep")
        KEEP,
        @Word("add")
        ADD
    }
}
