package dev.crossfade.core.gate;

import static dev.crossfade.core.gate.HealthyCluster.BEFORE;
import static dev.crossfade.core.gate.HealthyCluster.MERGED;
import static dev.crossfade.core.gate.HealthyCluster.NOW;

import dev.crossfade.core.observation.Condition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NodesRuleTest {

    private static final NodeCheck LABELLED = new NodeCheck.Labelled(NodeDraft.LABEL);
    private static final NodeCheck UNLABELLED = new NodeCheck.Unlabelled(NodeDraft.LABEL);
    private static final NodeCheck UP = new NodeCheck.NetworkUp(Set.of("CiliumIsUp"));
    private static final NodeCheck UNTAINTED = new NodeCheck.Untainted("node.cilium.io/agent-not-ready");
    private static final NodeCheck YOUNG = new NodeCheck.YoungerThan(MERGED);

    private final HealthyCluster cluster = new HealthyCluster();

    private static NodesRule all(NodeCheck... checks) {
        return NodesRule.each(new NodeSelection.All(), checks);
    }

    /** A check, how to break it on one node, what is said then, and what was read. */
    static Stream<Arguments> faults() {
        return Stream.concat(ofLabelAndReadiness(), ofNetworkAndAge());
    }

    private static Stream<Arguments> ofLabelAndReadiness() {
        return Stream.of(
                fault(LABELLED, node -> node.unlabelled(NodeDraft.LABEL), "lacks " + NodeDraft.LABEL + "=true", "none"),
                fault(
                        LABELLED,
                        node -> node.label(NodeDraft.LABEL, "false"),
                        "lacks " + NodeDraft.LABEL + "=true",
                        "false"),
                fault(
                        new NodeCheck.Ready(),
                        node -> node.condition("Ready", "False", "Down"),
                        "is not Ready (False)",
                        "False (Down)"),
                fault(
                        new NodeCheck.Ready(),
                        node -> node.condition("Ready", "Unknown", "Lost"),
                        "is not Ready (Unknown)",
                        "Unknown (Lost)"),
                fault(new NodeCheck.Ready(), node -> node.without("Ready"), "is not Ready (no condition)", "none"));
    }

    private static Stream<Arguments> ofNetworkAndAge() {
        return Stream.of(
                fault(
                        UP,
                        node -> node.condition("NetworkUnavailable", "True", "CalicoIsDown"),
                        "has NetworkUnavailable True (CalicoIsDown)",
                        "True (CalicoIsDown)"),
                fault(
                        UP,
                        node -> node.condition("NetworkUnavailable", "False", "CalicoIsUp"),
                        "has NetworkUnavailable False (CalicoIsUp)",
                        "False (CalicoIsUp)"),
                fault(UP, node -> node.without("NetworkUnavailable"), "has NetworkUnavailable not set", "none"),
                fault(
                        UNTAINTED,
                        node -> node.taint("node.cilium.io/agent-not-ready=true:NoExecute"),
                        "has taint node.cilium.io/agent-not-ready=true:NoExecute",
                        "node.cilium.io/agent-not-ready=true:NoExecute"),
                fault(
                        UNTAINTED,
                        node -> node.taint("node.cilium.io/agent-not-ready:NoSchedule"),
                        "has taint node.cilium.io/agent-not-ready:NoSchedule",
                        "node.cilium.io/agent-not-ready:NoSchedule"),
                fault(
                        YOUNG,
                        node -> node.created(MERGED),
                        "is from " + MERGED + ", before " + MERGED,
                        MERGED.toString()));
    }

    private static Arguments fault(NodeCheck check, Consumer<NodeDraft> spoil, String said, String read) {
        return Arguments.of(check, spoil, said, read);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void oneNodeOfManyIsEnough(NodeCheck check, Consumer<NodeDraft> spoil, String said, String read) {
        cluster.eachNode(node -> node.created(NOW));
        cluster.judge(all(check)).passes("all 2 nodes");

        cluster.node("b", spoil);

        Said judged = cluster.judge(all(check))
                .waits("1 of 2 nodes are there: b " + said)
                .doesNotBlame("a " + said);
        org.assertj.core.api.Assertions.assertThat(judged.judgement().evidence())
                .singleElement()
                .satisfies(each -> org.assertj.core.api.Assertions.assertThat(each.object() + " " + each.value())
                        .isEqualTo("Node b " + read));
    }

    @Test
    void aLabelOfAnyValueIsOneTooMany() {
        cluster.node("a", node -> node.unlabelled(NodeDraft.LABEL))
                .node("b", node -> node.label(NodeDraft.LABEL, "false"));

        cluster.judge(all(UNLABELLED)).waits("b carries " + NodeDraft.LABEL + "=false");
    }

    @Test
    void otherTaintsKeepNobodyAway() {
        cluster.node("b", node -> node.taint("node.cilium.io/agent-not-ready-yet=true:NoExecute"));

        cluster.judge(all(UNTAINTED)).passes();
    }

    @Test
    void allFaultsOfANodeAreSaid() {
        cluster.node("b", node -> node.unlabelled(NodeDraft.LABEL).condition("Ready", "False", "Down"));

        cluster.judge(all(LABELLED, new NodeCheck.Ready()))
                .waits("b lacks " + NodeDraft.LABEL + "=true and is not Ready (False)");
    }

    /** For a pass the newest node stands for all. */
    @Test
    void theNewestNodeCounts() {
        cluster.node("a", node -> node.created(NOW.minusSeconds(50)));

        cluster.judge(all(LABELLED))
                .passes("all 2 nodes")
                .shows("Node a", "metadata.labels[" + NodeDraft.LABEL + "]", "true")
                .since(NOW.minusSeconds(50));
    }

    @Test
    void whereNothingMendsItAFaultFails() {
        NodesRule rule = new NodesRule(new NodeSelection.All(), true, List.of(UNLABELLED), Verdict.FAILED);

        cluster.judge(rule)
                .fails("a carries", "b carries")
                .needs(
                        "[a, carries " + NodeDraft.LABEL + "=true]",
                        "[b, carries",
                        "take the label off before its agent restarts",
                        "kubectl describe node a");
    }

    /** A node that boots or moves comes right by itself, and one that has to move is for its owners. */
    @Test
    void aNodeThatIsOnItsWayNeedsNobody() {
        Condition down = new Condition("Ready", "False", "Down", "", NOW.minusSeconds(600));
        cluster.node("b", node -> node.condition(down));
        cluster.judge(all(new NodeCheck.Ready())).waits("b is not Ready").needsNobody();

        cluster.node("b", node -> node.without("Ready").created(NOW.minusSeconds(600)));
        cluster.judge(all(new NodeCheck.Ready(), UP)).waits("b is not Ready").needsNobody();

        cluster.node(
                "a", node -> node.unlabelled(NodeDraft.LABEL).taint("node.cilium.io/agent-not-ready=true:NoExecute"));
        cluster.judge(all(LABELLED, UNTAINTED, YOUNG)).waits("a lacks").needsNobody();
    }

    @Test
    void aNodeThatIsDownForLongIsToBeLookedInto() {
        cluster.node(
                "b",
                node -> node.condition("Ready", "Unknown", "NodeStatusUnknown")
                        .taint("node.cilium.io/agent-not-ready=true:NoExecute"));
        cluster.node("a", node -> node.taint("node.cilium.io/agent-not-ready=true:NoExecute"));
        cluster.judge(all(new NodeCheck.Ready(), UNTAINTED))
                .waits("0 of 2 nodes")
                .needs(
                        "[[NODE, WHAT IS WRONG], [b, is not Ready (Unknown) and has taint",
                        "mend or replace it",
                        "kubectl describe node b");

        cluster.node("a", node -> node.condition("NetworkUnavailable", "True", "CalicoIsDown"));
        cluster.judge(all(UP)).waits("a has NetworkUnavailable").needs("cilium-operator", "kubectl describe node a");

        cluster.node("a", node -> node.without("NetworkUnavailable"));
        cluster.judge(all(UP)).waits("not set").needs("kubectl describe node a");
    }

    @Test
    void noNodeOfASelectionWaitsOrIsFine() {
        NodeSelection pool = new NodeSelection.Matching(Map.of("pool", "none"));

        cluster.judge(NodesRule.each(pool, LABELLED))
                .waits("there are no nodes with pool=none")
                .shows("Nodes", "items", "0 of 2 are nodes with pool=none");
        cluster.judge(new NodesRule(pool, false, List.of(LABELLED), Verdict.WAITING))
                .passes("there are no nodes with pool=none");
    }

    @Test
    void aClusterWithoutNodesCannotBe() {
        cluster.withoutNode("a").withoutNode("b");

        cluster.judge(all(LABELLED)).cannotTell("it has no node");
        cluster.judge(new NodesRule(new NodeSelection.All(), false, List.of(LABELLED), Verdict.WAITING))
                .cannotTell("it has no node");
    }

    /** A selection, how a node leaves it, and its words. */
    static Stream<Arguments> selections() {
        return Stream.of(
                selection(new NodeSelection.All(), node -> node.label("kubernetes.io/os", "windows"), "nodes"),
                selection(
                        new NodeSelection.Matching(Map.of("pool", "kafka")),
                        node -> node.label("pool", "other"),
                        "nodes with pool=kafka"),
                selection(
                        new NodeSelection.Migrated(NodeDraft.LABEL),
                        node -> node.label(NodeDraft.LABEL, "false"),
                        "labelled nodes"),
                selection(
                        new NodeSelection.From(MERGED),
                        node -> node.created(MERGED.plusSeconds(1)),
                        "nodes from before " + MERGED),
                selection(
                        new NodeSelection.Either("pool", Set.of("kafka", "web")),
                        node -> node.unlabelled("pool"),
                        "nodes with pool=kafka|web"));
    }

    private static Arguments selection(NodeSelection selection, Consumer<NodeDraft> leave, String words) {
        return Arguments.of(selection, leave, words);
    }

    @ParameterizedTest
    @MethodSource("selections")
    void aSelectionTakesWhatItSays(NodeSelection selection, Consumer<NodeDraft> leave, String words) {
        NodesRule rule = NodesRule.each(selection, new NodeCheck.Ready());
        cluster.judge(rule).passes("all 2 " + words);

        cluster.node("b", leave).node("b", node -> node.condition("Ready", "False", "Down"));

        cluster.judge(rule).passes("all 1 " + words);
    }

    @Test
    void rebootedMeansThatEveryContainerIsNew() {
        RebootedRule rule = new RebootedRule(new NodeSelection.All(), MERGED);
        List.of("cilium", "calico-node", "probe", "app", "coredns")
                .forEach(name ->
                        cluster.pod(name + "-a", pod -> pod.started(NOW)).pod(name + "-b", pod -> pod.started(NOW)));
        cluster.judge(rule)
                .passes("all 2 nodes were rebooted or made since " + MERGED
                        + ", inferred from the starts of their containers")
                .shows("Node b", "oldest container on it (boot id boot-b)", NOW)
                .since(NOW);

        cluster.pod("app-b", pod -> pod.started(BEFORE));
        cluster.judge(rule)
                .waits("1 of 2 nodes", "b runs a container from " + BEFORE)
                .doesNotBlame("a runs")
                .shows("Node b", "oldest container on it (boot id boot-b)", BEFORE)
                .needs(
                        "[[NODE, BOOT ID, OLDEST CONTAINER], [b, boot-b, " + BEFORE + "]]",
                        "inferred from the starts of its containers",
                        "part 5 of runbook.md",
                        "BOOT:.status.nodeInfo.bootID");

        cluster.node("b", node -> node.created(MERGED.plusSeconds(1)));
        cluster.judge(rule).passes();
    }

    @Test
    void aNodeOnWhichNothingRunsHasNotShownIt() {
        RebootedRule rule = new RebootedRule(new NodeSelection.Matching(Map.of("pool", "empty")), MERGED);
        cluster.judge(rule).waits("there are no nodes with pool=empty");

        cluster.add(new NodeDraft("c", "10.0.0.3", "zone-1").label("pool", "empty"));
        cluster.judge(rule).waits("c runs a container from no known time");
    }

    @Test
    void theFirstNodesOfEveryZoneCarryDns() {
        FirstNodesRule rule = first(1);
        cluster.pod("coredns-b", pod -> pod.ready(NOW));
        cluster.judge(rule)
                .passes("2 first nodes are good and carry 2 CoreDNS pods")
                .shows("Node a", "topology.kubernetes.io/zone", "zone-1")
                .since(NOW);

        cluster.node("b", node -> node.condition("Ready", "False", "Down"));
        cluster.judge(rule)
                .waits("zone zone-2 has 0 of 1")
                .doesNotBlame("zone-1 has")
                .needsNobody();
    }

    /** Until somebody makes or moves one nothing happens there; a machine that has just come is on its way. */
    @Test
    void aZoneInWhichNobodyMovesANodeIsNamed() {
        cluster.node("b", node -> node.unlabelled(NodeDraft.LABEL));
        cluster.judge(first(1))
                .waits("zone zone-2 has 0 of 1")
                .needs(
                        "zone zone-2 has 0 of 1",
                        "part 2 of runbook.md",
                        "-L topology.kubernetes.io/zone," + NodeDraft.LABEL);

        cluster.node("b", node -> node.created(NOW.minusSeconds(600)));
        cluster.judge(first(1)).waits("zone zone-2 has 0 of 1").needsNobody();
    }

    private static FirstNodesRule first(int perZone) {
        return new FirstNodesRule(
                perZone,
                new NodeSelection.Migrated(NodeDraft.LABEL),
                List.of(new NodeCheck.Ready()),
                HealthyCluster.CILIUM);
    }

    @Test
    void aZoneOfOneNodeCannotHaveTwo() {
        cluster.judge(first(2)).passes();
        cluster.add(new NodeDraft("c", "10.0.0.3", "zone-2").unlabelled(NodeDraft.LABEL));
        cluster.judge(first(2)).waits("zone zone-2 has 1 of 2").doesNotBlame("zone-1 has");

        cluster.node("a", node -> node.unlabelled(NodeDraft.LABEL));
        cluster.judge(first(2)).waits("zone zone-1 has 0 of 1, zone zone-2 has 1 of 2");
    }

    @Test
    void dnsThatIsLeftOrElsewhereDoesNotCount() {
        cluster.pod("coredns-b", pod -> pod.at("192.168.2.3"));
        cluster.judge(first(1)).waits("carry 1 of 2 CoreDNS pods with an address of 10.245.0.0/16");

        cluster.pod("coredns-b", pod -> pod.at("10.245.2.3").ready(null));
        cluster.judge(first(1)).waits("carry 1 of 2").needsNobody();
    }

    /** Neither comes by itself: a second CoreDNS, nor one that stays where it is. */
    @Test
    void dnsThatNobodyMovesIsToBeMoved() {
        cluster.add(new NodeDraft("c", "10.0.0.3", "zone-2").unlabelled(NodeDraft.LABEL))
                .pod("coredns-b", pod -> pod.on("c").at("192.168.2.3"));
        cluster.judge(first(1))
                .waits("carry 1 of 2 CoreDNS pods")
                .needs("coredns-b on c", "part 2 of runbook.md", "get pods -l k8s-app=kube-dns -o wide");

        cluster.withoutPod("coredns-b");
        cluster.judge(first(1))
                .waits("carry 1 of 2 CoreDNS pods")
                .needs("has 1 of 2 CoreDNS pods", "kubectl -n kube-system scale deployment/coredns --replicas=2");
    }

    /** They come in the last wave: a label on one of them says nothing of the zone's workers. */
    @Test
    void aControlPlaneNodeIsNoFirstNode() {
        cluster.node("b", node -> node.unlabelled(NodeDraft.LABEL))
                .add(new NodeDraft("c", "10.0.0.3", "zone-2").label("node-role.kubernetes.io/control-plane", ""));

        cluster.judge(first(1)).waits("zone zone-2 has 0 of 1").doesNotBlame("zone-1 has");
    }

    @Test
    void controlPlanesAreNoWorkers() {
        cluster.eachNode(node -> node.label("node-role.kubernetes.io/control-plane", ""));
        cluster.judge(first(1)).cannotTell("it has no worker node");
    }
}
