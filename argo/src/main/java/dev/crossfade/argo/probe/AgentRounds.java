package dev.crossfade.argo.probe;

import dev.crossfade.argo.api.Answer;
import dev.crossfade.argo.api.UnreadableException;
import dev.crossfade.core.observation.MetricsFact;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Reading;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks the Cilium agents again and again: all of them while somebody looks closely, and one after the other while nobody does. One
 * a time is enough to see a node that is cut off, for every agent tries every node (cilium, Documentation: cilium-health); that
 * two nodes do not reach each other is found when the turn is theirs.
 */
public final class AgentRounds {

    private final AgentMetrics agents;
    private Map<String, Told> told = Map.of();
    private long round;

    public AgentRounds(AgentMetrics agents) {
        this.agents = agents;
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
    public synchronized Answer<Map<String, Reading<MetricsFact>>> ask(boolean closely) throws UnreadableException {
        round++;
        Answer<List<PodFact>> running = agents.running();
        List<PodFact> wanted = closely ? running.value() : turn(running.value());
        Map<String, Reading<MetricsFact>> asked = agents.ask(wanted, running.at());
        Map<String, Told> now = new HashMap<>();
        Map<String, Reading<MetricsFact>> readings = new HashMap<>();
        for (PodFact agent : running.value()) {
            Reading<MetricsFact> fresh = asked.get(agent.node());
            @Nullable Told known = fresh == null ? told.get(agent.node()) : new Told(agent, fresh, round);
            if (known != null) {
                now.put(agent.node(), known);
                readings.put(agent.node(), known.reading());
            }
        }
        told = now;
        return new Answer<>(readings, running.at());
    }

    /** Those of which nothing is known that holds, and of the others the one that told it longest ago. */
    private List<PodFact> turn(List<PodFact> running) {
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
                .min(Comparator.comparing(Told::round)
                        .thenComparing(each -> each.agent().node()))
                .ifPresent(oldest -> turn.add(oldest.agent()));
        return turn;
    }
}
