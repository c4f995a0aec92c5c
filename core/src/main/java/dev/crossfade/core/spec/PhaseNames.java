package dev.crossfade.core.spec;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Nearest;
import dev.crossfade.core.report.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Keys that name phases name phases that exist, and no machine merges the point of no return. */
final class PhaseNames {

    /** The rows of every plan, in the order of most plans. */
    static final List<String> ROWS = List.of(
            "prepare",
            "adopt-calico",
            "pin-calico-address",
            "relax-policies",
            "quiesce-workloads",
            "install-cilium",
            "node-config",
            "node-templates",
            "first-nodes",
            "resume-workloads",
            "rotate-nodes",
            "finalize-cilium",
            "retire-node-config",
            "audit-policies",
            "enforce-policies",
            "remove-calico-workloads",
            "remove-calico-leftovers",
            "host-routing",
            "clean-nodes",
            "drop-overlay",
            "hand-over");

    private static final List<String> OR_ALL =
            Stream.concat(Stream.of(ExtraGate.ALL), ROWS.stream()).toList();

    private static final String NO_RETURN = "remove-calico-workloads";

    private PhaseNames() {}

    static List<Problem> check(Bound bound) {
        List<Problem> problems = new ArrayList<>();
        Map<?, ?> times = bound.get("spec.gates.phases", Map.class).orElse(Map.of());
        for (Object name : times.keySet()) {
            check(bound, "spec.gates.phases." + name, String.valueOf(name), problems);
        }
        for (String path : bound.items("spec.gates.autoMerge")) {
            bound.get(path, String.class).ifPresent(name -> {
                check(bound, path, name, problems);
                noReturn(bound, path, name).ifPresent(problems::add);
            });
        }
        for (String gate : bound.items("spec.gates.extra")) {
            for (String path : bound.items(gate + ".phases")) {
                bound.get(path, String.class)
                        .filter(name -> !name.equals(ExtraGate.ALL))
                        .ifPresent(name -> check(bound, path, name, OR_ALL, problems));
            }
        }
        return problems;
    }

    private static Optional<Problem> noReturn(Bound bound, String path, String name) {
        return isRow(NO_RETURN, name)
                ? Optional.of(Problem.blocker(
                        ErrorCode.SPEC_BAD_VALUE,
                        bound.where(path),
                        "autoMerge names " + name + ", the point of no return",
                        "take it out: a person merges that one"))
                : Optional.empty();
    }

    /** A row may need several commits; they carry its id as prefix. Which ones there are is checked with the plan. */
    private static boolean isRow(String row, String name) {
        return name.equals(row) || name.startsWith(row + "-");
    }

    private static void check(Bound bound, String path, String name, List<Problem> problems) {
        check(bound, path, name, ROWS, problems);
    }

    private static void check(Bound bound, String path, String name, List<String> words, List<Problem> problems) {
        boolean known = ROWS.stream().anyMatch(row -> isRow(row, name));
        if (!known) {
            problems.add(Problem.blocker(
                    ErrorCode.SPEC_BAD_VALUE,
                    bound.where(path),
                    "there is no phase '" + name + "'" + Nearest.hint(name, words),
                    "crossfade plan lists the phases"));
        }
    }
}
