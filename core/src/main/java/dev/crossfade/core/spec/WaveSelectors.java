package dev.crossfade.core.spec;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** No node is in two waves: the gate of one would look at nodes that another moves. */
final class WaveSelectors {

    private static final String WAVES = "spec.nodes.waves";

    private WaveSelectors() {}

    static List<Problem> check(Bound bound) {
        List<Problem> problems = new ArrayList<>();
        List<String> waves = bound.items(WAVES);
        for (int i = 0; i < waves.size(); i++) {
            int told = problems.size();
            for (int j = i + 1; j < waves.size() && problems.size() == told; j++) {
                Optional<NodesSpec.Wave> first = bound.get(waves.get(i), NodesSpec.Wave.class);
                Optional<NodesSpec.Wave> second = bound.get(waves.get(j), NodesSpec.Wave.class);
                boolean both = first.isPresent() && second.isPresent();
                // of two with one name it is told that they are one too many
                if (both && !first.get().name().equals(second.get().name())) {
                    check(bound, waves.get(i), waves.get(j), first.get(), second.get(), problems);
                }
            }
        }
        return problems;
    }

    private static void check(
            Bound bound, String at, String then, NodesSpec.Wave first, NodesSpec.Wave second, List<Problem> problems) {
        if (isEverything(first) && second.templates().isEmpty()) {
            problems.add(problem(
                    bound,
                    at + ".name",
                    "wave " + first.name() + " has neither select nor templates, so it has every node, and wave "
                            + second.name() + " comes after it",
                    "say which nodes it has; only the last wave may leave select out, and then takes the rest"));
        } else if (!first.select().isEmpty() && !second.select().isEmpty() && overlap(first, second)) {
            boolean same = first.select().equals(second.select());
            boolean inner = !same
                    && second.select().entrySet().containsAll(first.select().entrySet());
            NodesSpec.Wave wider = inner ? first : second;
            NodesSpec.Wave narrower = inner ? second : first;
            problems.add(problem(
                    bound,
                    then + ".select",
                    same
                            ? "waves " + first.name() + " and " + second.name() + " both select nodes with "
                                    + text(first.select())
                            : "every node of wave " + narrower.name() + " (" + text(narrower.select()) + ") is in wave "
                                    + wider.name() + ", too (" + text(wider.select()) + ")",
                    "give each wave a value of its own for one label; or leave select out of the last wave: it then takes the"
                            + " rest"));
        }
    }

    /** True where the labels of one are among those of the other; labels of different keys may never meet on a node. */
    private static boolean overlap(NodesSpec.Wave first, NodesSpec.Wave second) {
        return first.select().entrySet().containsAll(second.select().entrySet())
                || second.select().entrySet().containsAll(first.select().entrySet());
    }

    private static boolean isEverything(NodesSpec.Wave wave) {
        return wave.select().isEmpty() && wave.templates().isEmpty();
    }

    private static String text(Map<String, String> labels) {
        return labels.entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(","));
    }

    private static Problem problem(Bound bound, String path, String message, String cure) {
        return Problem.blocker(ErrorCode.SPEC_BAD_VALUE, bound.where(path), message, cure);
    }
}
