package dev.crossfade.core.review;

import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.phase.Step;
import dev.crossfade.core.phase.Undo;
import dev.crossfade.core.plan.Plan;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.render.Templates;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sections of one phase's text, in the order in which a reviewer asks. */
record PhaseReview(Plan plan, Templates templates, PlannedCommit commit, ReviewFacts facts) {

    private static final String BANNER = """
            > [!CAUTION]
            > **POINT OF NO RETURN. After this merge there is no way back to Calico.** The way back is a new migration, from Cilium to Calico.
            > Not merging is safe: the cluster can stay as it is. Crossfade never merges this one by itself.""";

    /** The table says it, with the objects. */
    private static final Pattern RETIRED = Pattern.compile("Job \\S+ of the phase before leaves .*");

    ReviewWriter.Draft body(int rows) {
        Step step = Objects.requireNonNull(commit.entry().step(), "a skipped row has no pull request");
        ReviewProse prose = new ReviewProse(templates, plan.migration(), step);
        ReviewTemplate template = prose.review(words(plan));
        PlanOutlook outlook = new PlanOutlook(plan, commit.entry());
        ChangesSection changes = new ChangesSection(plan.migration(), commit.base(), commit.changes());
        ChangesSection.Written written = changes.text(template, rows);
        List<String> parts = new ArrayList<>();
        if (step.isPointOfNoReturn()) {
            parts.add(BANNER);
        }
        parts.add("**Phase " + commit.entry().number() + " of " + plan.entries().size() + ". " + undo(step) + "**");
        parts.add(prose.what());
        parts.add(written.text());
        changes.values(facts.chart(), rows).ifPresent(parts::add);
        parts.add("### Why now\n\n"
                + Stream.of(template.section(ReviewTemplate.WHY).orElse(""), prose.why())
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining("\n\n")));
        String notes = commit.notes().stream()
                .filter(note -> !RETIRED.matcher(note).matches())
                .collect(Collectors.joining("\n\n"));
        if (!notes.isEmpty()) {
            parts.add("### In this repository\n\n" + ReviewProse.paragraphs(notes));
        }
        if (commit.entry().number() == 1) {
            parts.add(outlook.whole());
            outlook.findings().ifPresent(parts::add);
        }
        evidence(rows, parts);
        for (String name : List.of(ReviewTemplate.LOOK, ReviewTemplate.WRONG, ReviewTemplate.KNOW)) {
            template.section(name).ifPresent(text -> parts.add("### " + name + "\n\n" + text));
        }
        gates(step, parts);
        parts.add(new UndoSection(step, template).text());
        parts.add(outlook.line(!facts.evidence().isEmpty()));
        parts.add(changes.files(rows));
        return new ReviewWriter.Draft(String.join("\n\n", parts), written.whole());
    }

    /** What a review may name beside the words of the phase's message. */
    static Map<String, String> words(Plan plan) {
        Migration migration = plan.migration();
        return Map.of(
                "backup",
                Markdown.words(migration.spec().backup().reference()),
                "backupTaken",
                migration.spec().backup().takenAt().toString(),
                "bootstrap",
                Markdown.words(migration.layout().bootstrap()),
                "root",
                migration.layout().name(),
                "prepares",
                "",
                "completes",
                "",
                "liveFinalizers",
                Markdown.code("kubectl -n " + migration.spec().argo().namespace()
                        + " get applications.argoproj.io "
                        + migration.spec().cilium().application()
                        + " -o jsonpath='{.metadata.finalizers}'"),
                "relaxes",
                plan.entries().stream().anyMatch(PhaseReview::relaxes) ? "yes" : "",
                "runbook",
                Markdown.words(migration.layout().runbook()));
    }

    private static boolean relaxes(Sequence.Entry each) {
        return each.step() != null && each.id().equals("relax-policies");
    }

    private static String undo(Step step) {
        if (step.undo() == Undo.ROLLBACK) {
            return "Undo: " + Markdown.code("crossfade rollback " + step.id()) + ", not `git revert`.";
        }
        return step.undo() == Undo.REVERT ? "Undo: revert, see below." : "Undo: none.";
    }

    private void gates(Step step, List<String> parts) {
        GateSection gates = new GateSection(plan.migration().spec().gates(), commit.entry(), commit.gates());
        gates.entry(step.entryGates()).ifPresent(parts::add);
        parts.add(gates.text());
    }

    private void evidence(int rows, List<String> parts) {
        if (facts.evidence().isEmpty()) {
            return;
        }
        List<String> lines = new ArrayList<>();
        facts.evidence().stream()
                .limit(rows)
                .forEach(line -> lines.add(Markdown.row(
                        Markdown.code(line.gate()),
                        Markdown.words(line.object()),
                        Markdown.code(line.field()),
                        Markdown.code(FlowText.of(line.value(), 120)),
                        line.read().toString())));
        if (facts.evidence().size() > rows) {
            lines.add(Markdown.row(
                    "", "and " + (facts.evidence().size() - rows) + " more", "", "`crossfade status`", ""));
        }
        parts.add("### What proved the phase before\n\n"
                + Markdown.table(List.of("gate", "object", "field", "value", "read"), lines));
    }
}
