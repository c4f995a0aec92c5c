package dev.crossfade.core.plan;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.spec.CalicoInstall;
import dev.crossfade.core.spec.CalicoSource;
import dev.crossfade.core.spec.MigrationSpec;
import dev.crossfade.core.spec.NodesSpec;
import dev.crossfade.core.spec.PoliciesSpec.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Refuses, by name, the kinds of clusters that this release writes no plan for: a half plan would be worse than none. */
final class SupportedFlavours {

    private static final Set<String> SCALABLE = Set.of("StatefulSet", "Deployment");

    private SupportedFlavours() {}

    static List<Problem> check(MigrationSpec spec) {
        List<Problem> problems = new ArrayList<>();
        if (spec.calico().install() == CalicoInstall.OPERATOR) {
            problems.add(unsupported("spec.calico.install", "operator", "manifest"));
        }
        if (!(spec.calico().source() instanceof CalicoSource.Files)) {
            problems.add(unsupported("spec.calico.source", "a source other than files", "files"));
        }
        if (spec.policies().calico() == Presence.PRESENT) {
            problems.add(Problem.blocker(
                    ErrorCode.CALICO_POLICIES,
                    Where.object("spec.policies.calico"),
                    "Calico's own policies are present, and Cilium ignores them",
                    "translate them, commit their Cilium form, and say 'replaced'"));
        }
        if (spec.nodes().recycle() == NodesSpec.Recycle.JOB) {
            problems.add(unsupported("spec.nodes.recycle", "job", "print"));
        }
        spec.workloads().stream()
                .filter(workload -> !SCALABLE.contains(workload.kind()) || workload.replicas() == null)
                .forEach(workload -> problems.add(unsupported(
                        "spec.workloads",
                        workload.kind() + " " + workload.name(),
                        "StatefulSet or Deployment with replicas")));
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
