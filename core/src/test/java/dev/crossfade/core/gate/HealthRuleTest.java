package dev.crossfade.core.gate;

import dev.crossfade.core.observation.MetricsFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HealthRuleTest {

    private static final String OLD = "cilium_unreachable_nodes";
    private static final String OLD_ENDPOINTS = "cilium_unreachable_health_endpoints";
    private static final String NEW = "cilium_node_health_connectivity_status";

    private final HealthyCluster cluster = new HealthyCluster();
    private final Map<String, Reading<MetricsFact>> metrics = new HashMap<>();

    static Reading<MetricsFact> unreachable(double nodes) {
        return unreachable(nodes, 0);
    }

    private static Reading<MetricsFact> unreachable(double nodes, double endpoints) {
        return read(sample(OLD, Map.of(), nodes), sample(OLD_ENDPOINTS, Map.of(), endpoints));
    }

    /** The newer series, with the same of health endpoints as of nodes. */
    private static Reading<MetricsFact> alike(MetricsFact.Sample... ofNodes) {
        return read(Stream.of(ofNodes)
                .flatMap(
                        each -> Stream.of(each, status("endpoint", each.labels().get("status"), each.value())))
                .toArray(MetricsFact.Sample[]::new));
    }

    private static Reading<MetricsFact> read(MetricsFact.Sample... samples) {
        return new Reading.Read<>(new MetricsFact(List.of(samples)), HealthyCluster.NOW);
    }

    private static MetricsFact.Sample sample(String name, Map<String, String> labels, double value) {
        return new MetricsFact.Sample(name, labels, value);
    }

    private static MetricsFact.Sample status(String status, double value) {
        return status("node", status, value);
    }

    private static MetricsFact.Sample status(String type, String status, double value) {
        return sample(NEW, Map.of("type", type, "status", status), value);
    }

    private Said judge(Reading<MetricsFact> a, Reading<MetricsFact> b) {
        metrics.put("a", a);
        metrics.put("b", b);
        return judge();
    }

    private Said judge() {
        return cluster.answer(new Question.AgentMetrics(), Map.copyOf(metrics))
                .judge(new HealthRule(HealthyCluster.BEFORE));
    }

    @Test
    void allReachAllPasses() {
        judge(unreachable(0), unreachable(0))
                .passes("2 of 2 agents reach 2 of 2 nodes")
                .shows("agent on a", OLD, "0; health endpoints 0")
                .since(HealthyCluster.BEFORE);
    }

    @Test
    void oneThatDoesNotReachOneFails() {
        judge(unreachable(0), unreachable(1))
                .fails("1 of 2 agents reach all nodes", "b does not reach 1")
                .doesNotBlame("a does not")
                .shows("agent on b", OLD, "1; health endpoints 0");
    }

    /** Agents count a node that went as lost until their next round: twice 66 s of two nodes. */
    @Test
    void aNodeThatGoesIsNamedAndGivenTwoRounds() {
        cluster.node("a", node -> node.condition("Ready", "Unknown", "NodeStatusUnknown"));

        judge(unreachable(0), unreachable(1))
                .fails("b does not reach 1; not Ready: a")
                .tolerated(Duration.ofSeconds(132));
    }

    /** Asked in turn, an agent may have told it a while ago, but not of another phase. */
    @Test
    void whatWasToldBeforeTheMergeSaysNothing() {
        Reading<MetricsFact> before =
                new Reading.Read<>(unreachable(0).got().orElseThrow(), HealthyCluster.BEFORE.minusSeconds(1));

        judge(unreachable(0), before)
                .cannotTell(
                        "1 of 2 agents do not say whom they reach: b (told at " + before.at() + ", before the merge)");

        Reading<MetricsFact> since = new Reading.Read<>(unreachable(0).got().orElseThrow(), HealthyCluster.BEFORE);

        judge(unreachable(0), since).passes("asked one after the other, b the longest ago");
    }

    @Test
    void theSeriesOfNewerAgentsCountsTheSame() {
        Reading<MetricsFact> well = alike(status("reachable", 2), status("unreachable", 0));

        judge(well, well).passes();
        judge(well, alike(status("reachable", 1), status("unreachable", 1)))
                .fails("b does not reach 1 and 1 health endpoint");
    }

    /** An agent that has just started has tried nobody, and has lost nobody. */
    @Test
    void whoHasNotTriedAllIsWaitedFor() {
        Reading<MetricsFact> well = alike(status("reachable", 2), status("unreachable", 0));

        judge(well, alike(status("reachable", 0), status("unreachable", 0)))
                .waits(
                        "1 of 2 agents have not reached 2 nodes yet",
                        "b (0 reachable, 0 unreachable; health endpoints 0 reachable, 0 unreachable)")
                .shows("agent on b", NEW, "0 reachable, 0 unreachable; health endpoints 0 reachable, 0 unreachable");
        judge(well, alike(status("reachable", 2), status("unreachable", 0), status("unknown", 1)))
                .waits(
                        "b (2 reachable, 0 unreachable, 1 unknown; health endpoints 2 reachable, 0 unreachable, 1 unknown)");
    }

    /** The newer series says more; the older one is zero from the start. */
    @Test
    void theNewerSeriesCountsWhereBothAreThere() {
        Reading<MetricsFact> both = read(
                sample(OLD, Map.of(), 0),
                sample(OLD_ENDPOINTS, Map.of(), 0),
                status("reachable", 1),
                status("unreachable", 0),
                status("endpoint", "reachable", 1),
                status("endpoint", "unreachable", 0));

        judge(both, both).waits("2 of 2 agents have not reached 2 nodes yet");
    }

    /** A node may have several addresses, and each counts. */
    @Test
    void moreAddressesThanNodesPass() {
        Reading<MetricsFact> well = alike(status("reachable", 4), status("unreachable", 0), status("unknown", 0));

        judge(well, well)
                .passes()
                .shows("agent on a", NEW, "4 reachable, 0 unreachable; health endpoints 4 reachable, 0 unreachable");
    }

    /** Two rounds of two nodes: twice 66 s. */
    @Test
    void theOlderSeriesIsBelievedAfterTwoRounds() {
        started(130);
        judge(unreachable(0), unreachable(0)).waits("two rounds of 2 nodes end at");

        started(133);
        judge(unreachable(0), unreachable(0)).passes();
    }

    private void started(int secondsAgo) {
        Instant time = HealthyCluster.NOW.minusSeconds(secondsAgo);
        cluster.pod("cilium-b", pod -> pod.created(time).started(time).ready(time));
    }

    @Test
    void whatIsNoCountIsNotBelieved() {
        judge(unreachable(0), unreachable(Double.NaN)).cannotTell("b (no series");
        judge(unreachable(0), unreachable(-1)).cannotTell("b (no series");
    }

    /** While nothing is to be decided agents are asked one after the other. */
    @Test
    void whatWasToldLongAgoIsSaid() {
        Reading<MetricsFact> old =
                new Reading.Read<>(unreachable(0).got().orElseThrow(), HealthyCluster.NOW.minusSeconds(3600));

        judge(unreachable(0), old).passes("asked one after the other, b the longest ago");
    }

    @Test
    void halfOfTheNewerSeriesSaysNothing() {
        judge(unreachable(0), alike(status("reachable", 2))).cannotTell("b (no series");
        judge(unreachable(0), alike(status("unreachable", 0))).cannotTell("b (no series");
    }

    /** Nodes answer by their own addresses, which says nothing of the tunnel; health endpoints by pods' addresses. */
    @Test
    void aClosedTunnelFailsWhereEveryNodeAnswers() {
        judge(unreachable(0), unreachable(0, 1))
                .fails("1 of 2 agents reach all nodes", "b does not reach 1 health endpoint")
                .shows("agent on b", OLD, "0; health endpoints 1")
                .needs("the tunnel's port");

        Reading<MetricsFact> well = alike(status("reachable", 2), status("unreachable", 0));
        Reading<MetricsFact> closed = read(
                status("reachable", 2),
                status("unreachable", 0),
                status("endpoint", "reachable", 1),
                status("endpoint", "unreachable", 2));
        judge(well, closed).fails("b does not reach 2 health endpoints");
        judge(well, alike(status("reachable", 1), status("unreachable", 1)))
                .fails("b does not reach 1 and 1 health endpoint");
    }

    @Test
    void endpointsThatWereNotTriedAreWaitedFor() {
        Reading<MetricsFact> well = alike(status("reachable", 2), status("unreachable", 0));

        judge(
                        well,
                        read(
                                status("reachable", 2),
                                status("unreachable", 0),
                                status("endpoint", "reachable", 1),
                                status("endpoint", "unreachable", 0)))
                .waits("b (2 reachable, 0 unreachable; health endpoints 1 reachable, 0 unreachable)");
    }

    @Test
    void nodesAloneSayNothing() {
        judge(unreachable(0), read(sample(OLD, Map.of(), 0))).cannotTell("b (no series");
        judge(unreachable(0), read(status("reachable", 2), status("unreachable", 0)))
                .cannotTell("b (no series");
    }

    /** No series is not zero. */
    @Test
    void oneThatSaysNothingCannotBeTold() {
        judge(unreachable(0), read()).cannotTell("1 of 2 agents do not say whom they reach: b (no series " + OLD);
        judge(unreachable(0), new Reading.Unread<>("connection refused", HealthyCluster.NOW))
                .cannotTell("b (connection refused)");
        metrics.remove("b");
        judge().cannotTell("b (not asked)");
    }

    @Test
    void whatIsApartCountsMoreThanWhatIsSilent() {
        judge(unreachable(2), read()).fails("a does not reach 2");
    }

    @Test
    void agentsThatDoNotRunComeFirst() {
        cluster.withoutPod("cilium-a");

        judge(unreachable(0), unreachable(0)).waits("without: a");
    }
}
