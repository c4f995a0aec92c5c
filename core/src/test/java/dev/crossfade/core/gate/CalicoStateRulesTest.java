package dev.crossfade.core.gate;

import static dev.crossfade.core.gate.HealthyCluster.BEFORE;
import static dev.crossfade.core.gate.HealthyCluster.CALICO_NODE;
import static dev.crossfade.core.gate.HealthyCluster.MERGED;
import static dev.crossfade.core.gate.HealthyCluster.NOW;

import dev.crossfade.core.observation.ObjectId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is asked of Calico's own objects and of the Application that keeps them. */
class CalicoStateRulesTest {

    private static final ObjectId STATUS = TigeraStatusRule.STATUS;
    private static final ObjectId DAEMON_SET = CALICO_NODE.daemonSet();
    private static final ObjectId OWNER =
            ObjectId.namespaced("argoproj.io/v1alpha1", "Application", "argocd", "calico");
    private static final String ADOPTED = "crossfade.dev/adopted-generation";
    private static final String GUARD = "argocd.argoproj.io/sync-options";

    private static final DetectionRule DETECTION = new DetectionRule(CALICO_NODE, "kubernetes-internal-ip");
    private static final GenerationRule GENERATION = new GenerationRule(DAEMON_SET, "3", ApplicationRuleTest.ID);
    private static final PruneRule PRUNE = new PruneRule(OWNER, MERGED);
    private static final UnguardedRule UNGUARDED = new UnguardedRule(DAEMON_SET, MERGED);

    private final HealthyCluster cluster = new HealthyCluster()
            .object(STATUS, each -> each.conditions("Available=True", "Degraded=False", "Progressing=False"))
            .object(
                    OWNER,
                    each -> each.with("spec.syncPolicy.automated.prune", true)
                            .with("spec.syncPolicy.syncOptions", List.of("PrunePropagationPolicy=background")));

    private void method(Map<String, Object> variable) {
        cluster.object(DAEMON_SET)
                .with("spec.template.spec.containers", List.of(Map.of("name", "x"), Map.of("env", List.of(variable))));
    }

    @Test
    void theOperatorSaysThatAllIsWell() {
        cluster.judge(new TigeraStatusRule())
                .passes("TigeraStatus calico is Available and not Degraded")
                .shows(STATUS, "status.conditions[Degraded]", "False")
                .since(BEFORE);
    }

    @Test
    void degradedFailsAndTheRestWaits() {
        cluster.object(STATUS).conditions("Available=True", "Degraded=True", "Progressing=False");
        cluster.judge(new TigeraStatusRule())
                .fails("TigeraStatus calico: Degraded is True (Why: so)")
                .shows(STATUS, "status.conditions[Degraded]", "True")
                .needs(
                        "Degraded is True (Why: so)",
                        "kubectl describe tigerastatus calico",
                        "kubectl -n tigera-operator logs deployment/tigera-operator");

        cluster.object(STATUS).conditions("Available=True", "Degraded=False", "Progressing=True");
        cluster.judge(new TigeraStatusRule()).waits("Progressing is True").needs("Progressing is True (Why: so)");

        cluster.object(STATUS).conditions("Available=Unknown", "Degraded=False", "Progressing=False");
        cluster.judge(new TigeraStatusRule()).waits("Available is Unknown");
    }

    @Test
    void aConditionThatIsMissingIsNotFalse() {
        cluster.object(STATUS).conditions("Available=True");
        cluster.judge(new TigeraStatusRule())
                .waits("Degraded is none, Progressing is none")
                .needsNobody();

        cluster.without(STATUS);
        cluster.judge(new TigeraStatusRule())
                .waits("TigeraStatus calico answers 404")
                .shows(STATUS, "", "404")
                .needs("kubectl -n tigera-operator logs");
    }

    @Test
    void theMethodMustBeInTheTemplateAndRolledOut() {
        method(Map.of("name", "IP_AUTODETECTION_METHOD", "value", "kubernetes-internal-ip"));
        cluster.judge(DETECTION)
                .passes("finds addresses by kubernetes-internal-ip on every node")
                .shows(DAEMON_SET, "spec.template…env[IP_AUTODETECTION_METHOD]", "kubernetes-internal-ip");

        cluster.withoutPod("calico-node-b");
        cluster.judge(DETECTION).waits("without: b");
    }

    @Test
    void anotherMethodOrNoneIsNamed() {
        method(Map.of("name", "IP_AUTODETECTION_METHOD", "value", "first-found"));
        cluster.judge(DETECTION).waits("finds addresses by first-found, not by kubernetes-internal-ip");

        method(Map.of("name", "IP", "value", "autodetect"));
        cluster.judge(DETECTION)
                .waits("by no named method")
                .shows(DAEMON_SET, "spec.template…env[IP_AUTODETECTION_METHOD]", "none");

        cluster.without(DAEMON_SET);
        cluster.judge(DETECTION)
                .waits("DaemonSet kube-system/calico-node answers 404")
                .shows(DAEMON_SET, "", "404");
    }

