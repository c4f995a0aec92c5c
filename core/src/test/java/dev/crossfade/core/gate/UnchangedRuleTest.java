package dev.crossfade.core.gate;

import static dev.crossfade.core.gate.AgentsRule.CONFIG;
import static dev.crossfade.core.gate.HealthyCluster.BEFORE;
import static dev.crossfade.core.gate.HealthyCluster.MERGED;
import static dev.crossfade.core.gate.HealthyCluster.NOW;

import dev.crossfade.core.observation.ObjectId;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnchangedRuleTest {

    private static final ObjectId AGENTS = AgentsRule.AGENTS.daemonSet();
    private static final ObjectId OPERATOR =
            ObjectId.namespaced("apps/v1", "Deployment", "kube-system", "cilium-operator");
    private static final ObjectId APPLICATION =
            ObjectId.namespaced("argoproj.io/v1alpha1", "Application", "argocd", "prod-cilium");
    static final UnchangedRule RULE = new UnchangedRule(CONFIG, List.of(AGENTS), APPLICATION, MERGED);

    private static final String ARGO = "argocd-controller";
    private static final String IMAGE = "spec.template.spec.containers[{\"name\":\"cilium-agent\"}].image";
    private static final Instant LATER = MERGED.plusSeconds(600);

    private final HealthyCluster cluster = new HealthyCluster();
    private final UnchangedRule rule = new UnchangedRule(CONFIG, List.of(AGENTS, OPERATOR), APPLICATION, MERGED);

    @BeforeEach
    void written() {
        cluster.object(CONFIG).written(ARGO, BEFORE, "data.debug", "data.tunnel");
        cluster.object(AGENTS)
                .written(ARGO, BEFORE, IMAGE)
                .with(
                        List.of("spec", "template", "metadata", "annotations", "cilium.io/cilium-configmap-checksum"),
                        "abc");
        cluster.object(OPERATOR)
                .written(ARGO, BEFORE, "spec.replicas")
                .with("spec.replicas", 1)
                .with("status.observedGeneration", 3)
                .with("status.replicas", 1)
                .with("status.updatedReplicas", 1)
                .with("status.availableReplicas", 1);
        cluster.add(new PodDraft("kube-system", "operator-1", "Deployment", "cilium-operator").on("a"));
    }

    private void restarted(String... pods) {
        for (String pod : pods) {
            cluster.pod(
                    pod,
                    each -> each.created(LATER.plusSeconds(1))
                            .started(LATER.plusSeconds(2))
                            .ready(LATER.plusSeconds(20)));
        }
    }

    @Test
    void passesWhereNothingWasWritten() {
        cluster.judge(rule)
                .passes("has not changed since the merge")
                .shows(CONFIG, "metadata.managedFields", "changed " + BEFORE)
                .since(MERGED);
    }

    @Test
    void labelsAnnotationsAndStatusAreNoChange() {
        cluster.object(CONFIG).changed(NOW).written("labeller", NOW);
        cluster.object(AGENTS).changed(NOW).written("kubectl-annotate", NOW);
        cluster.judge(rule)
                .passes("has not changed since the merge")
                .since(MERGED)
                .needsNobody();
    }

    /** Its entry holds the data and the annotation, and its time is that of either. */
    @Test
    void whatArgoCdWritesOfItsOwnIsNoChangeWherePodsFromBeforeAreOfThePresentTemplate() {
        cluster.object(CONFIG).written(ARGO, LATER, "data.debug", "data.tunnel");
        cluster.object(AGENTS).written(ARGO, LATER, IMAGE);
        cluster.object(OPERATOR).written(ARGO, LATER, "spec.replicas");
        cluster.judge(rule).passes("has not changed since the merge").since(MERGED);
    }

    @Test
    void saysWhoChangedWhatAndPassesOnceItIsBack() {
        cluster.object(CONFIG).written(ARGO, BEFORE, "data.tunnel").written("kubectl-edit", LATER, "data.debug");
        cluster.judge(rule)
                .waits("ConfigMap kube-system/cilium-config: kubectl-edit wrote data.debug, at the latest at " + LATER)
                .doesNotBlame("DaemonSet")
                .shows(CONFIG, "metadata.managedFields[kubectl-edit]", "data.debug")
                .needs(
                        "sync Application argocd/prod-cilium",
                        "argocd app sync prod-cilium",
                        "kubectl-edit",
                        "data.debug",
                        "-n kube-system get configmap cilium-config");

        cluster.object(CONFIG).notWritten("kubectl-edit").written(ARGO, NOW, "data.debug", "data.tunnel");
        cluster.judge(rule).passes("has not changed since the merge").since(MERGED);
    }

    /** Two own a field only where both want the value that is there. */
    @Test
    void whatSomebodyElseWroteAndArgoCdToIsAsRendered() {
        cluster.object(CONFIG).written("kubectl-edit", LATER, "data.debug");
        cluster.judge(rule).passes();
        cluster.object(CONFIG).written("kubectl-edit", LATER, "data.debug", "data.added");
        cluster.judge(rule).waits("kubectl-edit wrote data.added, at").doesNotBlame("data.debug");
    }

    @Test
    void whatOthersWroteBeforeTheMergeWasSoBefore() {
        cluster.object(CONFIG).written("kubectl-edit", MERGED, "data.added");
        cluster.judge(rule).passes("has not changed since the merge");
    }

    @Test
    void whatNobodyIsKnownToHaveWrittenIsSomebodysChange() {
        cluster.object(CONFIG).notWritten(ARGO).changed(NOW);
        cluster.judge(rule).waits("since the merge somebody has: ConfigMap kube-system/cilium-config at " + NOW);
    }

    @Test
    void waitsForARolloutAndSaysWhichPodsItRestarted() {
        cluster.object(AGENTS).written(ARGO, LATER, IMAGE).with("status.updatedNumberScheduled", 1);
        restarted("cilium-a");
        cluster.judge(rule)
                .waits(
                        ARGO + " wrote DaemonSet kube-system/cilium at " + LATER,
                        "DaemonSet kube-system/cilium: 1 of 2 pods are updated, 2 available")
                .leaves(1, LATER, LATER.plusSeconds(1));

        cluster.object(AGENTS).with("status.updatedNumberScheduled", 2).with("status.numberAvailable", 1);
        restarted("cilium-b");
        cluster.judge(rule).waits("2 of 2 pods are updated, 1 available").needsNobody();

        cluster.object(AGENTS).with("status.numberAvailable", 2).generation(4);
        cluster.judge(rule).waits("DaemonSet kube-system/cilium is at generation 4, its controller at 3");

        cluster.object(AGENTS).with("status.observedGeneration", 4);
        cluster.judge(rule)
                .passes("have started since the merge", "cilium-a, cilium-b")
                .since(LATER.plusSeconds(20));
    }

    @Test
    void aRolloutThatHangsSaysOnWhichPod() {
        cluster.object(AGENTS).written(ARGO, LATER, IMAGE).with("status.numberAvailable", 1);
        cluster.pod("cilium-a", pod -> pod.created(LATER).started(LATER).unready(LATER));
        cluster.judge(rule)
                .waits("2 of 2 pods are updated, 1 available")
                .needs("not Ready", "kubectl -n kube-system logs cilium-a");
    }

    @Test
    void aDaemonSetWithoutAPodRunsByNothing() {
        cluster.object(AGENTS).written(ARGO, LATER, IMAGE);
        cluster.withoutPod("cilium-a").withoutPod("cilium-b");
        cluster.judge(rule).waits("DaemonSet kube-system/cilium has no pod");
    }

    /** Of a node that was deleted Kubernetes keeps pods for a minute: they prove nothing, and take nothing over. */
    @Test
    void podsOfNodesThatAreGoneAreNone() {
        cluster.object(CONFIG).written(ARGO, LATER, "data.debug", "data.tunnel");
        cluster.object(AGENTS).written(ARGO, LATER, IMAGE);
        cluster.add(new PodDraft("kube-system", "cilium-gone", "DaemonSet", "cilium").on("gone"));
        restarted("cilium-a", "cilium-b", "operator-1");
        cluster.judge(rule).passes("cilium-a, cilium-b").doesNotBlame("cilium-gone");
    }

    @Test
    void aRestartByKubectlChangesNothing() {
        cluster.object(AGENTS)
                .written(
                        "kubectl-rollout",
                        LATER,
                        "spec.template.metadata.annotations.kubectl.kubernetes.io/restartedAt");
        restarted("cilium-a", "cilium-b");
        cluster.judge(rule).passes("cilium-a, cilium-b").since(LATER.plusSeconds(20));
    }

    @Test
    void aConfigurationWithoutAChecksumIsProvedByPodsThatStartedWithIt() {
        cluster.object(AGENTS).without("spec.template.metadata");
        cluster.object(CONFIG).written(ARGO, LATER, "data.debug", "data.tunnel");
        cluster.judge(rule)
                .waits("was written at " + LATER + ", and these run what it was before: cilium-a, cilium-b, operator-1")
                .needs("kubectl -n kube-system rollout restart daemonset/cilium");

        restarted("cilium-a", "cilium-b");
        cluster.judge(rule).waits("before: operator-1").doesNotBlame("cilium-a");

        restarted("operator-1");
        cluster.judge(rule).passes("cilium-a, cilium-b, operator-1").since(LATER.plusSeconds(20));
    }

    @Test
    void anOldReplicaThatStillRunsIsNotOfThePresentTemplate() {
        cluster.object(OPERATOR).written(ARGO, LATER, "spec.replicas").with("status.replicas", 2);
        cluster.judge(rule)
                .waits(
                        "Deployment kube-system/cilium-operator: 1 of 1 pods are updated, 1 available, 1 of before still there");
    }

    @Test
    void waitsForWhatIsMissing() {
        cluster.without(OPERATOR);
        cluster.judge(rule)
                .waits("Deployment kube-system/cilium-operator answers 404")
                .needs("Have Application argocd/prod-cilium make it again", "argocd app sync prod-cilium");
    }
}
