package dev.crossfade.core.plan;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.spec.MigrationSpec;
import dev.crossfade.core.spec.NodesSpec;
import java.util.ArrayList;
import java.util.List;

/** Refuses, by name, the kinds of clusters that this release writes no plan for: a half plan would be worse than none. */
final class SupportedFlavours {

    private SupportedFlavours() {}

    static List<Problem> check(MigrationSpec spec) {
        List<Problem> problems = new ArrayList<>();
        if (spec.nodes().recycle() == NodesSpec.Recycle.JOB) {
            problems.add(unsupported("spec.nodes.recycle", "job", "print"));
        }
        problems.addAll(ScalableWorkloads.check(spec));
        return problems;
    }

    private static Problem unsupported(String key, String value, String supported) {
        return Problem.blocker(
                ErrorCode.FLAVOUR_UNSUPPORTED,
                Where.object(key),
                "this release writes no plan for " + key + ": " + value,
                "supported is: " + supported);
    }
}
