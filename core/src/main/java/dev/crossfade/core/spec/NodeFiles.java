package dev.crossfade.core.spec;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Node templates go with a strategy that uses them, and each of their files belongs to one wave at most. */
final class NodeFiles {

    private static final String TEMPLATES = "spec.nodes.templates";

    private NodeFiles() {}

    static List<Problem> check(Bound bound) {
        List<Problem> problems = new ArrayList<>();
        boolean inPlace = bound.get("spec.nodes.strategy", NodesSpec.Strategy.class)
                .filter(NodesSpec.Strategy.IN_PLACE::equals)
                .isPresent();
        if (inPlace && !bound.items(TEMPLATES).isEmpty()) {
            problems.add(Problem.blocker(
                    ErrorCode.SPEC_CONFLICTING_KEYS,
                    bound.where(TEMPLATES),
                    "strategy inPlace keeps the nodes, so their templates make none",
                    "take templates out, or say strategy: replace"));
            return problems;
        }
        recycleNames(bound, problems);
        Map<String, String> owners = new HashMap<>();
        for (String wave : bound.items("spec.nodes.waves")) {
            for (String item : bound.items(wave + ".templates")) {
                bound.get(item, String.class).ifPresent(file -> file(bound, item, file, owners, problems));
            }
        }
        return problems;
    }

    /** A wave's extra commit has the id that another wave's name could give. */
    private static void recycleNames(Bound bound, List<Problem> problems) {
        if (bound.get("spec.nodes.recycle", NodesSpec.Recycle.class)
                .filter(NodesSpec.Recycle.JOB::equals)
                .isEmpty()) {
            return;
        }
        List<String> waves = bound.items("spec.nodes.waves");
        for (String wave : waves) {
            String name = bound.get(wave + ".name", String.class).orElse("");
            if (waves.stream()
                    .anyMatch(other -> bound.get(other + ".name", String.class)
                            .map(named -> named + "-recycle")
                            .filter(name::equals)
                            .isPresent())) {
                problems.add(Problem.blocker(
                        ErrorCode.SPEC_BAD_VALUE,
                        bound.where(wave + ".name"),
                        "with recycle: job the id rotate-nodes-" + name + " belongs to another wave's restarts",
                        "give the wave another name"));
            }
        }
    }

    private static void file(
            Bound bound, String item, String file, Map<String, String> owners, List<Problem> problems) {
        String former = owners.putIfAbsent(file, item);
        if (former != null) {
            problems.add(Problem.blocker(
                    ErrorCode.SPEC_BAD_VALUE,
                    bound.where(item),
                    "template " + file + " is in two waves, the first time in line "
                            + bound.where(former).line(),
                    "keep it in one: its nodes are replaced once"));
        } else if (bound.items(TEMPLATES).stream()
                .noneMatch(listed ->
                        bound.get(listed, String.class).filter(file::equals).isPresent())) {
            problems.add(Problem.blocker(
                    ErrorCode.SPEC_BAD_VALUE,
                    bound.where(item),
                    "the wave names template " + file + ", and " + TEMPLATES + " does not list it",
                    "add it to " + TEMPLATES));
        }
    }
}
