package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Finding;
import dev.crossfade.core.observation.Grouped;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.NodeFact;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every node of a selection is younger than a time, or has been rebooted since: nobody writes down the boot id of before, but no
 * container outlives a reboot, so all that run there have started since.
 */
public record RebootedRule(NodeSelection selection, Instant since) implements Rule {

    private static final String INFERRED =
            ", inferred from the starts of their containers (their boot ids are shown to be compared)";

    @Override
    public Set<Question<?>> asks() {
        return Set.of(new Question.Nodes(), new Question.Pods());
    }

    @Override
    public Judgement judge(Look look) {
        return Asked.of(
                look,
                new Question.Nodes(),
                "the nodes",
                nodes -> Asked.of(look, new Question.Pods(), "the pods", pods -> judge(nodes, pods)));
    }

    /** When the oldest container of each node started. */
    private record Oldest() implements Finding<PodFact, Map<String, Instant>> {
        @Override
        public Map<String, Instant> in(List<PodFact> pods) {
            Map<String, Instant> oldest = new HashMap<>();
            for (PodFact pod : pods) {
                Instant started = pod.life().started();
                if (pod.isRunning() && started != null) {
                    oldest.merge(pod.node(), started, (one, other) -> one.isBefore(other) ? one : other);
                }
            }
            return oldest;
        }
    }

    private Judgement judge(List<NodeFact> all, Grouped<PodFact> pods) {
        List<NodeFact> nodes = all.stream().filter(selection::has).toList();
        if (nodes.isEmpty()) {
            return Judgement.waiting(
                    "there are no " + selection.words(),
                    List.of(new Evidence("Nodes", "items", "0 of " + all.size() + " are " + selection.words(), null)));
        }
        Map<String, Instant> oldest = new HashMap<>();
        pods.each(new Oldest()).forEach(oldest::putAll);
        List<String> before = new ArrayList<>();
        List<List<String>> table = new ArrayList<>(List.of(List.of("NODE", "BOOT ID", "OLDEST CONTAINER")));
        List<Evidence> evidence = new ArrayList<>();
        for (NodeFact node : nodes) {
            Optional<Instant> first = Optional.ofNullable(oldest.get(node.name()));
            boolean young = node.created().isAfter(since);
            Evidence read = evidence(node, first, young);
            if (!young && first.filter(since::isBefore).isEmpty()) {
                String oldestOf = first.map(Instant::toString).orElse("no known time");
                before.add(node.name() + " runs a container from " + oldestOf);
                table.add(List.of(node.name(), node.bootId(), oldestOf));
                evidence.add(read);
            } else if (before.isEmpty()) {
                evidence.add(read);
            }
        }
        String told = " were rebooted or made since " + since + INFERRED;
        return before.isEmpty()
                ? Judgement.passed("all " + nodes.size() + " " + selection.words() + told, evidence)
                        .leaving(0)
                : Judgement.waiting(
                                Words.of(nodes.size() - before.size(), nodes.size(), selection.words()) + told + "; "
                                        + Words.list(before),
                                evidence)
                        .leaving(before.size())
                        .needing(need(table));
    }

    /** Nobody but a person reboots them. */
    private Need need(List<List<String>> table) {
        return new Need(
                "Nodes run containers from before " + since
                        + ", so that they have not been rebooted since; what Calico left on a node"
                        + " goes with a reboot only. Reboot each as part 5 of runbook.md says. Whether one was is inferred from the"
                        + " starts of its containers, for nobody has written down the boot ids of before; where all containers have"
                        + " started anew without a reboot, a boot id that you know tells:",
                table,
                List.of("kubectl get nodes -o custom-columns=NODE:.metadata.name,BOOT:.status.nodeInfo.bootID"));
    }

    private static Evidence evidence(NodeFact node, Optional<Instant> first, boolean young) {
        return Evidence.of(
                node.id(),
                "oldest container on it (boot id " + node.bootId() + ")",
                first.map(Instant::toString).orElse("none"),
                young ? node.created() : first.orElse(null));
    }
}
