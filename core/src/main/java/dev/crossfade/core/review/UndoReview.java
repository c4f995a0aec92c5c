package dev.crossfade.core.review;

import dev.crossfade.core.phase.Step;
import dev.crossfade.core.plan.Plan;
import dev.crossfade.core.proposal.CommitMessage;
import dev.crossfade.core.render.Templates;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
        ReviewTemplate template = new ReviewProse(templates, plan.migration(), step).review(words());
        ChangesSection changes = new ChangesSection(plan.migration(), commit.base(), commit.changes());
        ChangesSection.Written written = changes.text(template.undone(), rows);
        String conditions = conditions(new UndoSection(step, template));
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
        parts.add(new WorkedSection(plan, commit, template).text());
        parts.add("### What the phase says of its undo\n\n" + ReviewProse.paragraphs(step.undoText()));
        parts.add(changes.files(rows));
        return new ReviewWriter.Draft(String.join("\n\n", parts), written.whole());
    }

    /** A text can tell the commits of one undo apart. */
    private Map<String, String> words() {
        Map<String, String> words = new HashMap<>(PhaseReview.words(plan));
        words.put("prepares", commit.prepares() ? "yes" : "");
        words.put("completes", !commit.prepares() && commit.of() > 1 ? "yes" : "");
        return words;
    }

    private String conditions(UndoSection section) {
        String first = commit.number() == 1
                ? ""
                : "- [ ] Argo CD has synced commit " + (commit.number() - 1) + " of " + commit.of()
                        + ": the Applications of the migration are Synced at its merge or a later one\n";
        return (first + section.conditions() + section.asked()).strip();
    }

    private String number() {
        return commit.prepares()
                ? "First it does in the cluster what giving back files would not do. "
                        + Markdown.code("crossfade rollback " + commit.entry().id())
                        + ", run again when Argo CD has synced this one, proposes commit "
                        + (commit.number() + 1) + ", which gives back the files."
                : "Gives back the bytes from before the phase, but for the marker, which says what was undone.";
    }
}
