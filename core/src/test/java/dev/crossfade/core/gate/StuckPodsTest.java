package dev.crossfade.core.gate;

import static dev.crossfade.core.gate.HealthyCluster.BEFORE;
import static dev.crossfade.core.gate.HealthyCluster.MERGED;
import static dev.crossfade.core.gate.HealthyCluster.NOW;

import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What does not heal by itself is told before the deadline is over: by object and command, and not while it is on its way. */
class StuckPodsTest {

    private static final ObjectId BROKER = ObjectId.namespaced("apps/v1", "StatefulSet", "kafka", "broker");
    private static final ObjectId JOB = ObjectId.namespaced("batch/v1", "Job", "kube-system", "stop-1f");
    private static final ObjectId ROOT =
            ObjectId.namespaced("argoproj.io/v1alpha1", "Application", "argocd", "crossfade-prod");
    private static final WorkloadRule STOPPED = new WorkloadRule(BROKER, 0);
    private static final WorkloadRule RUNNING = new WorkloadRule(BROKER, 3);
    private static final NoPodsRule NO_PODS =
            new NoPodsRule("kube-system", List.of("calico-node", "calico-typha"), MERGED);

    /** Not long yet, and long. */
    private static final Instant LATELY = NOW.minusSeconds(600);

    private static final Instant LONG_AGO = NOW.minusSeconds(601);

    private final HealthyCluster cluster = new HealthyCluster();
    private final JobRule job = new JobRule(JOB, ROOT);
    private final PodDraft pod = new PodDraft("kube-system", "stop-1f-x2k4p", "Job", "stop-1f").on("a");

    private void broker(int wanted, int there, int ready) {
        cluster.workload(BROKER, wanted, there, ready);
    }

    @Test
    void aJobWhosePodDoesNotStartNeedsAPerson() {
        cluster.object(JOB).with("status.active", 1);
        cluster.add(pod.phase("Pending").started(null).unready(LATELY));
        cluster.judge(job).waits("is not Complete yet").needsNobody();

        pod.unready(LONG_AGO);
        cluster.judge(job)
                .waits("is not Complete yet")
                .needs(
                        "[a, stop-1f-x2k4p, ",
                        "spec.images",
                        "kubectl -n kube-system describe pod stop-1f-x2k4p",
                        "kubectl -n kube-system logs stop-1f-x2k4p --all-containers");

        cluster.object(JOB).conditions("Complete=True");
        cluster.judge(job).passes().needsNobody();
    }

    /** What is said of a Job rests on the Job; its pods are read for what helps. */
    @Test
    void aJobIsJudgedWithoutItsPods() {
        cluster.object(JOB).with("status.active", 1);
        cluster.reading(new Question.Pods(), new Reading.Unread<>("forbidden", NOW));

        cluster.judge(job).waits("is not Complete yet").needsNobody();
    }

    @Test
    void aJobForWhichNoPodIsMadeNeedsAPerson() {
        cluster.object(JOB).changed(LATELY);
        cluster.judge(job).waits("is not Complete yet").needsNobody();

        cluster.object(JOB).changed(BEFORE);
        cluster.judge(job)
                .waits("is not Complete yet")
                .needs("Job kube-system/stop-1f has no pod", "kubectl -n kube-system describe job stop-1f");

        cluster.add(pod.phase("Failed").ready(null));
        cluster.judge(job).waits("is not Complete yet").needsNobody();
    }

    @Test
    void aReplicaThatIsNotReadyForLongIsNamed() {
        broker(3, 3, 2);
        PodDraft last = new PodDraft("kafka", "broker-2", "StatefulSet", "broker").unready(LATELY);
        cluster.add(last);
        cluster.judge(RUNNING).waits("has 2 of 3 replicas Ready").needsNobody();

        last.unready(LONG_AGO);
        Said said = cluster.judge(RUNNING)
                .waits("has 2 of 3 replicas Ready")
                .needs("StatefulSet kafka/broker", "[none, broker-2, ", "kubectl -n kafka describe pod broker-2");
        org.assertj.core.api.Assertions.assertThat(said.judgement().needs().toString())
                .doesNotContain("logs");
    }

    @Test
    void replicasThatNobodyMakesAreLookedForAtTheirMaker() {
        broker(3, 1, 1);
        cluster.object(BROKER).changed(LATELY);
        cluster.judge(RUNNING).waits("has 1 of 3 replicas Ready").needsNobody();

        cluster.object(BROKER).changed(LONG_AGO);
        cluster.judge(RUNNING)
                .waits("has 1 of 3 replicas Ready")
                .needs("has 1 replicas of 3", "kubectl -n kafka describe statefulset broker");

        broker(1, 1, 1);
        cluster.judge(RUNNING).waits("1 wanted").needsNobody();
    }

    @Test
    void aPodThatWasToBeGoneLongAgoIsNamedWithItsNode() {
        broker(0, 0, 0);
        PodDraft going = new PodDraft("kafka", "broker-0", "StatefulSet", "broker")
                .on("b")
                .deleted(LATELY);
        cluster.add(going);
        cluster.judge(STOPPED).waits("left: broker-0").needsNobody();

        going.deleted(LONG_AGO);
        cluster.judge(STOPPED)
                .waits("left: broker-0")
                .needs("[b, broker-0, ", "kubectl -n kafka describe pod broker-0", "kubectl describe node b");

        broker(3, 2, 2);
        cluster.judge(RUNNING).waits("has 2 of 3 replicas Ready").needs("[b, broker-0, ");
    }

    @Test
    void podsOfWhatIsRemovedThatStayNeedAPerson() {
        cluster.withoutPod("calico-node-a").pod("calico-node-b", each -> each.deleted(LATELY));
        cluster.judge(NO_PODS).waits("1 pods are left").needsNobody();

        cluster.pod("calico-node-b", each -> each.deleted(LONG_AGO));
        cluster.judge(NO_PODS).waits("1 pods are left").needs("[b, calico-node-b, ", "kubectl describe node b");
    }

    @Test
    void podsThatNobodyDeletesAreLookedForAtTheirOwner() {
        cluster.judge(NO_PODS)
                .waits("2 pods are left")
                .needs("nobody has deleted them", "kubectl -n kube-system get daemonsets,deployments");
        cluster.judge(new NoPodsRule("kube-system", List.of("calico-node"), LATELY))
                .waits("2 pods are left")
                .needsNobody();
    }

    @Test
    void aDaemonSetThatWasNotRestartedIsToBe() {
        RecycledRule young = new RecycledRule(AgentsRule.AGENTS, LATELY);
        cluster.judge(young)
                .waits("2 pods of DaemonSet kube-system/cilium are from before")
                .needsNobody();

        RecycledRule old = new RecycledRule(AgentsRule.AGENTS, LONG_AGO);
        cluster.judge(old)
                .waits("2 pods of DaemonSet kube-system/cilium are from before")
                .needs("kubectl -n kube-system rollout restart daemonset/cilium");

        cluster.object(AgentsRule.AGENTS.daemonSet()).with("spec.updateStrategy.type", "OnDelete");
        cluster.judge(old)
                .waits("2 pods of DaemonSet kube-system/cilium are from before")
                .needs("kubectl -n kube-system delete pod cilium-a");
    }
}
