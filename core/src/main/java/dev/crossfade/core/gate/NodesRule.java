package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.NodeFact;
import dev.crossfade.core.observation.Question;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every node of a selection passes all checks.
 *
 * @param some true where a selection without nodes proves nothing and waits; false where it is fine
 * @param lost what a fault means: waiting where nodes or people mend it, failed where nothing does
 */
public record NodesRule(NodeSelection selection, boolean some, List<NodeCheck> checks, Verdict lost) implements Rule {

    public NodesRule {
        checks = List.copyOf(checks);
    }

    public static NodesRule each(NodeSelection selection, NodeCheck... checks) {
        return new NodesRule(selection, true, List.of(checks), Verdict.WAITING);
    }

    @Override
    public Set<Question<?>> asks() {
        return Set.of(new Question.Nodes());
    }

    @Override
    public Judgement judge(Look look) {
        return Asked.of(look, new Question.Nodes(), "the nodes", this::judge);
    }

    private Judgement judge(List<NodeFact> all) {
        if (all.isEmpty()) {
            return Judgement.unknown("the cluster says that it has no node");
        }
        List<NodeFact> nodes = all.stream().filter(selection::has).toList();
        if (nodes.isEmpty()) {
            Evidence none = new Evidence("Nodes", "items", "0 of " + all.size() + " are " + selection.words(), null);
            return some
                    ? Judgement.waiting("there are no " + selection.words(), List.of(none))
                    : Judgement.passed("there are no " + selection.words(), List.of(none));
        }
        List<String> faulty = new ArrayList<>();
        List<Evidence> evidence = new ArrayList<>();
        for (NodeFact node : nodes) {
            List<String> faults = NodeCheck.faults(checks, node).toList();
            if (!faults.isEmpty()) {
                faulty.add(node.name() + " " + String.join(" and ", faults));
                checks.stream()
                        .filter(check -> check.fault(node).isPresent())
                        .map(check -> check.evidence(node))
                        .forEach(evidence::add);
            }
        }
        if (!faulty.isEmpty()) {
            String reason = Words.of(nodes.size() - faulty.size(), nodes.size(), selection.words()) + " are there: "
                    + Words.list(faulty);
            return Judgement.of(lost, reason, evidence).leaving(faulty.size());
        }
        return passed(nodes);
    }

    /** For a multitude the newest of each check stands for all. */
    private Judgement passed(List<NodeFact> nodes) {
        List<Evidence> evidence =
                checks.stream().map(check -> newest(check, nodes)).toList();
        String words = checks.stream().map(NodeCheck::words).collect(Collectors.joining(", "));
        return Judgement.passed("all " + nodes.size() + " " + selection.words() + ": " + words, evidence)
                .leaving(0);
    }

    private static Evidence newest(NodeCheck check, List<NodeFact> nodes) {
        return nodes.stream()
                .max(Comparator.comparing(node -> Objects.requireNonNullElse(check.since(node), Instant.MIN)))
                .map(check::evidence)
                .orElseThrow();
    }
}
