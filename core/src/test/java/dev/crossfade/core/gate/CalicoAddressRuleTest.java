package dev.crossfade.core.gate;

import static dev.crossfade.core.gate.HealthyCluster.CALICO_NODE;
import static dev.crossfade.core.gate.HealthyCluster.CILIUM;
import static dev.crossfade.core.gate.HealthyCluster.NOW;

import dev.crossfade.core.spec.Cidr;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalicoAddressRuleTest {

    private static final String FIELD = "metadata.annotations[" + NodeDraft.CALICO + "]";

    private final HealthyCluster cluster = new HealthyCluster();

    static CalicoAddressRule expecting(CalicoAddressRule.Expected expected) {
        return new CalicoAddressRule(expected, CILIUM, List.of(CALICO_NODE, AgentsRule.AGENTS));
    }

    private static CalicoAddressRule internal() {
        return expecting(new CalicoAddressRule.Expected.InternalAddress());
    }

    @Test
    void theInternalAddressOnEveryNodePasses() {
        cluster.judge(internal()).passes("2 of 2 annotations").shows("Node a", FIELD, "10.0.0.1");
    }

    /** Calico looks once a minute, so what is right now must have been so for a while after the newest agent. */
    @Test
    void soakCountsFromTheNewestAgentOfEitherNetwork() {
        cluster.pod("cilium-b", pod -> pod.started(NOW.minusSeconds(30)));
        cluster.judge(internal()).passes().since(NOW.minusSeconds(30));

        cluster.pod("calico-node-a", pod -> pod.started(NOW.minusSeconds(20)));
        cluster.judge(internal()).passes().since(NOW.minusSeconds(20));
    }

    @Test
    void anotherAddressOnOneNodeFails() {
        cluster.node("b", node -> node.annotation(NodeDraft.CALICO, "172.17.0.1/16"));

        cluster.judge(internal())
                .fails("1 of 2 nodes have another address for Calico: b has 172.17.0.1, InternalIP 10.0.0.2")
                .doesNotBlame("a has")
                .shows("Node b", FIELD, "172.17.0.1")
                .needs(
                        "take pin-calico-address back and name an interface or cidrs",
                        "pods that are made anew before their node's agent has the right address",
                        "[b, 172.17.0.1, 10.0.0.2]",
                        "kubectl -n kube-system set env daemonset/calico-node --list");
    }

    /** The pin is what keeps Calico off an interface that stays: to take it back first would spread the outage. */
    @Test
    void whereCiliumsInterfaceWasTakenThePinStays() {
        cluster.node("a", node -> node.annotation(NodeDraft.CALICO, "10.245.1.9/32"));

        cluster.judge(internal())
                .fails("a has 10.245.1.9")
                .needs(
                        "looks by the method of spec.calico.addressDetection",
                        "never revert pin-calico-address, for cilium_host stays",
                        "pods that are made anew before their node's agent has the right address",
                        "[a, 10.245.1.9, 10.0.0.1]");
    }

    /** Calico must never take the address of cilium_host, even where the node calls it its own. */
    @Test
    void anAddressOfCiliumsFailsHoweverItIsFound() {
        cluster.node("a", node -> node.address("10.0.0.1", "10.245.1.9").annotation(NodeDraft.CALICO, "10.245.1.9/32"));

        for (CalicoAddressRule.Expected expected : List.of(
                new CalicoAddressRule.Expected.InternalAddress(),
                new CalicoAddressRule.Expected.AnyButCilium(),
                new CalicoAddressRule.Expected.Within(new Addresses(List.of(Cidr.parse("10.0.0.0/8")))))) {
            cluster.judge(expecting(expected)).fails("a has 10.245.1.9");
        }
    }

    @Test
    void aNodeWithoutOneWaits() {
        cluster.node("a", node -> node.annotation(NodeDraft.CALICO, ""));

        cluster.judge(internal())
                .waits("1 of 2 nodes have no address of Calico's yet: a")
                .shows("Node a", FIELD, "none");
    }

    @Test
    void aWrongOneCountsMoreThanAMissingOne() {
        cluster.node("a", node -> node.annotation(NodeDraft.CALICO, ""))
                .node("b", node -> node.annotation(NodeDraft.CALICO, "172.17.0.1/16"));

        cluster.judge(internal()).fails("b has 172.17.0.1");
    }

    @Test
    void rangesAndInterfacesMayFindOthers() {
        cluster.eachNode(node -> node.annotation(NodeDraft.CALICO, "172.17.0.1/16"));
        Addresses range = new Addresses(List.of(Cidr.parse("172.17.0.0/16")));

        cluster.judge(expecting(new CalicoAddressRule.Expected.Within(range))).passes();
        cluster.judge(expecting(new CalicoAddressRule.Expected.AnyButCilium())).passes();
        cluster.node("b", node -> node.annotation(NodeDraft.CALICO, "172.18.0.1/16"));
        cluster.judge(expecting(new CalicoAddressRule.Expected.Within(range))).fails("b has 172.18.0.1");
    }

    @Test
    void aClusterWithoutNodesCannotBe() {
        cluster.withoutNode("a").withoutNode("b");

        cluster.judge(internal()).cannotTell("no Linux node");
    }
}
