package dev.crossfade.core.inventory;

/** What a file in Git says about nodes to come: a template, or an object that refers to one. */
public sealed interface NodeTemplate {

    NodeObject object();

    /** Name of the wave that has its nodes; empty where the migration has one wave with everything. */
    String wave();

    /**
     * A NodePool of Karpenter's.
     *
     * @param budgeted true where it has disruption budgets of the customer's own
     */
    record KarpenterPool(NodeObject object, String wave, boolean budgeted) implements NodeTemplate {}
}
