package dev.crossfade.core.gate;

import static dev.crossfade.core.gate.HealthyCluster.NOW;

import dev.crossfade.core.observation.ObjectId;
import org.junit.jupiter.api.Test;

class DaemonSetRuleTest {

    private static final DaemonSetRule RULE = AgentsRule.AGENTS;
    private static final ObjectId CILIUM = RULE.daemonSet();

    private final HealthyCluster cluster = new HealthyCluster();

    @Test
    void aReadyPodOnEveryNodePasses() {
        cluster.pod("cilium-b", pod -> pod.ready(NOW.minusSeconds(40)));

        cluster.judge(RULE)
                .passes("every one of 2 nodes runs a Ready pod of DaemonSet kube-system/cilium")
                .shows(CILIUM, "status", "desired 2, updated 2, available 2")
                .shows("Pod kube-system/cilium-b", "status.conditions[Ready]", "True")
                .since(NOW.minusSeconds(40));
    }

    @Test
    void oneNodeWithoutAPodIsNamed() {
        cluster.withoutPod("cilium-b");

        cluster.judge(RULE).waits("1 of 2 nodes", "without: b").doesNotBlame("without: a");
    }

    @Test
    void aPodThatIsNotReadyOrGoingIsNone() {
        cluster.pod("cilium-a", pod -> pod.ready(null)).pod("cilium-b", pod -> pod.deleted(NOW));

        cluster.judge(RULE).waits("0 of 2 nodes", "without: a, b");
    }

    @Test
    void norIsThatOfAnotherDaemonSet() {
        cluster.withoutPod("cilium-a")
                .add(new PodDraft("other", "cilium-x", "DaemonSet", "cilium").on("a"))
                .add(new PodDraft("kube-system", "cilium-y", "Deployment", "cilium").on("a"));

        cluster.judge(RULE).waits("without: a");
    }

    @Test
    void itsControllerMustHaveSeenTheGeneration() {
        cluster.object(CILIUM).generation(4);

        cluster.judge(RULE)
                .waits("DaemonSet kube-system/cilium is at generation 4, its controller at 3")
                .shows(CILIUM, "status.observedGeneration", 3);
    }

    @Test
    void oneThatMatchesNoNodeFails() {
        cluster.object(CILIUM).with("status.desiredNumberScheduled", 0);

        cluster.judge(RULE).fails("matches none of 2 nodes").shows(CILIUM, "status.desiredNumberScheduled", 0);
    }

    @Test
    void podsOfTheOldTemplateWait() {
        cluster.object(CILIUM).with("status.updatedNumberScheduled", 1);

        cluster.judge(RULE).waits("1 of 2 pods are updated, 2 available");
    }

    @Test
    void soDoThoseThatItDoesNotCallAvailable() {
        cluster.object(CILIUM).without("status.numberAvailable");

        cluster.judge(RULE).waits("2 of 2 pods are updated, 0 available");
    }

    @Test
    void oneThatIsMissingWaits() {
        cluster.without(CILIUM);

        cluster.judge(RULE).waits("DaemonSet kube-system/cilium answers 404").shows(CILIUM, "", "404");
    }

    /** Agents run on Linux alone. */
    @Test
    void nodesOfWindowsNeedNone() {
        cluster.add(new NodeDraft("w", "10.0.0.9", "zone-1").label("kubernetes.io/os", "windows"));

        cluster.judge(RULE).passes("every one of 2 nodes");
    }

    @Test
    void aClusterOfNoLinuxNodeCannotBe() {
        cluster.eachNode(node -> node.label("kubernetes.io/os", "windows"));

        cluster.judge(RULE).cannotTell("no Linux node");
    }

    @Test
    void aRestartCountsPodsThatAreYoungerThanTheMerge() {
        RecycledRule recycled = new RecycledRule(RULE, HealthyCluster.MERGED);
        cluster.pod("cilium-a", pod -> pod.created(NOW).started(NOW).ready(NOW));

        cluster.judge(recycled)
                .waits("1 pods of DaemonSet kube-system/cilium are from before the merge: cilium-b on b")
                .shows("Pod kube-system/cilium-b", "metadata.creationTimestamp", HealthyCluster.BEFORE);

        cluster.pod("cilium-b", pod -> pod.created(HealthyCluster.MERGED));

        cluster.judge(recycled).passes("every one of 2 nodes").since(NOW);
    }

    @Test
    void aRestartThatHasNotComeToItsEndWaitsAsTheDaemonSetDoes() {
        cluster.pod("cilium-b", pod -> pod.ready(null));

        cluster.judge(new RecycledRule(RULE, HealthyCluster.BEFORE)).waits("without: b");
    }
}
