package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Finding;
import dev.crossfade.core.observation.Grouped;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.NodeFact;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Seat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every Linux node runs a Ready cilium agent that started after its configuration last changed: a changed ConfigMap restarts
 * nobody by itself (templates/cilium-agent/daemonset.yaml: no checksum of it without rollOutCiliumPods).
 *
 * @param settings keys of ConfigMap cilium-config with what they must hold; empty for a key that must not be there
 */
public record AgentsRule(SortedMap<String, Optional<String>> settings) implements Rule {

    static final ObjectId CONFIG = ObjectId.namespaced("v1", "ConfigMap", "kube-system", "cilium-config");
    static final DaemonSetRule AGENTS = DaemonSetRule.of("kube-system", "cilium");

    public AgentsRule {
        settings = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }

    @Override
    public Set<Question<?>> asks() {
        Set<Question<?>> asks = new HashSet<>(AGENTS.asks());
        asks.add(new Question.Named(Seat.CLUSTER, CONFIG));
        return asks;
    }

    @Override
    public Judgement judge(Look look) {
        Judgement rollout = AGENTS.judge(look);
        if (rollout.verdict() != Verdict.PASSED) {
            return rollout;
        }
        Judgement configured = Asked.named(look, Seat.CLUSTER, CONFIG, config -> configured(look, config, rollout));
        return configured.left() == null ? configured.leaving(rollout.left()) : configured;
    }

    private Judgement configured(Look look, @Nullable ObjectFact config, Judgement rollout) {
        if (config == null) {
            return Judgement.waiting(CONFIG + " answers 404", List.of(Evidence.absent(CONFIG)));
        }
        List<Evidence> evidence = new ArrayList<>(rollout.evidence());
        List<String> other = new ArrayList<>();
        for (Map.Entry<String, Optional<String>> setting : settings.entrySet()) {
            Optional<String> found = config.text("data", setting.getKey());
            evidence.add(Evidence.of(CONFIG, "data." + setting.getKey(), found.orElse("none")));
            if (!found.equals(setting.getValue())) {
                other.add(setting.getKey() + " is " + found.orElse("none") + ", not "
                        + setting.getValue().orElse("none"));
            }
        }
        if (!other.isEmpty()) {
            return Judgement.waiting(CONFIG + ": " + String.join(", ", other), evidence);
        }
        return Asked.linuxNodes(
                look,
                nodes -> Asked.pods(look, pods -> {
                    List<PodFact> old = pods.find(new Old(Grouped.whole(nodes), config.changed()));
                    Judgement restarted = restarted(look, config, old, rollout, evidence);
                    return restarted.verdict() == Verdict.PASSED
                            ? restarted
                            : restarted.leaving(left(config.changed(), AGENTS.own(pods, Grouped.whole(nodes)), nodes));
                }));
    }

    /** Agents that may run what there was before, by name; looked for once, until a pod, a node or the configuration is another one. */
    private record Old(Grouped.Group<NodeFact> nodes, Instant changed) implements Finding<PodFact, List<PodFact>> {
        @Override
        public List<PodFact> in(List<PodFact> pods) {
            return AGENTS.own(Grouped.by(PodFact::node, pods), nodes).stream()
                    .filter(pod -> Rollout.startedBefore(pod, changed))
                    .sorted(Comparator.comparing(PodFact::name))
                    .toList();
        }

        @Override
        public Object place() {
            return Old.class;
        }
    }

    /** @param old agents that may run what there was before */
    private static Judgement restarted(
            Look look, ObjectFact config, List<PodFact> old, Judgement rollout, List<Evidence> evidence) {
        Instant changed = config.changed();
        evidence.add(Evidence.of(CONFIG, "metadata.managedFields", "changed", changed));
        if (!old.isEmpty()) {
            return Judgement.waiting(
                            old.size() + " agents run a configuration from before " + changed + ": "
                                    + Words.list(old.stream()
                                            .map(pod -> pod.name() + " on " + pod.node())
                                            .toList()),
                            evidence)
                    .needing(new Need(
                            CONFIG + " was written at " + changed
                                    + ", and an agent takes that over only when it starts anew. Where"
                                    + " the chart does not restart agents by itself, or Argo CD has put back what somebody"
                                    + " changed: see that what it says now does no harm, then restart them, some at a time as the"
                                    + " DaemonSet's updateStrategy says:",
                            List.of(),
                            Rollout.restart(look, AGENTS.daemonSet(), old)));
        }
        return Judgement.passed(
                rollout.reason() + ", each started after " + CONFIG + " changed at " + changed, evidence);
    }

    /** People who restart agents one after the other roll the configuration out, and have as long for it as a rollout has. */
    private static Left left(Instant changed, List<PodFact> agents, List<NodeFact> nodes) {
        Stream<PodFact> anew = agents.stream().filter(pod -> !Rollout.startedBefore(pod, changed));
        Instant step = Rollout.step(changed, nodes, anew, pod -> pod.life().begun());
        int old = (int) agents.stream()
                .filter(pod -> Rollout.startedBefore(pod, changed))
                .count();
        return new Left(old, changed, step);
    }
}
