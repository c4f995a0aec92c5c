package dev.crossfade.core.gate;

import static dev.crossfade.core.gate.HealthyCluster.MERGED;
import static dev.crossfade.core.gate.HealthyCluster.NOW;

import dev.crossfade.core.observation.ObjectId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

        cluster.judge(RULE)
                .fails("matches none of 2 nodes")
                .shows(CILIUM, "status.desiredNumberScheduled", 0)
                .needs("nodeSelector", "kubectl -n kube-system get daemonset cilium -o yaml");
    }

    @Test
    void podsOfTheOldTemplateWait() {
        cluster.object(CILIUM).with("status.updatedNumberScheduled", 1);

        cluster.judge(RULE).waits("1 of 2 pods are updated, 2 available");
    }

    /** A rolling update goes node by node: what is left of it, and its last step, tell whether it goes on. */
    @Test
    void countsWhatIsLeftOfARollingUpdate() {
        Instant written = MERGED.plusSeconds(100);
        Instant step = NOW.minusSeconds(300);
        cluster.object(CILIUM).changed(written).with("status.updatedNumberScheduled", 0);
        cluster.judge(RULE).waits("0 of 2 pods are updated").leaves(2, written, null);

        cluster.object(CILIUM).with("status.updatedNumberScheduled", 1);
        cluster.pod("cilium-a", pod -> pod.created(step).ready(NOW));
        cluster.judge(RULE).waits("1 of 2 pods are updated").leaves(1, written, step);
        cluster.judge(new RecycledRule(RULE, MERGED))
                .waits("1 of 2 pods are updated")
                .leaves(1, written, step);

        cluster.object(CILIUM).with("status.updatedNumberScheduled", 2);
        cluster.pod("cilium-b", pod -> pod.created(NOW).ready(null));
        cluster.judge(RULE).waits("without: b").leaves(1, written, step);

        cluster.pod("cilium-b", pod -> pod.ready(NOW));
        cluster.judge(RULE).passes().leaves(0, written, NOW);
        cluster.judge(new AgentsRule(new TreeMap<>(Map.of("enable-policy", Optional.of("always")))))
                .waits("enable-policy is never")
                .leaves(0, written, NOW);
    }

    /** On machines that come and go all day a newcomer's pod is no step. */
    @Test
    void aNewcomersPodIsNoStepOfARollingUpdate() {
        cluster.object(CILIUM).changed(MERGED).with("status.updatedNumberScheduled", 1);
        cluster.node("b", node -> node.created(NOW.minusSeconds(60)))
                .pod("cilium-b", pod -> pod.created(NOW.minusSeconds(50)));
        cluster.judge(RULE).waits("1 of 2 pods are updated").leaves(1, MERGED, null);
    }

    @Test
    void whatIsReplacedOnDeletionWaitsForAPersonAndSaysForWhichPods() {
        cluster.object(CILIUM)
                .changed(MERGED)
                .with("spec.updateStrategy.type", "OnDelete")
                .with("status.updatedNumberScheduled", 1);
        cluster.pod("cilium-a", pod -> pod.created(NOW.minusSeconds(60)));

        cluster.judge(RULE)
                .waits("1 of 2 pods are updated")
                .needs(
                        "OnDelete",
                        "[b, cilium-b, ",
                        "kubectl -n kube-system delete pod cilium-b",
                        "get pods -o wide --field-selector spec.nodeName=b");

        cluster.object(CILIUM).with("spec.updateStrategy.type", "RollingUpdate");
        cluster.judge(RULE).waits("1 of 2 pods are updated").needsNobody();
    }

    @Test
    void agentsThatAreReplacedOnDeletionAreToBeDeletedOneByOne() {
        Rule agents = new AgentsRule(new TreeMap<>(Map.of("enable-policy", Optional.of("never"))));
        cluster.object(AgentsRule.CONFIG).changed(NOW.minusSeconds(60));
        cluster.judge(agents)
                .waits("2 agents run a configuration from before")
                .needs("kubectl -n kube-system rollout restart daemonset/cilium");

        cluster.object(CILIUM).with("spec.updateStrategy.type", "OnDelete");
        cluster.judge(agents)
                .waits("2 agents run a configuration from before")
                .needs("kubectl -n kube-system delete pod cilium-a")
                .needs("spec.nodeName=a");
    }

    @Test
    void aPodThatIsNotReadyForLongIsToBeLookedInto() {
        cluster.pod("cilium-b", pod -> pod.unready(NOW.minusSeconds(600)));
        cluster.judge(RULE).waits("without: b").needsNobody();

        cluster.pod("cilium-b", pod -> pod.unready(NOW.minusSeconds(601)));
        cluster.judge(RULE)
                .waits("without: b")
                .needs("not Ready", "[b, cilium-b, ", "describe pod cilium-b", "logs cilium-b");

        cluster.node("b", node -> node.condition("Ready", "Unknown", "NodeStatusUnknown"));
        cluster.judge(RULE).waits("without: b").needs("describe pod cilium-b", "kubectl describe node b");
    }

    /** A pod that fits nowhere has no node, and where none is made there is nothing to describe but its maker. */
    @Test
    void aPodThatIsNotThereIsLookedForWhereItIsMade() {
        cluster.object(CILIUM).changed(MERGED);
        cluster.withoutPod("cilium-b")
                .add(new PodDraft("kube-system", "cilium-c", "DaemonSet", "cilium")
                        .phase("Pending")
                        .started(null)
                        .unready(NOW.minusSeconds(601)));
        cluster.judge(RULE).waits("without: b").needs("[none, cilium-c, ", "describe pod cilium-c");

        cluster.withoutPod("cilium-c");
        cluster.judge(RULE)
                .waits("without: b")
                .needs("1 pods of 2", "kubectl -n kube-system describe daemonset cilium");

        cluster.object(CILIUM).changed(NOW.minusSeconds(60));
        cluster.judge(RULE).waits("without: b").needsNobody();
    }

    /** It is going, and its successor is there: nobody has to restart anything. */
    @Test
    void anOldPodThatIsGoingIsNoneThatRuns() {
        cluster.object(AgentsRule.CONFIG).changed(MERGED);
        for (String node : List.of("a", "b")) {
            cluster.pod("cilium-" + node, pod -> pod.created(NOW).started(NOW).ready(NOW));
            cluster.add(new PodDraft("kube-system", "cilium-old-" + node, "DaemonSet", "cilium")
                    .on(node)
                    .deleted(NOW));
        }
        cluster.judge(new AgentsRule(new TreeMap<>(Map.of("enable-policy", Optional.of("never")))))
                .passes("each started after");
        cluster.judge(new RecycledRule(RULE, MERGED)).passes();
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
