package dev.crossfade.core.gate;

import static dev.crossfade.core.gate.HealthyCluster.NOW;

import java.util.List;
import org.junit.jupiter.api.Test;

class ManagedPodsRuleTest {

    private static final NodeSelection LABELLED = new NodeSelection.Migrated(NodeDraft.LABEL);
    private static final ManagedPodsRule RULE = new ManagedPodsRule(LABELLED, LABELLED, HealthyCluster.CILIUM);

    private final HealthyCluster cluster = new HealthyCluster();
    private final PodDraft pod =
            new PodDraft("shop", "one", "DaemonSet", "logs").on("b").at("10.245.2.40");

    @Test
    void everyPodWithAnEndpointPasses() {
        cluster.node("b", node -> node.created(NOW.minusSeconds(100)));

        cluster.judge(RULE)
                .passes("all 6 pods on 2 labelled nodes have a ready CiliumEndpoint")
                .shows("CiliumEndpoints", "status.state", "ready for 6 pods")
                .since(NOW.minusSeconds(100));
    }

    @Test
    void onePodOfAnotherNetworkIsNamedWithItsNode() {
        cluster.add(pod.at("192.168.2.40"));

        cluster.judge(RULE)
                .waits("6 of 7 pods on labelled nodes", "shop/one on b has 192.168.2.40")
                .shows("Pod shop/one", "status.podIPs", "192.168.2.40")
                .needs("kubectl -n shop delete pod one", "DaemonSet");
    }

    @Test
    void oneWithoutAnEndpointIs() {
        cluster.add(pod);

        cluster.judge(RULE)
                .waits("6 of 7", "shop/one on b: no CiliumEndpoint")
                .shows("Pod shop/one", "CiliumEndpoint", "no CiliumEndpoint");
    }

    @Test
    void anEndpointThatIsNotReadyOrOfAnotherAddressIsNone() {
        cluster.add(pod).endpoint(pod.fact(), "waiting-for-identity", List.of("10.245.2.40"));
        cluster.judge(RULE).waits("shop/one on b: CiliumEndpoint waiting-for-identity with 10.245.2.40");

        cluster.endpoint(pod.fact(), "ready", List.of("10.245.2.41"));
        cluster.judge(RULE).waits("shop/one on b: CiliumEndpoint ready with 10.245.2.41");
    }

    /** Agents write a pod down some seconds after it started. */
    @Test
    void aYoungPodMayWaitForItsEndpoint() {
        cluster.add(pod.started(NOW.minusSeconds(30)));
        cluster.judge(RULE).passes("all 7");

        pod.started(NOW.minusSeconds(61));
        cluster.judge(RULE).waits("shop/one");
    }

    @Test
    void whatHasNoNetworkOfItsOwnIsNotCounted() {
        cluster.add(pod.host("10.0.0.2"))
                .add(new PodDraft("shop", "done", "Job", "job")
                        .on("b")
                        .at("192.168.2.1")
                        .phase("Succeeded"))
                .add(new PodDraft("shop", "pending", "Job", "job").phase("Pending"));

        cluster.judge(RULE).passes("all 6");
    }

    @Test
    void nodesThatAreNotSelectedAreNotAsked() {
        cluster.node("b", node -> node.unlabelled(NodeDraft.LABEL)).add(pod.at("192.168.2.40"));

        cluster.judge(RULE).passes("all 3 pods on 1 labelled nodes");
        cluster.judge(new ManagedPodsRule(new NodeSelection.All(), LABELLED, HealthyCluster.CILIUM))
                .waits("shop/one on b has 192.168.2.40");
    }

    @Test
    void manyAreCountedAndTheFirstFiveNamed() {
        for (int i = 0; i < 9; i++) {
            cluster.add(new PodDraft("shop", "old-" + i, "DaemonSet", "logs")
                    .on("b")
                    .at("192.168.2." + i));
        }

        cluster.judge(RULE).waits("6 of 15", "old-4", "and 4 more").doesNotBlame("old-5");
    }

    @Test
    void aPodThatGetsNoAddressIsNamedOnceItIsNotYoung() {
        cluster.add(pod.waiting(NOW.minusSeconds(59)));
        cluster.judge(RULE).passes("all 6");

        cluster.add(pod.waiting(NOW.minusSeconds(60)));
        cluster.judge(RULE)
                .waits("6 of 7 pods on labelled nodes", "shop/one on b: no address since " + NOW.minusSeconds(60))
                .shows("Pod shop/one", "status.podIPs", "none")
                .needsNobody();

        cluster.add(pod.waiting(NOW.minusSeconds(300)));
        cluster.judge(RULE)
                .cannotTell("shop/one on b", "whether the network or a volume keeps them is not known")
                .needs(
                        "FailedCreatePodSandBox",
                        "kubectl -n shop describe pod one",
                        "kubectl -n kube-system logs cilium-b -c cilium-agent");
    }

    /** A volume that is not there keeps one pod from its address, and not those that come after it. */
    @Test
    void aPodThatWaitsWhileLaterOnesGetAddressesOfCiliumsDoesNotWaitForTheNetwork() {
        PodDraft later = new PodDraft("shop", "later", "Deployment", "later").created(NOW.minusSeconds(200));
        cluster.add(pod.waiting(NOW.minusSeconds(300)));
        cluster.add(later.on("a").at("10.245.1.41")).endpoint(later.fact());
        cluster.judge(RULE).cannotTell("shop/one on b: no address");

        cluster.add(later.on("b").at("10.245.2.41")).endpoint(later.fact());
        cluster.judge(RULE).passes("all 7 pods");

        cluster.add(later.created(NOW.minusSeconds(301)));
        cluster.judge(RULE).cannotTell("shop/one on b: no address");
    }

    @Test
    void aLaterPodWithAnAddressOfCalicosShowsNothingOfCilium() {
        cluster.add(pod.waiting(NOW.minusSeconds(300)));
        cluster.add(new PodDraft("shop", "later", "Deployment", "later")
                .created(NOW.minusSeconds(200))
                .on("b")
                .at("192.168.2.41"));
        cluster.judge(RULE).waits("later on b has 192.168.2.41", "shop/one on b: no address");
    }

    @Test
    void whatGoesOrWaitsElsewhereNeedsNoAddress() {
        cluster.add(pod.waiting(NOW.minusSeconds(300)).deleted(NOW));
        cluster.judge(RULE).passes("all 6");

        cluster.node("b", node -> node.unlabelled(NodeDraft.LABEL))
                .add(new PodDraft("shop", "two", "Job", "job").on("b").waiting(NOW.minusSeconds(300)));
        cluster.judge(RULE).passes("all 3");
    }
}
