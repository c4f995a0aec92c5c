package dev.crossfade.core.gate;

import static dev.crossfade.core.gate.HealthyCluster.BEFORE;
import static dev.crossfade.core.gate.HealthyCluster.NOW;

import dev.crossfade.core.observation.Content;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Seat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is asked of declared workloads, of the Jobs that stop and start them, and of objects as Git has them. */
class WorkloadRulesTest {

    private static final ObjectId BROKER = ObjectId.namespaced("apps/v1", "StatefulSet", "kafka", "broker");
    private static final ObjectId EVENTS = ObjectId.namespaced("kafka.strimzi.io/v1beta2", "Kafka", "kafka", "events");
    private static final ObjectId JOB = ObjectId.namespaced("batch/v1", "Job", "kube-system", "stop-1f");
    private static final ObjectId ROOT =
            ObjectId.namespaced("argoproj.io/v1alpha1", "Application", "argocd", "crossfade-prod");
    private static final String PAUSE = "strimzi.io/pause-reconciliation";
    private static final WorkloadRule STOPPED = new WorkloadRule(BROKER, 0);
    private static final WorkloadRule RUNNING = new WorkloadRule(BROKER, 3);

    private final HealthyCluster cluster = new HealthyCluster();
    private final PodDraft pod = new PodDraft("kafka", "broker-0", "StatefulSet", "broker");

    private void broker(int wanted, int there, int ready) {
        cluster.workload(BROKER, wanted, there, ready);
    }

    @Test
    void aStoppedWorkloadHasNoPodLeft() {
        broker(0, 0, 0);
        cluster.judge(STOPPED)
                .passes("StatefulSet kafka/broker is stopped, and no pod of it is left")
                .shows(BROKER, "spec.replicas", 0)
                .since(BEFORE);

        cluster.add(pod.deleted(NOW));
        cluster.judge(STOPPED).waits("0 replicas wanted, 0 there; left: broker-0");

        pod.phase("Succeeded");
        cluster.judge(STOPPED).passes();
    }

    @Test
    void oneThatStillRunsIsNotStopped() {
        broker(3, 3, 3);
        cluster.judge(STOPPED).waits("3 replicas wanted, 3 there").shows(BROKER, "status.replicas", 3);

        broker(0, 1, 1);
        cluster.judge(STOPPED).waits("0 replicas wanted, 1 there");
    }

    @Test
    void itsControllerMustHaveSeenTheNumber() {
        broker(0, 0, 0);
        cluster.object(BROKER).generation(4);

        cluster.judge(STOPPED).waits("StatefulSet kafka/broker has 0 replicas wanted");
    }

    @Test
    void aRunningWorkloadHasAllItsReplicasReady() {
        broker(3, 3, 3);
        cluster.add(pod.ready(NOW));
        cluster.judge(RUNNING)
                .passes("has all its 3 replicas Ready")
                .shows("Pod kafka/broker-0", "status.conditions[Ready]", "True")
                .since(NOW);

        broker(3, 3, 2);
        cluster.judge(RUNNING).waits("has 2 of 3 replicas Ready, 3 wanted").shows(BROKER, "status.readyReplicas", 2);

        broker(5, 3, 3);
        cluster.judge(RUNNING).waits("has 3 of 3 replicas Ready, 5 wanted");

        cluster.without(BROKER);
        cluster.judge(RUNNING).waits("StatefulSet kafka/broker answers 404");
    }

    private static AnnotatedRule annotated(Optional<String> value, boolean present) {
        return new AnnotatedRule(
                EVENTS, Map.of(PAUSE, value), new AnnotatedRule.Wanted("ReconciliationPaused", present));
    }

    @Test
    void aPausedObjectCarriesTheAnnotationAndItsOperatorSaysSo() {
        AnnotatedRule rule = annotated(Optional.of("true"), true);
        cluster.judge(rule).waits("Kafka kafka/events answers 404");

        cluster.object(EVENTS).annotation(PAUSE, "true");
        cluster.judge(rule)
                .waits("its operator does not say ReconciliationPaused")
                .shows(EVENTS, "status.conditions[ReconciliationPaused]", "none");

        cluster.object(EVENTS).conditions("ReconciliationPaused=True");
        cluster.judge(rule)
                .passes("Kafka kafka/events is as it must be")
                .shows(EVENTS, "metadata.annotations[" + PAUSE + "]", "true");

        cluster.object(EVENTS).conditions("ReconciliationPaused=False");
        cluster.judge(rule).waits("its operator does not say");
    }

    @Test
    void aResumedOneCarriesItNoMore() {
        AnnotatedRule rule = annotated(Optional.empty(), false);
        cluster.object(EVENTS).annotation(PAUSE, "true").conditions("ReconciliationPaused=True");
        cluster.judge(rule)
                .waits(PAUSE + " is true, not absent", "its operator still says ReconciliationPaused")
                .shows(EVENTS, "metadata.annotations[" + PAUSE + "]", "true");

        cluster.object(EVENTS).without("metadata").conditions("Ready=True");
        cluster.judge(rule).passes();
    }

