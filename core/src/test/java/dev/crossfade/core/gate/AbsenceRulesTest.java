package dev.crossfade.core.gate;

import static dev.crossfade.core.gate.HealthyCluster.BEFORE;
import static dev.crossfade.core.gate.HealthyCluster.MERGED;
import static dev.crossfade.core.gate.HealthyCluster.NOW;
import static dev.crossfade.core.gate.HealthyCluster.named;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.observation.Grouped;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.observation.Seat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What must be gone carries no time, so that its absence counts from the merge. */
class AbsenceRulesTest {

    private static final ObjectId CRD =
            ObjectId.global("apiextensions.k8s.io/v1", "CustomResourceDefinition", "ippools.crd.projectcalico.org");
    private static final ObjectId INSTALLATION = ObjectId.global("operator.tigera.io/v1", "Installation", "default");
    private static final GoneRule GONE = new GoneRule(Seat.CLUSTER, List.of(CRD, INSTALLATION), MERGED);
    private static final UnusedPoolsRule UNUSED = new UnusedPoolsRule(
            HealthyCluster.CALICO, HealthyCluster.CILIUM, new NodeSelection.Migrated(NodeDraft.LABEL));
    private static final NoPodsRule NO_PODS =
            new NoPodsRule("kube-system", List.of("calico-node", "calico-typha"), MERGED);

    private final HealthyCluster cluster = new HealthyCluster();

    @Test
    void objectsThatAnswer404AreGone() {
        cluster.judge(GONE)
                .passes("all 2 objects answer 404")
                .shows(CRD, "", "404")
                .since(MERGED);
    }

    @Test
    void oneThatIsThereIsNamed() {
        cluster.object(CRD).changed(BEFORE);

        cluster.judge(GONE)
                .waits("1 of 2 still there: CustomResourceDefinition ippools.crd.projectcalico.org")
                .doesNotBlame("Installation")
                .shows(CRD, "metadata.uid", "uid-1");
    }

    @Test
    void oneThatIsGoingIsThereStill() {
        cluster.object(INSTALLATION).deleted(NOW.minusSeconds(60), "tigera.io/operator-cleanup");

        Said said = cluster.judge(GONE).waits("Installation default");
        said.shows(INSTALLATION, "metadata.finalizers", "tigera.io/operator-cleanup");
        assertThat(said.judgement().needs()).isEmpty();
    }

    @Test
    void oneThatHangsNeedsAPerson() {
        cluster.object(INSTALLATION).deleted(NOW.minusSeconds(700), "tigera.io/operator-cleanup");

        cluster.judge(GONE)
                .waits("Installation default")
                .needs("A deletion hangs", "11 min ago", "tigera.io/operator-cleanup");
    }

    @Test
    void oneThatCannotBeReadIsNotGone() {
        cluster.reading(named(INSTALLATION), new Reading.Unread<>("forbidden", NOW));

        cluster.judge(GONE).cannotTell("Installation default cannot be read: forbidden");
    }

    @Test
    void noEndpointAtAll() {
        NoEndpointsRule rule = new NoEndpointsRule(MERGED);
        cluster.judge(rule)
                .fails("Cilium manages 6 pods already", "kube-system/coredns-a")
                .shows("CiliumEndpoint shop/app-a", "status.state", "ready")
                .needs(
                        "05-cilium.conflist",
                        "custom-cni-conf",
                        "kubectl get ciliumendpoints -A",
                        "get ciliumnodeconfigs");
        List<String> commands =
                cluster.judge(rule).judgement().needs().orElseThrow().commands();
        assertThat(commands.get(commands.size() - 1))
                .as("agents restart on a configuration alone by which none writes the file again")
                .startsWith("kubectl -n kube-system wait --for=jsonpath='{.data.custom-cni-conf}'=true"
                        + " configmap/cilium-config --timeout=5s && ")
                .contains("rollout restart daemonset/cilium && ")
                .endsWith("rollout status daemonset/cilium");

        cluster.withoutEndpoints();
        cluster.judge(rule)
                .passes("no CiliumEndpoint exists")
                .shows("CiliumEndpoints", "items", "0")
                .since(MERGED);
    }

    @Test
    void noPodOfTheOwners() {
        cluster.judge(NO_PODS)
                .waits("2 pods are left: calico-node-a, calico-node-b")
                .shows("Pod kube-system/calico-node-a", "status.phase", "Running");

        cluster.withoutPod("calico-node-a").pod("calico-node-b", pod -> pod.deleted(NOW));
        cluster.judge(NO_PODS).waits("1 pods are left: calico-node-b");

        cluster.pod("calico-node-b", pod -> pod.phase("Succeeded"));
        cluster.judge(NO_PODS)
                .passes("no pod of calico-node, calico-typha is left in kube-system")
                .since(MERGED);
    }

    @Test
    void aClusterThatShowsNoPodAtAllIsNotBelieved() {
        cluster.answer(new Question.Pods(), Grouped.by(PodFact::node, List.of()));

        cluster.judge(NO_PODS).cannotTell("it has no pod");
        cluster.judge(UNUSED).cannotTell("it has no pod");
    }

    @Test
    void noAddressOfThePools() {
        cluster.judge(UNUSED)
                .passes("none of 6 pods has an address of 192.168.0.0/16")
                .since(BEFORE);
    }

    @Test
    void onePodWithOneIsNamedWhateverItsState() {
        cluster.add(new PodDraft("shop", "old", "DaemonSet", "logs")
                .on("b")
                .at("192.168.2.3")
                .phase("Pending"));

        cluster.judge(UNUSED)
                .waits("1 of 7 pods still have an address that is not Cilium's: shop/old on b")
                .shows("Pod shop/old", "status.podIPs", "192.168.2.3")
                .needs("kubectl -n shop delete pod old");
    }

    @Test
    void anAddressOfNeitherIsNotCiliums() {
        cluster.pod("app-a", pod -> pod.at("172.30.0.7"));

        cluster.judge(UNUSED).waits("shop/app-a on a");
    }

    @Test
    void oneOfBothNetworksIsLeft() {
        cluster.pod("app-a", pod -> pod.at("10.245.1.12", "192.168.2.3"));

        cluster.judge(UNUSED).waits("shop/app-a on a");
    }

    @Test
    void thoseOfTheHostAndThoseThatAreOverDoNotCount() {
        cluster.pod("app-a", pod -> pod.at("192.168.2.3").phase("Failed")).pod("app-b", pod -> pod.host("10.0.0.2"));

        cluster.judge(UNUSED).passes("none of 4 pods");
    }
}
