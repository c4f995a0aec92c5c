package dev.crossfade.core.gate;

import dev.crossfade.core.observation.MeshFact;
import dev.crossfade.core.observation.Question;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MeshRuleTest {

    static final MeshRule RULE = new MeshRule(HealthyCluster.PROBE, NodeDraft.LABEL, HealthyCluster.CILIUM);
    private static final List<String> PODS = List.of("probe-a", "probe-b");

    private final HealthyCluster cluster = new HealthyCluster();
    private final Map<String, MeshFact.Row> rows = new TreeMap<>();

    static MeshFact whole() {
        return new MeshFact(
                "probe-a", HealthyCluster.NOW, PODS, Map.of("probe-a", reaches(0, 1), "probe-b", reaches(0, 1)));
    }

    private static MeshFact.Row reaches(int... others) {
        BitSet reached = new BitSet();
        for (int other : others) {
            reached.set(other);
        }
        return new MeshFact.Row(reached, List.of());
    }

    private Said judge(MeshFact mesh) {
        return cluster.answer(new Question.Mesh(HealthyCluster.PROBE), mesh).judge(RULE);
    }

    private Said judge() {
        return judge(new MeshFact("probe-a", HealthyCluster.NOW, PODS, rows));
    }

    @Test
    void allReachAllPasses() {
        cluster.pod("probe-b", pod -> pod.ready(HealthyCluster.NOW));

        judge(whole())
                .passes("2 of 2 instances reach all others")
                .shows("Goldpinger probe-a", "check_all", "2 instances reach each other")
                .since(HealthyCluster.NOW);
    }

    @Test
    void onePathThatIsBrokenFails() {
        rows.put("probe-a", reaches(0, 1));
        BitSet own = new BitSet();
        own.set(1);
        rows.put("probe-b", new MeshFact.Row(own, List.of(new MeshFact.Broken("probe-a", "i/o timeout"))));

        judge().fails("1 paths are broken: probe-b to probe-a (i/o timeout)")
                .shows("Goldpinger probe-b", "podResults[probe-a].OK", "false")
                .tolerated(Judgement.BLIP);
    }

    /** A node that goes breaks paths before its instance is not Ready any more. */
    @Test
    void aNodeThatGoesIsNamed() {
        rows.put("probe-a", reaches(0, 1));
        rows.put("probe-b", new MeshFact.Row(new BitSet(), List.of(new MeshFact.Broken("probe-a", ""))));
        cluster.node("a", node -> node.deleted(HealthyCluster.NOW));

        judge().fails("probe-b to probe-a; being deleted: a").tolerated(Judgement.BLIP);

        cluster.node("b", node -> node.condition("Ready", "Unknown", "NodeStatusUnknown"))
                .withoutPod("probe-b");
        judge(whole()).cannotTell("of the probe: b; being deleted: a; not Ready: b");
    }

    /** No agent will ever come up there, however long a gate waits. */
    @Test
    void aVirtualNodeIsNamedWithWhatHelps() {
        cluster.node("b", node -> node.label("eks.amazonaws.com/compute-type", "fargate"))
                .withoutPod("probe-b");

        judge(whole())
                .cannotTell("1 of 2 nodes have no Ready instance", "; no DaemonSet runs on virtual nodes: b")
                .needs("Fargate profile", "kubectl get nodes -l eks.amazonaws.com/compute-type=fargate");
        cluster.node(
                "b", node -> node.unlabelled("eks.amazonaws.com/compute-type").label("type", "virtual-kubelet"));
        judge(whole()).needs("virtual kubelet", "kubectl get nodes -l type=virtual-kubelet");
        cluster.node("b", node -> node.label("type", "big"));
        judge(whole()).cannotTell("1 of 2 nodes").doesNotBlame("virtual").needsNobody();
    }

    @Test
    void anInstanceThatSaysNothingCannotBeTold() {
        rows.put("probe-a", reaches(0, 1));

        judge().cannotTell("1 of 2 instances say nothing of some others: probe-b");
    }

    /** The reading may be new: what counts is when the instances said it. */
    @Test
    void anOldRoundCannotBeTold() {
        MeshFact old = new MeshFact("probe-a", HealthyCluster.NOW.minusSeconds(121), PODS, whole().rows());

        judge(old).cannotTell("what the probe says is from " + old.at() + ", older than 2 min");
        judge(new MeshFact("probe-a", HealthyCluster.NOW.minusSeconds(120), PODS, old.rows()))
                .passes();
    }

    @Test
    void norCanOneThatDoesNotSpeakOfAnother() {
        rows.put("probe-a", reaches(0));
        rows.put("probe-b", reaches(0, 1));

        judge().cannotTell("probe-a");
    }

    @Test
    void aMeshThatDoesNotKnowAnInstanceIsOfBefore() {
        judge(new MeshFact("probe-a", HealthyCluster.NOW, List.of("probe-a"), Map.of("probe-a", reaches(0))))
                .cannotTell("probe-b");
    }

    /** An instance of a node that went has nobody to answer for it. */
    @Test
    void whatIsBrokenTowardsAnInstanceThatIsGoneDoesNotCount() {
        rows.put("probe-a", new MeshFact.Row(both(), List.of(new MeshFact.Broken("probe-old", "no route"))));
        rows.put("probe-b", reaches(0, 1));

        judge().passes();
    }

    private static BitSet both() {
        BitSet both = new BitSet();
        both.set(0, 2);
        return both;
    }

    @Test
    void aNodeWithoutAnInstanceCannotBeTold() {
        cluster.withoutPod("probe-b");

        judge(whole())
                .cannotTell("1 of 2 nodes have no Ready instance of the probe: b")
                .shows("Node b", "Pod of probe", "none");
    }

    @Test
    void anInstanceThatIsNotReadyIsNone() {
        cluster.pod("probe-a", pod -> pod.ready(null));

        judge(whole()).cannotTell("of the probe: a");
    }

    @Test
    void anInstanceLeftOnCalicoMeasuresTheWrongNetwork() {
        cluster.pod("probe-b", pod -> pod.at("192.168.2.11"));

        judge(whole())
                .waits("1 of 2 instances count; not on Cilium: probe-b")
                .shows("Pod kube-system/probe-b", "status.podIPs", "192.168.2.11")
                .needs("delete pod probe-b");
    }

    @Test
    void onANodeThatHasNotMovedItIsRight() {
        cluster.node("b", node -> node.unlabelled(NodeDraft.LABEL)).pod("probe-b", pod -> pod.at("192.168.2.11"));

        judge(whole()).passes();
    }
}
