package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Finding;
import dev.crossfade.core.observation.Grouped;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.MetricsFact;
import dev.crossfade.core.observation.MetricsFact.Sample;
import dev.crossfade.core.observation.NodeFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.observation.Same;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every Cilium agent reaches every node, and the health endpoint of every node, by ICMP and HTTP. A node answers by its own
 * address, and an endpoint by a pod's: only that shows that the tunnel passes. An agent tries them all as it starts, and again every
 * 60 s and more.
 *
 * <p>A series that is missing is unknown, never zero. The series of older agents counts what is lost and nothing else, and is zero
 * before an agent has tried anybody: so two rounds must have passed since the newest one started. The newer series counts what is
 * reached, too, by address: a node has one and more. A node that went is counted as lost until the next round.
 *
 * <p>While nothing but a person is waited for agents are asked in turn, so what one told may be older than a look; never older than
 * the merge, which it can say nothing of.
 *
 * @param merged when the phase was merged
 */
public record HealthRule(Instant merged) implements Rule {

    /** Up to 1.18 by documentation (cilium, Documentation/observability/metrics.rst). */
    private static final String UNREACHABLE = "cilium_unreachable_nodes";

    /** Told together with it (cilium, pkg/metrics/status.go). */
    private static final String UNREACHABLE_ENDPOINTS = "cilium_unreachable_health_endpoints";

    /**
     * From 1.17 (cilium, 1.17 upgrade notes; pkg/health/server/server.go, collectNodeConnectivityMetrics): a node without a health
     * endpoint is counted under neither type.
     */
    private static final String CONNECTIVITY = "cilium_node_health_connectivity_status";

    /** All that is to be kept of what an agent measures: one of them has some thousand series. */
    public static final Set<String> SERIES = Set.of(UNREACHABLE, UNREACHABLE_ENDPOINTS, CONNECTIVITY);

    /** Of a cluster of a few nodes; grows with the logarithm of their number (cilium, pkg/backoff, ClusterSizeDependantInterval). */
    private static final double ROUND_SECONDS = 60;

    private static final Need LOOK = Need.of(
            "An agent says of each path what became of it. Nodes that are missing: TCP 4240 and ICMP echo between nodes. Health"
                    + " endpoints alone: the tunnel's port, or a policy that selects every endpoint and does not allow"
                    + " reserved:health.",
            "kubectl -n kube-system exec ds/cilium -c cilium-agent -- cilium-health status");

    @Override
    public Set<Question<?>> asks() {
        Set<Question<?>> asks = new HashSet<>(AgentsRule.AGENTS.asks());
        asks.add(new Question.AgentMetrics());
        return asks;
    }

    @Override
    public Judgement judge(Look look) {
        Judgement agents = AgentsRule.AGENTS.judge(look);
        return agents.verdict() != Verdict.PASSED
                ? agents
                : Asked.of(
                        look,
                        new Question.Nodes(),
                        "the nodes",
                        nodes -> Asked.of(
                                look,
                                new Question.AgentMetrics(),
                                "the agents' metrics",
                                metrics -> judge(look.at(), DaemonSetRule.linux(nodes), metrics, agents)));
    }

    /** Paths of one type, by what became of them. */
    private record Paths(double reached, double lost, double untried) {

        boolean all(int nodes) {
            return untried == 0 && reached >= nodes;
        }

        String words() {
            return (long) reached + " reachable, " + (long) lost + " unreachable"
                    + (untried > 0 ? ", " + (long) untried + " unknown" : "");
        }
    }

    /** What a scrape has of either series; looked for once, as every look asks every agent. */
    private record Scrape(String series, Paths hosts, Paths endpoints) {

        private static final Found FOUND = new Found();

        static Optional<Scrape> of(MetricsFact metrics) {
            return metrics.find(FOUND);
        }

        private record Found() implements Finding<Sample, Optional<Scrape>> {
            @Override
            public Optional<Scrape> in(List<Sample> samples) {
                return newer(samples).or(() -> older(samples));
            }
        }

