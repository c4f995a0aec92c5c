package dev.crossfade.core.spec;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Items of a list that must not name the same thing twice. */
final class Distinct {

    private Distinct() {}

    static List<Problem> check(Bound bound) {
        List<Problem> problems = new ArrayList<>();
        check(bound, "spec.nodes.waves", ".name", NodesSpec.Wave.class, NodesSpec.Wave::name, problems);
        check(bound, "spec.nodes.templates", "", String.class, file -> file, problems);
        check(bound, "spec.cluster.aliases", "", String.class, alias -> alias, problems);
        check(bound, "spec.images.pullSecrets", "", String.class, secret -> secret, problems);
        check(bound, "spec.workloads", "", WorkloadSpec.class, WorkloadSpec::identity, problems);
        check(bound, "spec.cilium.values", "", String.class, file -> file, problems);
        check(bound, "spec.gates.extra", ".name", ExtraGate.class, ExtraGate::name, problems);
        return problems;
    }

    private static <T> void check(
            Bound bound, String list, String at, Class<T> type, Function<T, String> identity, List<Problem> problems) {
        Map<String, String> seen = new LinkedHashMap<>();
        for (String item : bound.items(list)) {
            bound.get(item, type).map(identity).ifPresent(name -> {
                String former = seen.putIfAbsent(name, item + at);
                if (former != null) {
                    problems.add(Problem.blocker(
                            ErrorCode.SPEC_BAD_VALUE,
                            bound.where(item + at),
                            list + " names '" + name + "' twice, the first time in line "
                                    + bound.where(former).line(),
                            "keep one of the two, or give it a name of its own"));
                }
            });
        }
    }
}
