package dev.crossfade.core.gate;

import static dev.crossfade.core.gate.HealthyCluster.BEFORE;
import static dev.crossfade.core.gate.HealthyCluster.NOW;
import static dev.crossfade.core.gate.OperatorRule.OPERATOR;

import dev.crossfade.core.observation.ObjectId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OperatorRuleTest {

    static final OperatorRule RULE =
            new OperatorRule(ObjectId.namespaced("argoproj.io/v1alpha1", "Application", "argocd", "cilium"));

    private final HealthyCluster cluster = running(new HealthyCluster());

    /** With an operator of two pods. */
    static HealthyCluster running(HealthyCluster cluster) {
        cluster.object(OPERATOR)
                .with("spec.replicas", 2)
                .with("status.observedGeneration", 3)
                .with("status.replicas", 2)
                .with("status.updatedReplicas", 2)
                .with("status.availableReplicas", 2);
        return cluster.add(new PodDraft("kube-system", "operator-a", "Deployment", "cilium-operator")
                        .on("a")
                        .host("10.0.0.1"))
                .add(new PodDraft("kube-system", "operator-b", "Deployment", "cilium-operator")
                        .on("b")
                        .host("10.0.0.2"));
    }

    @Test
    void passesOnPodsThatAreReadyAndYoungerThanTheConfiguration() {
        Instant ready = BEFORE.plusSeconds(90);
        cluster.pod("operator-b", pod -> pod.ready(ready));

        cluster.judge(RULE)
                .passes("all 2 pods of Deployment kube-system/cilium-operator are Ready, each started after ConfigMap")
                .shows(OPERATOR, "status", "wanted 2, updated 2, available 2")
                .shows(OPERATOR, "metadata.generation", 3)
                .shows(AgentsRule.CONFIG, "metadata.managedFields", "changed")
                .shows("Pod kube-system/operator-b", "status.conditions[Ready]", "True")
                .since(ready);
    }

    @Test
    void waitsWhereThereIsNoneOrNoConfiguration() {
        cluster.without(AgentsRule.CONFIG);
        cluster.judge(RULE)
                .waits("ConfigMap kube-system/cilium-config answers 404")
                .shows(AgentsRule.CONFIG, "", "404");

        cluster.without(OPERATOR);
        cluster.judge(RULE)
                .waits("Deployment kube-system/cilium-operator answers 404")
                .shows(OPERATOR, "", "404");
    }

    @Test
    void failsWhereItIsScaledToNone() {
        cluster.object(OPERATOR).with("spec.replicas", 0);

        cluster.judge(RULE)
                .fails("is scaled to 0")
                .shows(OPERATOR, "spec.replicas", 0)
                .needs("operator.replicas", "argocd app sync cilium");
    }

    @Test
    void itsCountsAreOfThePresentTemplate() {
        cluster.object(OPERATOR).generation(4);
        cluster.judge(RULE).waits("is at generation 4, its controller at 3").needsNobody();

        cluster.object(OPERATOR).generation(3).with("status.updatedReplicas", 1);
        cluster.judge(RULE)
                .waits("1 of 2 pods are updated, 2 available, 1 of before still there")
                .leaves(1, BEFORE, null);
    }

    @Test
    void itsPodsAreAskedBesideItsCounts() {
        cluster.pod("operator-b", pod -> pod.unready(NOW.minusSeconds(60)));
        cluster.judge(RULE)
                .waits("1 of 2 pods of Deployment kube-system/cilium-operator are Ready")
                .needsNobody();

        cluster.pod("operator-b", pod -> pod.unready(NOW.minus(Need.PATIENCE).minusSeconds(1)));
        cluster.judge(RULE).waits("1 of 2 pods").needs("operator-b", "kubectl -n kube-system describe pod operator-b");

        cluster.withoutPod("operator-b");
        cluster.judge(RULE).waits("1 of 2 pods of Deployment kube-system/cilium-operator are Ready");
    }

    /** It reads the configuration as it starts. */
    @Test
    void onesFromBeforeTheConfigurationWaitForARestart() {
        cluster.object(AgentsRule.CONFIG).changed(NOW.minusSeconds(20));
        cluster.pod("operator-a", pod -> pod.created(NOW.minusSeconds(20)).started(NOW.minusSeconds(10)));

        cluster.judge(RULE)
                .waits("1 of 2 pods of Deployment kube-system/cilium-operator may run what ConfigMap", "operator-b")
                .doesNotBlame("operator-a")
                .shows(AgentsRule.CONFIG, "metadata.managedFields", "changed")
                .needs(
                        "operator.rollOutPods",
                        "kubectl -n kube-system rollout restart deployment/cilium-operator",
                        "rollout status deployment/cilium-operator");
        cluster.pod("operator-b", pod -> pod.started(null));
        cluster.judge(RULE).waits("1 of 2 pods", "operator-b");
    }

    /** What a volume shows of a ConfigMap comes later than the ConfigMap. */
    @Test
    void aContainerThatStartsAnewInItsPodMayReadWhatWasThereBefore() {
        Instant changed = NOW.minusSeconds(300);
        cluster.object(AgentsRule.CONFIG).changed(changed);
        cluster.pod("operator-a", pod -> pod.created(changed.plusSeconds(5)).started(changed.plusSeconds(9)));
        cluster.pod("operator-b", pod -> pod.created(BEFORE).started(changed.plusSeconds(119)));
        cluster.judge(RULE).waits("1 of 2 pods", "operator-b").doesNotBlame("operator-a");

        cluster.pod("operator-b", pod -> pod.started(changed.plusSeconds(120)));
        cluster.judge(RULE).passes();
    }

    @Test
    void aLabelOfTheConfigurationAsksForNoRestart() {
        cluster.object(AgentsRule.CONFIG)
                .changed(NOW)
                .written("argocd-controller", BEFORE, "data.debug")
                .written("labeller", NOW);

        cluster.judge(RULE).passes();
    }
}
