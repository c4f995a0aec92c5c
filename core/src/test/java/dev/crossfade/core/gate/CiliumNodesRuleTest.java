package dev.crossfade.core.gate;

import java.util.List;
import org.junit.jupiter.api.Test;

class CiliumNodesRuleTest {

    private static final CiliumNodesRule RULE = new CiliumNodesRule(HealthyCluster.CILIUM);

    private final HealthyCluster cluster = new HealthyCluster();

    private Said withB(List<String> blocks, List<String> addresses, String error) {
        return cluster.ciliumNode("b", blocks, addresses, error).judge(RULE);
    }

    @Test
    void aBlockOnEveryNodePasses() {
        cluster.judge(RULE)
                .passes("all 2 nodes have a CiliumNode with a block of 10.245.0.0/16")
                .shows("CiliumNode a", "spec.ipam.podCIDRs", "[10.245.1.0/24]")
                .since(HealthyCluster.BEFORE);
    }

    @Test
    void oneThatIsMissingIsNamed() {
        cluster.withoutCiliumNode("b");

        cluster.judge(RULE)
                .waits("1 of 2 nodes", "b has none")
                .doesNotBlame("a has none")
                .shows("Node b", "CiliumNode", "none");
    }

    @Test
    void theErrorOfIpamIsSaid() {
        withB(List.of(), List.of("10.0.0.2"), "out of range")
                .waits("b gets no block: out of range")
                .needs(
                        "no pod of theirs gets an address",
                        "[[NODE, WHAT CILIUM-OPERATOR SAYS], [b, out of range]]",
                        "kubectl get ciliumnodes",
                        "logs deployment/cilium-operator");
    }

    @Test
    void noBlockYetWaits() {
        withB(List.of(), List.of("10.0.0.2"), "")
                .waits("b has no block yet")
                .needsNobody()
                .shows("CiliumNode b", "spec.ipam.podCIDRs", "[]");
    }

    @Test
    void aBlockOfAnotherRangeIsNone() {
        withB(List.of("10.99.0.0/24"), List.of("10.0.0.2"), "").waits("b has block 10.99.0.0/24");
    }

    /** Left from a machine that had the name before. */
    @Test
    void oneOfAnotherMachineOfThatNameIsNone() {
        withB(List.of("10.245.2.0/24"), List.of("10.0.9.9"), "")
                .waits("b has a CiliumNode of another address, 10.0.9.9");
    }

    @Test
    void oneWithoutANodeIsNotAsked() {
        cluster.ciliumNode("gone", List.of(), List.of(), "left over");

        cluster.judge(RULE).passes("all 2 nodes");
    }
}
