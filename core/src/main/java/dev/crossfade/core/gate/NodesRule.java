package dev.crossfade.core.gate;

import dev.crossfade.core.observation.Finding;
import dev.crossfade.core.observation.Grouped;
import dev.crossfade.core.observation.Grouped.Group;
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
import java.util.stream.Stream;

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
        return Asked.of(look, new Question.Nodes(), "the nodes", nodes -> judge(nodes, look.at()));
    }

    private Judgement judge(List<NodeFact> all, Instant now) {
        if (all.isEmpty()) {
            return Judgement.unknown("the cluster says that it has no node");
        }
        Group<NodeFact> group = Grouped.whole(all);
        List<NodeFact> nodes = group.find(new Selected(selection));
        if (nodes.isEmpty()) {
            Evidence none = new Evidence("Nodes", "items", "0 of " + all.size() + " are " + selection.words(), null);
            return some
                    ? Judgement.waiting("there are no " + selection.words(), List.of(none))
                    : Judgement.passed("there are no " + selection.words(), List.of(none));
        }
        List<NodeFact> faulty = group.find(new Faulty(selection, checks));
        return faulty.isEmpty() ? passed(group, nodes.size()) : faulty(faulty, nodes.size(), now);
    }

    private record Selected(NodeSelection selection) implements Finding<NodeFact, List<NodeFact>> {
        @Override
        public List<NodeFact> in(List<NodeFact> nodes) {
            return nodes.stream().filter(selection::has).toList();
        }
    }

    private record Faulty(NodeSelection selection, List<NodeCheck> checks)
            implements Finding<NodeFact, List<NodeFact>> {
        @Override
        public List<NodeFact> in(List<NodeFact> nodes) {
            return nodes.stream()
                    .filter(selection::has)
                    .filter(node -> NodeCheck.faults(checks, node).findAny().isPresent())
                    .toList();
        }
    }

    private Judgement faulty(List<NodeFact> faulty, int all, Instant now) {
        List<Evidence> evidence = faulty.stream()
                .flatMap(node -> found(node).map(check -> check.evidence(node)))
                .toList();
        String reason = Words.of(all - faulty.size(), all, selection.words()) + " are there: "
                + Words.list(faulty.stream()
                        .map(node -> node.name() + " " + faults(node))
                        .toList());
        Judgement judgement = Judgement.of(lost, reason, evidence).leaving(faulty.size());
        List<NodeFact> stuck = faulty.stream()
                .filter(node -> lost == Verdict.FAILED || found(node).anyMatch(check -> check.lasts(node, now)))
                .sorted(Comparator.comparing(NodeFact::name))
                .toList();
        return stuck.isEmpty() ? judgement : judgement.needing(need(stuck));
    }

    private String faults(NodeFact node) {
        return NodeCheck.faults(checks, node).collect(Collectors.joining(" and "));
    }

    private Stream<NodeCheck> found(NodeFact node) {
        return checks.stream().filter(check -> check.fault(node).isPresent());
    }

    private Need need(List<NodeFact> stuck) {
        List<List<String>> table = new ArrayList<>(List.of(List.of("NODE", "WHAT IS WRONG")));
        stuck.forEach(node -> table.add(List.of(node.name(), faults(node))));
        String cures = stuck.stream()
                .flatMap(this::found)
                .map(NodeCheck::cure)
                .distinct()
                .collect(Collectors.joining(" "));
        return new Need(
                "These nodes do not come right by themselves. " + cures + " Look at the first of them:",
                table,
                List.of("kubectl describe node " + stuck.get(0).name()));
    }

    /** For a multitude the newest of each check stands for all. */
    private Judgement passed(Group<NodeFact> group, int count) {
        List<Evidence> evidence = checks.stream()
                .map(check -> group.find(new Newest(selection, check)))
                .toList();
        String words = checks.stream().map(NodeCheck::words).collect(Collectors.joining(", "));
        return Judgement.passed("all " + count + " " + selection.words() + ": " + words, evidence)
                .leaving(0);
    }

    private record Newest(NodeSelection selection, NodeCheck check) implements Finding<NodeFact, Evidence> {
        @Override
        public Evidence in(List<NodeFact> nodes) {
            return nodes.stream()
                    .filter(selection::has)
                    .max(Comparator.comparing(node -> Objects.requireNonNullElse(check.since(node), Instant.MIN)))
                    .map(check::evidence)
                    .orElseThrow();
        }
    }
}
