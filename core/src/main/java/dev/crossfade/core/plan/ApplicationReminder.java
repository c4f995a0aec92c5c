package dev.crossfade.core.plan;

import dev.crossfade.core.examination.ApplicationReach;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Severity;
import dev.crossfade.core.scan.ApplicationFile;
import dev.crossfade.core.yaml.YamlFile;
import java.util.Optional;

/** What a person must do after a merge where no Application follows an edit of Calico's Application. */
final class ApplicationReminder {

    private ApplicationReminder() {}

    /** What the reviewer of a commit must do after its merge; nothing where Argo CD does it, or somebody answers for it. */
    static Optional<String> reminder(Plan plan, Workspace after) {
        Migration migration = plan.migration();
        return migration.inventory().calico().application().stream()
                .filter(calico -> after.changes().files().containsKey(calico.path()))
                .flatMap(calico -> plan.findings().stream()
                        .filter(finding -> finding.severity() == Severity.WARNING)
                        .flatMap(finding -> reminder(migration, calico, finding.code(), after).stream()))
                .findFirst();
    }

    private static Optional<String> reminder(
            Migration migration, ApplicationFile calico, ErrorCode code, Workspace after) {
        boolean ends = after.read(calico.path())
                .filter(text -> calico.isIn(YamlFile.parse(calico.path(), text)))
                .isEmpty();
        if (ends && (code == ErrorCode.APPLICATION_UNAPPLIED || code == ErrorCode.APPLICATION_UNPRUNED)) {
            return Optional.of("BY HAND, after the merge (" + code.id() + "): nobody deletes Application "
                    + calico.name() + " when it leaves " + calico.path() + ".\n\n"
                    + ApplicationReach.delete(migration, calico));
        }
        return code == ErrorCode.APPLICATION_UNAPPLIED
                ? Optional.of("BY HAND, after the merge (" + code.id() + "): no Application of this repository applies "
                        + calico.path() + ".\n\nkubectl apply -f " + calico.path())
                : Optional.empty();
    }
}