    @Test
    void adoptingMustLeaveTheGeneration() {
        cluster.judge(GENERATION)
                .waits("is not adopted yet")
                .shows(DAEMON_SET, "metadata.annotations[" + ADOPTED + "]", "none");

        cluster.object(DAEMON_SET).annotation(ADOPTED, "3");
        cluster.judge(GENERATION)
                .passes("still at generation 3")
                .shows(DAEMON_SET, "metadata.generation", 3)
                .since(BEFORE);

        cluster.object(DAEMON_SET).generation(4);
        cluster.judge(GENERATION)
                .fails("is at generation 4, and was exported at 3")
                .needs(
                        "revert the merge of this phase",
                        "get daemonset " + DAEMON_SET.name() + " -o yaml",
                        "crossfade explain adopt-calico");

        cluster.object(DAEMON_SET).annotation(ADOPTED, "4");
        cluster.judge(GENERATION).waits("is not adopted yet").needsNobody();

        cluster.without(DAEMON_SET);
        cluster.judge(GENERATION).fails("answers 404").needs("somebody has deleted it", "argocd app sync root");
    }

    @Test
    void pruningMustBeOnAndInTheBackground() {
        cluster.judge(PRUNE)
                .passes("Application argocd/calico prunes in the background")
                .shows(OWNER, "spec.syncPolicy.automated.prune", "true");

        cluster.object(OWNER).with("spec.syncPolicy.automated.prune", false);
        cluster.judge(PRUNE)
                .waits("does not prune by itself")
                .shows(OWNER, "spec.syncPolicy.automated.prune", "false")
                .needs(
                        "does not prune by itself, 10 minutes after",
                        "kubectl -n argocd get application calico -o yaml");
        cluster.judge(new PruneRule(OWNER, NOW.minusSeconds(600))).waits().needsNobody();

        cluster.object(OWNER).without("spec.syncPolicy.automated");
        cluster.judge(PRUNE).passes("prunes in the background");

        cluster.object(OWNER).with("spec.syncPolicy.syncOptions", List.of("PrunePropagationPolicy=foreground"));
        cluster.judge(PRUNE).waits("does not prune in the background");

        cluster.without(OWNER);
        cluster.judge(PRUNE).waits("answers 404").shows(OWNER, "", "404");
    }

    @Test
    void theFinalizerMustBeOnTheLiveApplication() {
        String finalizer = "resources-finalizer.argocd.argoproj.io/background";
        FinalizerRule rule = new FinalizerRule(OWNER, finalizer, MERGED);
        cluster.judge(rule)
                .waits("Application argocd/calico does not carry " + finalizer)
                .shows(OWNER, "metadata.finalizers", "[]")
                .needs("10 minutes after", "kubectl -n argocd get application calico -o yaml");
        cluster.judge(new FinalizerRule(OWNER, finalizer, NOW.minusSeconds(600)))
                .waits()
                .needsNobody();

        cluster.object(OWNER).with("metadata.finalizers", List.of("resources-finalizer.argocd.argoproj.io"));
        cluster.judge(rule).waits("does not carry " + finalizer);

        cluster.object(OWNER).with("metadata.finalizers", List.of("another.example.com", finalizer));
        cluster.judge(rule)
                .passes("carries " + finalizer)
                .shows(OWNER, "metadata.finalizers", "[another.example.com, " + finalizer + "]");

        cluster.without(OWNER);
        cluster.judge(rule).waits("answers 404").shows(OWNER, "", "404");
    }

    @Test
    void theGuardMustBeOffOnTheLiveObject() {
        cluster.judge(UNGUARDED)
                .passes("carries no guard")
                .shows(DAEMON_SET, "metadata.annotations[" + GUARD + "]", "none");

        cluster.object(DAEMON_SET).annotation(GUARD, "Prune=false,Delete=false");
        cluster.judge(UNGUARDED)
                .waits("DaemonSet kube-system/calico-node still carries its guard")
                .shows(DAEMON_SET, "metadata.annotations[" + GUARD + "]", "Prune=false,Delete=false")
                .needs(
                        "Prune=false,Delete=false",
                        "kubectl -n kube-system annotate daemonset calico-node " + GUARD + "-");
        cluster.judge(new UnguardedRule(DAEMON_SET, NOW.minusSeconds(600)))
                .waits()
                .needsNobody();

        cluster.object(DAEMON_SET).annotation(GUARD, "ServerSideApply=true").changed(NOW);
        cluster.judge(UNGUARDED).passes().since(NOW);

        cluster.without(DAEMON_SET);
        cluster.judge(UNGUARDED).waits("answers 404");
    }
}
