package dev.crossfade.core.review;

import dev.crossfade.core.phase.Step;
import dev.crossfade.core.plan.Plan;
import dev.crossfade.core.proposal.CommitMessage;
import dev.crossfade.core.render.Templates;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The sections of the text under which a phase is taken back. */
record UndoReview(Plan plan, Templates templates, UndoCommit commit, ReviewFacts facts) {

    String title() {
        return new CommitMessage(plan.migration().spec().name(), commit.title())
                .text()
                .lines()
                .findFirst()
                .orElseThrow();
    }

    ReviewWriter.Draft body(int rows) {
        Step step = Objects.requireNonNull(commit.entry().step());
        ReviewTemplate template = new ReviewProse(templates, plan.migration(), step).review(PhaseReview.words(plan));
        ChangesSection changes = new ChangesSection(plan.migration(), commit.base(), commit.changes());
        ChangesSection.Written written = changes.text(ReviewTemplate.of("undo", ""), rows);
        String conditions = new UndoSection(step, template).conditions();
        List<String> parts = new ArrayList<>();
        parts.add("**Undo of phase " + commit.entry().number() + " of "
                + plan.entries().size() + ", "
                + Markdown.code(commit.entry().id())
                + (commit.of() == 1 ? "" : "; commit " + commit.number() + " of " + commit.of()) + ".**");
        parts.add(number() + " After the merge the migration stands still until `crossfade propose --resume`.");
        parts.add(written.text());
        changes.values(facts.chart(), rows).ifPresent(parts::add);
        if (!conditions.isEmpty()) {
            parts.add("### Only if\n\n" + conditions);
        }
        parts.add("### What the phase says of its undo\n\n" + ReviewProse.paragraphs(step.undoText()));
        parts.add(changes.files(rows));
        return new ReviewWriter.Draft(String.join("\n\n", parts), written.whole());
    }

    private String number() {
        return commit.number() == commit.of()
                ? "Gives back the bytes from before the phase, but for the marker, which says what was undone."
                : "Prepares the removal: what the next commit takes out of Git must leave the cluster by itself. Merge the"
                        + " next one only when Argo CD has synced this one.";
    }
}
