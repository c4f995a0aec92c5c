package dev.crossfade.core.plan;

import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.phase.Step;
import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.scan.RepositoryScan;
import java.util.List;
import java.util.Optional;

/** What stays in Git of the bases that Calico's kustomization built: who else might want them is not for a phase to say. */
final class UnbuiltReminder {

    private UnbuiltReminder() {}

    /** For the last commit; nothing where somebody else builds them all. */
    static Optional<String> reminder(Plan plan, Step step, Workspace after) {
        if (!step.id().equals("hand-over")
                || !(plan.migration().inventory().calico().home() instanceof CalicoHome.Kustomized kustomized)) {
            return Optional.empty();
        }
        List<String> bases = kustomized.bases();
        List<String> left = bases.isEmpty()
                ? List.of()
                : RepositoryScan.of(after)
                        .unbuilt(bases, plan.migration().spec().argo().repoURL());
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "Of Calico's bases these stay in Git, and nothing here builds them any more; delete them where"
                                + " nobody elsewhere does:\n\n- " + String.join("\n- ", left));
    }
}
