package dev.crossfade.core.plan;

import dev.crossfade.core.examination.CalicoElsewhere;
import dev.crossfade.core.phase.Step;
import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Severity;
import dev.crossfade.core.scan.ManifestFile;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a person must take out of Git before the merge of the commit that takes an API of Calico's away. */
final class CalicoObjectReminder {

    private CalicoObjectReminder() {}

    /** The files that still keep such objects; nothing where there are none, or where somebody answers for them. */
    static Optional<String> reminder(Plan plan, Step step, Workspace after) {
        List<String> lines = plan.findings().stream()
                .filter(finding -> finding.code() == ErrorCode.CALICO_OBJECT_ELSEWHERE)
                .filter(finding -> finding.severity() == Severity.WARNING)
                .flatMap(CalicoObjectReminder::file)
                .distinct()
                .flatMap(file -> due(plan, step, file, after).stream())
                .toList();
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of("BY HAND, before the merge (" + ErrorCode.CALICO_OBJECT_ELSEWHERE.id()
                        + "): take these out of Git, or the Applications that apply them cannot sync any more, or bring"
                        + " back what goes here.\n\n"
                        + String.join("\n", lines));
    }

    private static Stream<String> file(Problem finding) {
        return Stream.ofNullable(finding.where().file());
    }

    private static Optional<String> due(Plan plan, Step step, String file, Workspace after) {
        return after.read(file)
                .map(text -> CalicoElsewhere.due(plan.migration(), step.id(), new ManifestFile(file, text).objects()))
                .filter(titles -> !titles.isEmpty())
                .map(titles -> "- " + file + ": " + String.join(", ", titles));
    }
}
