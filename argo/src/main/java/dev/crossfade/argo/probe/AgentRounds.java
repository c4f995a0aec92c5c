package dev.crossfade.argo.probe;

import dev.crossfade.argo.api.Answer;
import dev.crossfade.argo.api.UnreadableException;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.MetricsFact;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.report.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks the Cilium agents again and again: all of them while somebody looks closely, and a few in turn while nobody does. One a time
 * is enough to see a node that is cut off, for every agent tries every node (cilium, Documentation: cilium-health); that two nodes
 * do not reach each other is found when the turn is theirs. What an agent tells counts as it comes, and has an age of its own.
 */
public final class AgentRounds {

    /** Everybody's turn comes within this time; of 5,000 agents it takes two calls a minute. */
    private static final Duration TURN = Duration.ofDays(2);

    /** For a turn that takes longer, as the agents' list may not be read for a while. */
    private static final Duration LONGEST_TURN = TURN.plusHours(1);

    /** However long a round takes: what is older than this was not told while somebody looked closely. */
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(10);

    private final AgentMetrics agents;
    private final Duration rest;
    private final Map<String, Told> told = new HashMap<>();
    private @Nullable Known known;
    private long round;
    /** How long it took to ask all of them the last time. */
    private Duration lasted = Duration.ZERO;

    /** @param rest between two that are asked in turn */
    public AgentRounds(AgentMetrics agents, Duration rest) {
        this.agents = agents;
        this.rest = rest;
    }

    /** @param round in which it was asked */
    private record Told(PodFact agent, Reading<MetricsFact> reading, long round) {
        /** Nothing that a new container, or one that did not answer, has told. */
        boolean holds(PodFact now) {
            return reading instanceof Reading.Read<MetricsFact>
                    && agent.id().equals(now.id())
                    && agent.life().equals(now.life());
        }
    }

    /**
     * @param closely false where what an agent told earlier may stand, with the time that it was told at
     * @return by node
     */
    public Answer<Map<String, Reading<MetricsFact>>> ask(boolean closely) throws UnreadableException {
        Answer<List<PodFact>> running = agents.running();
        long now = begin(running.value());
        List<PodFact> wanted = closely ? oldestFirst(running.value()) : turn(running.value());
        long began = System.nanoTime();
        agents.ask(wanted, running.at(), (agent, reading) -> hear(new Told(agent, reading, now)));
        if (closely) {
            lasted(Duration.ofNanos(System.nanoTime() - began));
        }
        return new Answer<>(told(), running.at());
    }

    /** An agent that is gone has told nothing. */
    private synchronized long begin(List<PodFact> running) {
        Set<String> nodes = new HashSet<>();
        running.forEach(agent -> nodes.add(agent.node()));
        if (told.keySet().retainAll(nodes)) {
            known = null;
        }
        return ++round;
    }

    private synchronized void hear(Told answer) {
        told.put(answer.agent().node(), answer);
        known = null;
    }

    synchronized void lasted(Duration all) {
        lasted = all;
    }

    /** A round and a half: when the last has answered, the first still counts, and in a big cluster nothing is proved otherwise. */
    private synchronized Duration fresh() {
        Duration rounds = lasted.multipliedBy(3).dividedBy(2);
        Duration bounded = rounds.compareTo(LONGEST_ROUND) < 0 ? rounds : LONGEST_ROUND;
        return bounded.compareTo(Look.STALE) < 0 ? Look.STALE : bounded;
    }

    private synchronized Map<String, Reading<MetricsFact>> told() {
        Map<String, Reading<MetricsFact>> readings = new HashMap<>();
        told.forEach((node, each) -> readings.put(node, each.reading()));
        return readings;
    }

    /**
     * What the agents have told by now, by node; what is too old is none any more. The same map until that changes.
     *
     * @param closely false where what was told in turn counts, too
     */
    public synchronized Reading<Map<String, Reading<MetricsFact>>> told(boolean closely, Instant now) {
        Duration longest = closely ? fresh() : LONGEST_TURN;
        if (known == null || !known.holds(longest, now)) {
            known = Known.of(told(), longest, now);
        }
        return new Reading.Read<>(known.readings(), now);
    }

    /**
     * What is known.
     *
     * @param longest for how long it counts
     * @param until when the first of it is too old
     */
    private record Known(Map<String, Reading<MetricsFact>> readings, Duration longest, Instant until) {

        static Known of(Map<String, Reading<MetricsFact>> told, Duration longest, Instant now) {
            Instant until = Instant.MAX;
            for (Map.Entry<String, Reading<MetricsFact>> each : told.entrySet()) {
                Reading<MetricsFact> reading = each.getValue();
                Instant end = reading.at().plus(longest);
                if (end.isBefore(now)) {
                    String why = "told last at " + reading.at() + ", more than " + Span.exact(longest) + " ago";
                    each.setValue(new Reading.Unread<>(why, reading.at()));
                } else if (end.isBefore(until)) {
                    until = end;
                }
            }
            return new Known(Map.copyOf(told), longest, until);
        }

        /** Whether nothing of it is too old yet, by the same measure. */
        boolean holds(Duration measure, Instant now) {
            return longest.equals(measure) && !until.isBefore(now);
        }
    }

    /** In the order of the round before, so that nobody waits for two rounds. */
    private synchronized List<PodFact> oldestFirst(List<PodFact> running) {
        return running.stream()
                .sorted(Comparator.comparing(this::toldAt).thenComparing(PodFact::node))
                .toList();
    }

    private Instant toldAt(PodFact agent) {
        @Nullable Told last = told.get(agent.node());
        return last == null ? Instant.MIN : last.reading().at();
    }

    /** Those of which nothing is known that holds, and of the others those that told it longest ago. */
    private synchronized List<PodFact> turn(List<PodFact> running) {
        List<PodFact> turn = new ArrayList<>();
        List<Told> known = new ArrayList<>();
        for (PodFact agent : running) {
            Told last = told.get(agent.node());
            if (last != null && last.holds(agent)) {
                known.add(last);
            } else {
                turn.add(agent);
            }
        }
        known.stream()
                .sorted(Comparator.comparing(Told::round)
                        .thenComparing(each -> each.agent().node()))
                .limit(share(known.size()))
                .forEach(oldest -> turn.add(oldest.agent()));
        return turn;
    }

    /** How many at a time, so that everybody's turn comes in time. */
    private long share(int agents) {
        return Math.max(1, (agents * rest.toMillis() + TURN.toMillis() - 1) / TURN.toMillis());
    }
}
