package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Seat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Every Linux node runs a Ready cilium agent that started after its configuration last changed: a changed ConfigMap restarts
 * nobody by itself (domain of charts: rollOutCiliumPods).
 *
 * @param settings keys of ConfigMap cilium-config with what they must hold; a null for a key that must not be there
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
        return rollout.verdict() != Verdict.PASSED
                ? rollout
                : Asked.named(look, Seat.CLUSTER, CONFIG, config -> configured(look, config, rollout));
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
        return Asked.of(
                look,
                new Question.Nodes(),
                "the nodes",
                nodes -> Asked.of(
                        look,
                        new Question.Pods(),
                        "the pods",
                        pods -> restarted(config, AGENTS.own(pods, nodes), rollout, evidence)));
    }

    private static Judgement restarted(
            ObjectFact config, List<PodFact> agents, Judgement rollout, List<Evidence> evidence) {
        Instant changed = config.changed();
        List<String> old = agents.stream()
                .filter(pod ->
                        pod.life().started() == null || pod.life().started().isBefore(changed))
                .map(pod -> pod.name() + " on " + pod.node())
                .sorted()
                .toList();
        evidence.add(Evidence.of(CONFIG, "metadata.managedFields", "changed", changed));
        if (!old.isEmpty()) {
            return Judgement.waiting(
                            old.size() + " agents run a configuration from before " + changed + ": " + Words.list(old),
                            evidence)
                    .needing(Need.of(
                            CONFIG + " was written at " + changed
                                    + ", and an agent takes that over only when it starts anew. Where"
                                    + " the chart does not restart agents by itself, or Argo CD has put back what somebody"
                                    + " changed: see that what it says now does no harm, then restart them, some at a time as the"
                                    + " DaemonSet's updateStrategy says:",
                            "kubectl -n kube-system rollout restart daemonset/cilium",
                            "kubectl -n kube-system rollout status daemonset/cilium"));
        }
        return Judgement.passed(
                rollout.reason() + ", each started after " + CONFIG + " changed at " + changed, evidence);
    }
}
