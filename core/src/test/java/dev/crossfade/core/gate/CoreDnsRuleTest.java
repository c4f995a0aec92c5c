package dev.crossfade.core.gate;

import static dev.crossfade.core.gate.HealthyCluster.NOW;

import dev.crossfade.core.observation.ObjectId;
import org.junit.jupiter.api.Test;

class CoreDnsRuleTest {

    private static final CoreDnsRule WATCHED =
            new CoreDnsRule(ObjectId.namespaced("argoproj.io/v1alpha1", "Application", "argocd", "prod-cilium"));

    private final HealthyCluster cluster = new HealthyCluster();

    @Test
    void allReadyPasses() {
        cluster.judge(WATCHED)
                .passes("2 of 2 CoreDNS pods are Ready")
                .shows("Pod kube-system/coredns-a", "status.conditions[Ready]", "True")
                .since(HealthyCluster.BEFORE);
    }

    /** A pod that is new is a restart, and soak counts from it. */
    @Test
    void aRestartIsTheNewestEvidence() {
        cluster.pod("coredns-b", pod -> pod.started(NOW.minusSeconds(60)).ready(NOW.minusSeconds(70)));

        cluster.judge(WATCHED).passes().since(NOW.minusSeconds(60));
    }

    @Test
    void oneThatIsNotReadyIsNamedWithItsNode() {
        cluster.pod("coredns-b", pod -> pod.ready(null));

        cluster.judge(WATCHED)
                .waits("1 of 2 CoreDNS pods are Ready; not: coredns-b on b")
                .needsNobody()
                .shows("Pod kube-system/coredns-b", "status.conditions[Ready]", "False");
    }

    @Test
    void soIsOneThatIsGoingOrHasNoNode() {
        cluster.pod("coredns-a", pod -> pod.deleted(NOW))
                .pod("coredns-b", pod -> pod.on("").ready(null));

        cluster.judge(WATCHED).waits("0 of 2", "coredns-a on a", "coredns-b on no node");
    }

    @Test
    void aClusterWithoutDnsCannotBeTold() {
        cluster.withoutPod("coredns-a").withoutPod("coredns-b");

        cluster.judge(WATCHED).cannotTell("there is no pod with k8s-app=kube-dns");
    }

    @Test
    void onesThatAreOverAreNotThere() {
        cluster.pod("coredns-a", pod -> pod.phase("Failed").ready(null));

        cluster.judge(WATCHED).passes("1 of 1");
    }

    @Test
    void theWatcherMustBeOffWhileNodesAreLeft() {
        cluster.object(AgentsRule.CONFIG).with("data.unmanaged-pod-watcher-interval", "15");

        cluster.judge(WATCHED)
                .fails("Cilium's operator restarts unmanaged pods (unmanaged-pod-watcher-interval is 15)")
                .shows(AgentsRule.CONFIG, "data.unmanaged-pod-watcher-interval", "15")
                .needs(
                        "unmanaged-pod-watcher-interval of ConfigMap kube-system/cilium-config is 15",
                        "operator.unmanagedPodWatcher.restart",
                        "argocd app sync prod-cilium",
                        "rollout restart deployment/cilium-operator");
        cluster.judge(new CoreDnsRule(null)).passes();
    }

    @Test
    void whereItIsWrittenDownMustBeThere() {
        cluster.without(AgentsRule.CONFIG);

        cluster.judge(WATCHED)
                .waits("ConfigMap kube-system/cilium-config answers 404")
                .shows(AgentsRule.CONFIG, "", "404");
        cluster.judge(new CoreDnsRule(null)).passes();
    }

    @Test
    void offIsZeroInEitherForm() {
        cluster.object(AgentsRule.CONFIG).with("data.unmanaged-pod-watcher-interval", "0s");

        cluster.judge(WATCHED).passes();
    }
}
