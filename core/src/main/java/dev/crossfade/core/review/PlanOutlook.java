package dev.crossfade.core.review;

import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.phase.Step;
import dev.crossfade.core.plan.Plan;
import dev.crossfade.core.plan.PlanRenderer;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a phase stands in its plan: what comes before, next and at the end, and the whole for those who start. */
record PlanOutlook(Plan plan, Sequence.Entry entry) {

    /** Findings that a reviewer of the first phase reads; crossfade plan has them all. */
    private static final int FINDINGS = 20;

    /** What is behind and what is left, in one line. */
    String line(boolean evidence) {
        List<Sequence.Entry> commits = commits();
        int index = commits.indexOf(entry);
        String before = index == 0
                ? "Before: nothing, this is the first phase."
                : "Before: " + name(commits.get(index - 1)) + (evidence ? "." : unasked(commits.get(index - 1)));
        List<Sequence.Entry> rest = commits.subList(index + 1, commits.size());
        if (rest.isEmpty()) {
            return before + " Next: nothing, this is the last phase.";
        }
        String more = rest.size() == 1 ? "." : ", then " + (rest.size() - 1) + " more to " + name(last(rest)) + ".";
        return before + " Next: " + name(rest.get(0)) + more
                + pointOfNoReturn(rest)
                        .map(point -> " No way back from " + name(point) + " on.")
                        .orElse("");
    }

    private String unasked(Sequence.Entry before) {
        return "; nobody asked the cluster whether its gates hold: "
                + new PlanRenderer(plan)
                        .gates(before).stream()
                                .map(gate -> Markdown.code(gate.id()))
                                .collect(Collectors.joining(", "))
                + ".";
    }

    /** The whole plan, for the reviewer who agrees to it with the first phase. */
    String whole() {
        List<String> rows = new ArrayList<>();
        for (Sequence.Entry each : plan.entries()) {
            Step step = each.step();
            rows.add(Markdown.row(
                    String.valueOf(each.number()),
                    Markdown.code(each.id()),
                    step == null
                            ? "skipped: " + Markdown.words(String.valueOf(each.skipped()))
                            : Markdown.words(step.title()),
                    step == null
                            ? ""
                            : step.isPointOfNoReturn()
                                    ? "**none, no way back**"
                                    : step.undo().id()));
        }
        return "### What you agree to\n\nThe plan, one pull request each; the next is opened only when its turn has come.\n\n"
                + Markdown.table(List.of("#", "phase", "what it does", "undo"), rows);
    }

    /** What was found about specification and repository. */
    Optional<String> findings() {
        List<Problem> warnings = plan.findings().stream()
                .filter(finding -> finding.severity() == Severity.WARNING)
                .toList();
        if (warnings.isEmpty()) {
            return Optional.empty();
        }
        List<String> rows = new ArrayList<>();
        warnings.stream()
                .limit(FINDINGS)
                .forEach(finding -> rows.add(Markdown.row(
                        Markdown.code(finding.code().id()),
                        Markdown.code(finding.where().text()),
                        Markdown.words(finding.message()),
                        Markdown.words(finding.cure()))));
        if (warnings.size() > FINDINGS) {
            rows.add(Markdown.row(
                    "", "and " + (warnings.size() - FINDINGS) + " more", "", "`crossfade plan` lists them"));
        }
        return Optional.of("### Warnings: " + warnings.size() + "\n\n"
                + Markdown.table(List.of("code", "where", "what", "do"), rows));
    }

    private List<Sequence.Entry> commits() {
        return plan.entries().stream().filter(each -> each.step() != null).toList();
    }

    private static Optional<Sequence.Entry> pointOfNoReturn(List<Sequence.Entry> rest) {
        return rest.stream()
                .filter(each -> each.step() != null && each.step().isPointOfNoReturn())
                .findFirst();
    }

    private static Sequence.Entry last(List<Sequence.Entry> entries) {
        return entries.get(entries.size() - 1);
    }

    private static String name(Sequence.Entry entry) {
        return Markdown.code(entry.id()) + " (" + entry.number() + ")";
    }
}