        private static Optional<Scrape> newer(List<Sample> samples) {
            return paths(samples, "node")
                    .flatMap(hosts ->
                            paths(samples, "endpoint").map(endpoints -> new Scrape(CONNECTIVITY, hosts, endpoints)));
        }

        private static Optional<Paths> paths(List<Sample> samples, String type) {
            OptionalDouble reached = count(samples, CONNECTIVITY, Map.of("type", type, "status", "reachable"));
            OptionalDouble lost = count(samples, CONNECTIVITY, Map.of("type", type, "status", "unreachable"));
            OptionalDouble untried = count(samples, CONNECTIVITY, Map.of("type", type, "status", "unknown"));
            return reached.isEmpty() || lost.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Paths(reached.getAsDouble(), lost.getAsDouble(), untried.orElse(0)));
        }

        private static Optional<Scrape> older(List<Sample> samples) {
            OptionalDouble lost = count(samples, UNREACHABLE, Map.of());
            OptionalDouble unmet = count(samples, UNREACHABLE_ENDPOINTS, Map.of());
            return lost.isEmpty() || unmet.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Scrape(
                            UNREACHABLE, new Paths(0, lost.getAsDouble(), 0), new Paths(0, unmet.getAsDouble(), 0)));
        }

        /** Nothing for what is no count. */
        private static OptionalDouble count(List<Sample> samples, String series, Map<String, String> labels) {
            return samples.stream()
                    .filter(sample -> sample.isOf(series, labels))
                    .findFirst()
                    .filter(sample -> sample.value() >= 0)
                    .map(sample -> OptionalDouble.of(sample.value()))
                    .orElse(OptionalDouble.empty());
        }

        boolean isOld() {
            return series.equals(UNREACHABLE);
        }

        /** In its own words. */
        String words() {
            return isOld()
                    ? (long) hosts.lost() + "; health endpoints " + (long) endpoints.lost()
                    : hosts.words() + "; health endpoints " + endpoints.words();
        }
    }

    /** What one agent says; what it has not tried is neither lost nor reached. */
    private record Told(String node, Instant at, Scrape scrape) {

        static Optional<Told> of(String node, Reading<MetricsFact> reading) {
            return reading instanceof Reading.Read<MetricsFact> read
                    ? Scrape.of(read.value()).map(scrape -> new Told(node, read.at(), scrape))
                    : Optional.empty();
        }

        boolean isOld() {
            return scrape.isOld();
        }

        /** The older series says nothing of what is reached. */
        boolean all(int nodes) {
            return isOld() || (scrape.hosts().all(nodes) && scrape.endpoints().all(nodes));
        }

        boolean isApart() {
            return scrape.hosts().lost() > 0 || scrape.endpoints().lost() > 0;
        }

        /** Whom it does not reach: nodes or addresses of nodes, and health endpoints or addresses of them. */
        String missed() {
            long lost = (long) scrape.hosts().lost();
            long unmet = (long) scrape.endpoints().lost();
            String endpoints = unmet + " health endpoint" + (unmet == 1 ? "" : "s");
            return lost == 0 ? endpoints : lost + (unmet == 0 ? "" : " and " + endpoints);
        }

        /** Without a time: when it was told says nothing about since when it is so. */
        Evidence evidence() {
            return new Evidence("agent on " + node, scrape.series(), scrape.words(), null);
        }
    }

    /**
     * What all of the agents say.
     *
     * @param untold nodes whose agent does not, with the reason
     * @param apart those that do not reach somebody
     * @param behind those that have not tried all of them
     * @param old whether one tells the older series
     * @param oldest who told it the longest ago
     */
    private record Heard(
            List<String> untold, List<Told> apart, List<Told> behind, boolean old, Optional<Told> oldest) {}

    /** Compared once, until an agent tells something or a node is another one. */
    private record Hearing(Instant merged, Same<Map<String, Reading<MetricsFact>>> metrics)
            implements Finding<NodeFact, Heard> {
        @Override
        public Heard in(List<NodeFact> nodes) {
            List<String> untold = new ArrayList<>();
            List<Told> all = new ArrayList<>();
            for (NodeFact node : nodes) {
                Reading<MetricsFact> reading = metrics.it().get(node.name());
                Optional.ofNullable(reading)
                        .filter(read -> !read.at().isBefore(merged))
                        .flatMap(read -> Told.of(node.name(), read))
                        .ifPresentOrElse(all::add, () -> untold.add(node.name() + why(reading, merged)));
            }
            return new Heard(
                    untold,
                    all.stream().filter(Told::isApart).toList(),
                    all.stream().filter(told -> !told.all(nodes.size())).toList(),
                    all.stream().anyMatch(Told::isOld),
                    all.stream().min(Comparator.comparing(Told::at)));
        }

        @Override
        public Object place() {
            return List.of(Hearing.class, merged);
        }
    }

    private Judgement judge(
            Instant now, List<NodeFact> nodes, Map<String, Reading<MetricsFact>> metrics, Judgement agents) {
        Heard heard = Grouped.whole(nodes).find(new Hearing(merged, new Same<>(metrics)));
        List<Told> apart = heard.apart();
        if (!apart.isEmpty()) {
            return Judgement.failed(
                            Words.of(nodes.size() - apart.size(), nodes.size(), "agents reach all nodes; ")
                                    + Words.list(apart.stream()
                                            .map(told -> told.node() + " does not reach " + told.missed())
                                            .toList()),
                            apart.stream().map(Told::evidence).toList())
                    .needing(LOOK)
                    .tolerated(Duration.ofSeconds(rounds(nodes.size())), GoingNodes.words(nodes));
        }
        List<String> untold = heard.untold();
        if (!untold.isEmpty()) {
            return Judgement.unknown(
                    Words.of(untold.size(), nodes.size(), "agents do not say whom they reach: ") + Words.list(untold));
        }
        return tried(now, nodes.size(), heard, agents);
    }

    private static Judgement tried(Instant now, int nodes, Heard heard, Judgement agents) {
        List<Told> behind = heard.behind();
        if (!behind.isEmpty()) {
            return Judgement.waiting(
                    Words.of(behind.size(), nodes, "agents have not reached " + nodes + " nodes yet: ")
                            + Words.list(behind.stream()
                                    .map(told ->
                                            told.node() + " (" + told.scrape().words() + ")")
                                    .toList()),
                    behind.stream().map(Told::evidence).toList());
        }
        Instant tried = Objects.requireNonNullElse(agents.since(), Instant.MIN).plusSeconds(rounds(nodes));
        if (heard.old() && tried.isAfter(now)) {
            return Judgement.waiting(
                    "the newest agent started at " + agents.since() + "; two rounds of " + nodes + " nodes end at "
                            + tried,
                    List.of());
        }
        Told oldest = heard.oldest().orElseThrow();
        String turn = oldest.at().plus(Look.STALE).isBefore(now)
                ? "; asked one after the other, " + oldest.node() + " the longest ago"
                : "";
        return Judgement.passed(
                        Words.of(
                                        nodes,
                                        nodes,
                                        "agents reach " + nodes + " of " + nodes + " nodes and their health endpoints")
                                + turn,
                        List.of(oldest.evidence()))
                .since(agents.since());
    }

    /** Seconds that two rounds take. */
    private static long rounds(int nodes) {
        return Math.round(2 * ROUND_SECONDS * Math.max(1, Math.log1p(nodes)));
    }

    private static String why(@Nullable Reading<MetricsFact> reading, Instant merged) {
        if (reading == null) {
            return " (not asked)";
        }
        if (reading.at().isBefore(merged)) {
            return " (told at " + reading.at() + ", before the merge)";
        }
        return reading instanceof Reading.Unread<MetricsFact> unread
                ? " (" + unread.why() + ")"
                : " (no series " + UNREACHABLE + " with " + UNREACHABLE_ENDPOINTS + ", or " + CONNECTIVITY
                        + " of both types)";
    }
}