    @Test
    void aJobIsCompleteOrNot() {
        JobRule rule = new JobRule(JOB, ROOT);
        cluster.judge(rule).waits("Job kube-system/stop-1f answers 404").shows(JOB, "", "404");

        cluster.object(JOB).with("status.active", 1);
        cluster.judge(rule).waits("is not Complete yet").shows(JOB, "status.active", 1);

        cluster.object(JOB).conditions("Complete=False");
        cluster.judge(rule).waits("is not Complete yet");

        cluster.object(JOB).conditions("SuccessCriteriaMet=True", "Complete=True");
        cluster.judge(rule)
                .passes("is Complete")
                .shows(JOB, "status.conditions[Complete]", "True")
                .since(BEFORE);
    }

    @Test
    void aJobThatFailedNeedsAPerson() {
        cluster.object(JOB).conditions("Failed=True", "Complete=True");

        cluster.judge(new JobRule(JOB, ROOT))
                .fails("failed (Why: so)")
                .shows(JOB, "status.conditions[Failed]", "True")
                .needs(
                        "kubectl -n kube-system logs job/stop-1f",
                        "kubectl -n kube-system delete job stop-1f",
                        "argocd app sync crossfade-prod");
    }

    /** Argo CD makes no Job that it does not find any more: it has synced this revision already. */
    @Test
    void aJobThatWasDeletedIsMadeByASync() {
        JobRule rule = new JobRule(JOB, ROOT);
        cluster.object(ROOT, ApplicationRuleTest::wellDone)
                .object(
                        ROOT,
                        root -> root.with("status.sync.status", "OutOfSync")
                                .with("status.reconciledAt", NOW.toString())
                                .with("status.resources", List.of(resource("other-2e"), resource("stop-1f"))));
        cluster.judge(rule).waits("Job kube-system/stop-1f answers 404").needsNobody();

        cluster.object(ROOT, root -> root.with("status.operationState.syncResult.revision", "a".repeat(40)));
        cluster.judge(rule).waits("answers 404").needs("Job kube-system/stop-1f", "argocd app sync crossfade-prod");

        cluster.object(ROOT, root -> root.with("status.resources", List.of(resource("other-2e"))));
        cluster.judge(rule).waits("answers 404").needsNobody();
    }

    private static Map<String, String> resource(String name) {
        return Map.of("kind", "Job", "namespace", "kube-system", "name", name, "status", "OutOfSync");
    }

    @Test
    void anObjectIsStoredAsGitHasIt() {
        PresentRule rule = new PresentRule(
                Seat.CLUSTER,
                EVENTS,
                Map.of(
                        List.of("spec"),
                        Content.of(Map.of("number", 1, "on", true)),
                        List.of("data", "a.b"),
                        Content.of("x")));
        cluster.judge(rule).waits("answers 404");

        cluster.object(EVENTS)
                .with("spec", Map.of("on", true, "number", 1L))
                .with(List.of("data", "a.b"), "x")
                .changed(NOW);
        cluster.judge(rule)
                .passes("is stored as Git has it")
                .shows(EVENTS, "data.a.b", "x")
                .since(NOW);

        cluster.object(EVENTS).with("spec", Map.of("on", true));
        cluster.judge(rule).waits("spec is {on=true}, not {number=1, on=true}").doesNotBlame("data.a.b is");

        cluster.object(EVENTS).without("spec");
        cluster.judge(rule).waits("spec is none").shows(EVENTS, "spec", "none");
    }

    @Test
    void theWorstOfSeveralSpeaks() {
        Rule both = AllRule.of(STOPPED, new JobRule(JOB, ROOT), new UntoldRule("nobody knows"));
        broker(3, 3, 3);
        cluster.object(JOB).conditions("Failed=True");
        cluster.judge(both)
                .fails("Job kube-system/stop-1f failed")
                .doesNotBlame("replicas")
                .needs("A Job of the plan failed");

        cluster.object(JOB).conditions("Complete=True");
        cluster.judge(both).cannotTell("nobody knows");
        cluster.judge(AllRule.of(STOPPED, new JobRule(JOB, ROOT)))
                .waits("3 replicas wanted")
                .shows(BROKER, "spec.replicas", 3);
    }

    @Test
    void allOfTheWorstAreNamedAndTheNewestTimeCounts() {
        broker(3, 3, 3);
        cluster.object(BROKER).changed(NOW);
        cluster.judge(AllRule.of(STOPPED, new JobRule(JOB, ROOT)))
                .waits("StatefulSet kafka/broker has 3 replicas", "; Job kube-system/stop-1f answers 404")
                .since(NOW);

        cluster.object(JOB).conditions("Complete=True");
        cluster.judge(AllRule.of(RUNNING, new JobRule(JOB, ROOT)))
                .passes("has all its 3 replicas Ready; Job kube-system/stop-1f is Complete")
                .since(NOW);
    }
}
