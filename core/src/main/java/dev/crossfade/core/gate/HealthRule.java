package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.MetricsFact;
import dev.crossfade.core.observation.NodeFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Every Cilium agent reaches every node by ICMP and HTTP. Agents probe every 60 s and more; two rounds must have passed since the
 * newest agent started, which the gate's soak and {@code since} see to.
 *
 * <p>A series that is missing is unknown, never zero.
 */
public record HealthRule() implements Rule {

    /** Up to 1.18 by documentation (cilium, Documentation/observability/metrics.rst). */
    private static final String UNREACHABLE = "cilium_unreachable_nodes";

    /** From 1.17 (cilium, 1.17 upgrade notes). */
    private static final String CONNECTIVITY = "cilium_node_health_connectivity_status";

    /** All that is to be kept of what an agent measures: one of them has some thousand series. */
    public static final Set<String> SERIES = Set.of(UNREACHABLE, CONNECTIVITY);

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
                                metrics -> judge(DaemonSetRule.linux(nodes), metrics, agents)));
    }

    private static Judgement judge(List<NodeFact> nodes, Map<String, Reading<MetricsFact>> metrics, Judgement agents) {
        List<String> untold = new ArrayList<>();
        List<String> apart = new ArrayList<>();
        List<Evidence> evidence = new ArrayList<>();
        for (NodeFact node : nodes) {
            Reading<MetricsFact> reading = metrics.get(node.name());
            OptionalDouble unreachable = Optional.ofNullable(reading)
                    .flatMap(Reading::got)
                    .map(HealthRule::unreachable)
                    .orElse(OptionalDouble.empty());
            if (unreachable.isEmpty()) {
                untold.add(node.name() + why(reading));
            } else if (unreachable.getAsDouble() > 0) {
                apart.add(node.name() + " does not reach " + (long) unreachable.getAsDouble());
                evidence.add(new Evidence(
                        "agent on " + node.name(), UNREACHABLE, String.valueOf(unreachable.getAsDouble()), null));
            }
        }
        if (!apart.isEmpty()) {
            return Judgement.failed(
                    Words.of(nodes.size() - apart.size(), nodes.size(), "agents reach all nodes; ") + Words.list(apart),
                    evidence);
        }
        if (!untold.isEmpty()) {
            return Judgement.unknown(
                    Words.of(untold.size(), nodes.size(), "agents do not say whom they reach: ") + Words.list(untold));
        }
        return Judgement.passed(
                        Words.of(
                                nodes.size(),
                                nodes.size(),
                                "agents reach " + nodes.size() + " of " + nodes.size() + " nodes"),
                        List.of(new Evidence(nodes.size() + " agents", UNREACHABLE, "0", null)))
                .since(agents.since());
    }

    private static String why(@org.jspecify.annotations.Nullable Reading<MetricsFact> reading) {
        if (reading == null) {
            return " (not asked)";
        }
        return reading instanceof Reading.Unread<MetricsFact> unread
                ? " (" + unread.why() + ")"
                : " (no series " + UNREACHABLE + " or " + CONNECTIVITY + ")";
    }

    /** How many nodes the agent does not reach, where it says so. */
    private static OptionalDouble unreachable(MetricsFact metrics) {
        Optional<MetricsFact.Sample> old = metrics.one(UNREACHABLE, Map.of());
        if (old.isPresent()) {
            return OptionalDouble.of(old.get().value());
        }
        Optional<MetricsFact.Sample> reached = metrics.one(CONNECTIVITY, Map.of("type", "node", "status", "reachable"));
        Optional<MetricsFact.Sample> lost = metrics.one(CONNECTIVITY, Map.of("type", "node", "status", "unreachable"));
        return reached.isPresent() && lost.isPresent()
                ? OptionalDouble.of(lost.get().value())
                : OptionalDouble.empty();
    }
}
