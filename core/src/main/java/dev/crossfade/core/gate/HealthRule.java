package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.MetricsFact;
import dev.crossfade.core.observation.NodeFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
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
 * Every Cilium agent reaches every node by ICMP and HTTP. An agent tries them all as it starts, and again every 60 s and more.
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

    /** From 1.17 (cilium, 1.17 upgrade notes; pkg/health/server/server.go, collectNodeConnectivityMetrics). */
    private static final String CONNECTIVITY = "cilium_node_health_connectivity_status";

    private static final Map<String, String> REACHED = Map.of("type", "node", "status", "reachable");
    private static final Map<String, String> LOST = Map.of("type", "node", "status", "unreachable");
    private static final Map<String, String> UNTRIED = Map.of("type", "node", "status", "unknown");

    /** All that is to be kept of what an agent measures: one of them has some thousand series. */
    public static final Set<String> SERIES = Set.of(UNREACHABLE, CONNECTIVITY);

    /** Of a cluster of a few nodes; grows with the logarithm of their number (cilium, pkg/backoff, ClusterSizeDependantInterval). */
    private static final double ROUND_SECONDS = 60;

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

    /** What one agent says, in its own words; what it has not tried is neither lost nor reached. */
    private record Told(String node, Instant at, String series, String words, double lost, boolean all) {

        static Optional<Told> of(String node, Reading<MetricsFact> reading, int nodes) {
            return reading instanceof Reading.Read<MetricsFact> read
                    ? newer(node, read, nodes).or(() -> older(node, read))
                    : Optional.empty();
        }

        private static Optional<Told> newer(String node, Reading.Read<MetricsFact> read, int nodes) {
            OptionalDouble reached = count(read.value(), CONNECTIVITY, REACHED);
            OptionalDouble lost = count(read.value(), CONNECTIVITY, LOST);
            double untried = count(read.value(), CONNECTIVITY, UNTRIED).orElse(0);
            if (reached.isEmpty() || lost.isEmpty()) {
                return Optional.empty();
            }
            String words = (long) reached.getAsDouble() + " reachable, " + (long) lost.getAsDouble() + " unreachable"
                    + (untried > 0 ? ", " + (long) untried + " unknown" : "");
            boolean all = untried == 0 && reached.getAsDouble() >= nodes;
            return Optional.of(new Told(node, read.at(), CONNECTIVITY, words, lost.getAsDouble(), all));
        }

        private static Optional<Told> older(String node, Reading.Read<MetricsFact> read) {
            OptionalDouble lost = count(read.value(), UNREACHABLE, Map.of());
            return lost.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Told(
                            node,
                            read.at(),
                            UNREACHABLE,
                            String.valueOf((long) lost.getAsDouble()),
                            lost.getAsDouble(),
                            true));
        }

        /** Nothing for what is no count. */
        private static OptionalDouble count(MetricsFact metrics, String series, Map<String, String> labels) {
            return metrics.one(series, labels)
                    .map(MetricsFact.Sample::value)
                    .filter(value -> value >= 0)
                    .map(OptionalDouble::of)
                    .orElse(OptionalDouble.empty());
        }

        boolean isOld() {
            return series.equals(UNREACHABLE);
        }

        /** Without a time: when it was told says nothing about since when it is so. */
        Evidence evidence() {
            return new Evidence("agent on " + node, series, words, null);
        }
    }

    private Judgement judge(
            Instant now, List<NodeFact> nodes, Map<String, Reading<MetricsFact>> metrics, Judgement agents) {
        List<String> untold = new ArrayList<>();
        List<Told> all = new ArrayList<>();
        for (NodeFact node : nodes) {
            Reading<MetricsFact> reading = metrics.get(node.name());
            Optional.ofNullable(reading)
                    .filter(read -> !read.at().isBefore(merged))
                    .flatMap(read -> Told.of(node.name(), read, nodes.size()))
                    .ifPresentOrElse(all::add, () -> untold.add(node.name() + why(reading)));
        }
        List<Told> apart = all.stream().filter(told -> told.lost() > 0).toList();
        if (!apart.isEmpty()) {
            return Judgement.failed(
                            Words.of(nodes.size() - apart.size(), nodes.size(), "agents reach all nodes; ")
                                    + Words.list(apart.stream()
                                            .map(told -> told.node() + " does not reach " + (long) told.lost())
                                            .toList()),
                            apart.stream().map(Told::evidence).toList())
                    .tolerated(Duration.ofSeconds(rounds(nodes.size())), GoingNodes.words(nodes));
        }
        if (!untold.isEmpty()) {
            return Judgement.unknown(
                    Words.of(untold.size(), nodes.size(), "agents do not say whom they reach: ") + Words.list(untold));
        }
        return tried(now, nodes.size(), all, agents);
    }

    private static Judgement tried(Instant now, int nodes, List<Told> all, Judgement agents) {
        List<Told> behind = all.stream().filter(told -> !told.all()).toList();
        if (!behind.isEmpty()) {
            return Judgement.waiting(
                    Words.of(behind.size(), nodes, "agents have not reached " + nodes + " nodes yet: ")
                            + Words.list(behind.stream()
                                    .map(told -> told.node() + " (" + told.words() + ")")
                                    .toList()),
                    behind.stream().map(Told::evidence).toList());
        }
        Instant tried = Objects.requireNonNullElse(agents.since(), Instant.MIN).plusSeconds(rounds(nodes));
        if (all.stream().anyMatch(Told::isOld) && tried.isAfter(now)) {
            return Judgement.waiting(
                    "the newest agent started at " + agents.since() + "; two rounds of " + nodes + " nodes end at "
                            + tried,
                    List.of());
        }
        Told oldest = all.stream().min(Comparator.comparing(Told::at)).orElseThrow();
        String turn = oldest.at().plus(Look.STALE).isBefore(now)
                ? "; asked in turn while all was proved, " + oldest.node() + " the longest ago"
                : "";
        return Judgement.passed(
                        Words.of(nodes, nodes, "agents reach " + nodes + " of " + nodes + " nodes") + turn,
                        List.of(oldest.evidence()))
                .since(agents.since());
    }

    /** Seconds that two rounds take. */
    private static long rounds(int nodes) {
        return Math.round(2 * ROUND_SECONDS * Math.max(1, Math.log1p(nodes)));
    }

    private String why(@Nullable Reading<MetricsFact> reading) {
        if (reading == null) {
            return " (not asked)";
        }
        if (reading.at().isBefore(merged)) {
            return " (told at " + reading.at() + ", before the merge)";
        }
        return reading instanceof Reading.Unread<MetricsFact> unread
                ? " (" + unread.why() + ")"
                : " (no series " + UNREACHABLE + " or " + CONNECTIVITY + ")";
    }
}
