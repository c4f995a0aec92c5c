package dev.crossfade.core.plan;

import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Nearest;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.spec.ExtraGate;
import dev.crossfade.core.spec.GatesSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Keys that name phases name rows or commits of this very plan; which commits a row has is known only now. */
final class NamedPhases {

    private final Set<String> known = new TreeSet<>();
    private final List<Problem> problems = new ArrayList<>();

    private NamedPhases(Plan plan) {
        for (Sequence.Entry entry : plan.entries()) {
            known.add(entry.phase().id());
            known.add(entry.id());
        }
    }

    static List<Problem> check(Plan plan) {
        NamedPhases names = new NamedPhases(plan);
        GatesSpec gates = plan.migration().spec().gates();
        gates.phases().keySet().forEach(name -> names.check("spec.gates.phases." + name, name));
        names.check("spec.gates.autoMerge", gates.autoMerge());
        for (int i = 0; i < gates.extra().size(); i++) {
            names.check(
                    "spec.gates.extra." + i + ".phases", gates.extra().get(i).phases());
        }
        return names.problems;
    }

    private void check(String key, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            if (!names.get(i).equals(ExtraGate.ALL)) {
                check(key + "." + i, names.get(i));
            }
        }
    }

    private void check(String key, String name) {
        if (!known.contains(name)) {
            problems.add(Problem.blocker(
                    ErrorCode.SPEC_BAD_VALUE,
                    Where.object(key),
                    "this plan has no phase '" + name + "'" + Nearest.hint(name, known),
                    "crossfade plan lists the phases; a row's id stands for all its commits"));
        }
    }
}
