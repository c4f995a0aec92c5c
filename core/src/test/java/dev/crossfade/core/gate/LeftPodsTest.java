package dev.crossfade.core.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.observation.PodFact;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Reads what the status page gives a person to run: nothing that takes away more than it mends. */
class LeftPodsTest {

    private static PodFact pod(String name, String kind, String owner, String node) {
        return new PodDraft("shop", name, kind, owner)
                .on(node)
                .at("192.168.2.40")
                .fact();
    }

    private static Need need(PodFact... left) {
        return new LeftPods(List.of(left), Set.of("a", "b")).need();
    }

    @Test
    void aSinglePodIsDeletedAndNoBudgetIsAsked() {
        Need need = need(pod("web-1", "Deployment", "web", "a"));

        assertThat(need.commands()).containsExactly("kubectl -n shop delete pod web-1");
        assertThat(need.what()).containsOnlyOnce("No PodDisruptionBudget is asked by kubectl delete");
    }

    @Test
    void severalOfADeploymentAreRestartedAsItSays() {
        Need need = need(pod("web-1", "Deployment", "web", "a"), pod("web-2", "Deployment", "web", "b"));

        assertThat(need.commands()).containsExactly("kubectl -n shop rollout restart deployment/web");
        assertThat(need.what()).doesNotContain("PodDisruptionBudget", "one pod at a time");
    }

    /** With updateStrategy OnDelete a restart would succeed and replace none; the order is that of its controller. */
    @Test
    void podsOfAStatefulSetAreDeletedOneByOneFromTheLargestOrdinal() {
        Need need = need(
                pod("db-9", "StatefulSet", "db", "a"),
                pod("db-10", "StatefulSet", "db", "b"),
                pod("db-0", "StatefulSet", "db", "b"));

        assertThat(need.commands())
                .containsExactly(
                        "kubectl -n shop delete pod db-10",
                        "kubectl -n shop wait --for=condition=Ready pod/db-10 --timeout=15m");
        assertThat(need.what())
                .contains(
                        "Of StatefulSet shop/db delete one pod at a time, the next only once the one before is Ready again:"
                                + " shop/db-10, shop/db-9, shop/db-0.",
                        "No PodDisruptionBudget is asked by kubectl delete");
    }

    /** A restart would take its pods from all nodes. */
    @Test
    void ofADaemonSetThosePodsAreDeletedAndNoOthers() {
        Need need = need(pod("logs-a", "DaemonSet", "logs", "a"), pod("logs-b", "DaemonSet", "logs", "b"));

        assertThat(need.commands())
                .containsExactly("kubectl -n shop delete pod logs-a", "kubectl -n shop delete pod logs-b");
        assertThat(need.what()).doesNotContain("one pod at a time");
    }

    /** An owner of a kind that kubectl does not restart makes its pods anew, and may lose its quorum. */
    @Test
    void podsOfOtherOwnersAreDeletedOneByOne() {
        Need need =
                need(pod("broker-0", "StrimziPodSet", "broker", "a"), pod("broker-1", "StrimziPodSet", "broker", "b"));

        assertThat(need.commands()).containsExactly("kubectl -n shop delete pod broker-0");
        assertThat(need.what())
                .contains(
                        "Of StrimziPodSet shop/broker delete one pod at a time, the next only once the one before is Ready"
                                + " again: shop/broker-0, shop/broker-1.");
    }

    @Test
    void whatNobodyMakesAnewIsNotAmongTheCommands() {
        Need need = need(pod("debug", "", "", "a"), pod("static", "Node", "a", "a"), pod("web-1", "Job", "web", "a"));

        assertThat(need.commands()).containsExactly("kubectl -n shop delete pod web-1");
        assertThat(need.what())
                .contains("gone for good once they are deleted: shop/debug, shop/static. Whoever made them");
        assertThat(need.table()).hasSize(4);
    }

    @Test
    void onANodeThatHasNotMovedAPodWouldGetAnotherOne() {
        Need need = need(pod("web-1", "Deployment", "web", "a"), pod("web-2", "Deployment", "web", "old"));

        assertThat(need.commands()).containsExactly("kubectl -n shop delete pod web-1");
        assertThat(need.what()).startsWith("A pod has").contains("Others have", "shop/web-2 on old. Move these nodes");

        need = need(pod("web-2", "Deployment", "web", "old"));

        assertThat(need.commands()).isEmpty();
        assertThat(need.what()).startsWith("Pods have addresses that are not Cilium's on nodes that have not moved");
    }

    /** From finalize-cilium on every node gets its network from Cilium, with the label or without. */
    @Test
    void aNodeHasMovedByItsLabelOrByItsPods() {
        NodeSelection labelled = new NodeSelection.Migrated(NodeDraft.LABEL);
        PodFact moved = new PodDraft("shop", "one", "Job", "one")
                .on("b")
                .at("10.245.2.40")
                .fact();
        HealthyCluster cluster = new HealthyCluster().node("b", node -> node.unlabelled(NodeDraft.LABEL));
        cluster.withoutPod("probe-b").withoutPod("app-b").withoutPod("coredns-b");
        UnusedPoolsRule rule = new UnusedPoolsRule(HealthyCluster.CALICO, HealthyCluster.CILIUM, labelled);
        cluster.add(new PodDraft("shop", "old", "DaemonSet", "logs").on("b").at("192.168.2.40"));

        cluster.judge(rule).waits("shop/old on b").needs("nodes that have not moved", "shop/old on b", "commands=[]");
        cluster.add(new PodDraft("shop", "one", "Job", "one").on("b").at("10.245.2.40"));
        cluster.judge(rule).needs("kubectl -n shop delete pod old");
        assertThat(LeftPods.moved(labelled, HealthyCluster.CILIUM, List.of(), List.of(moved)))
                .containsExactly("b");
    }
}
