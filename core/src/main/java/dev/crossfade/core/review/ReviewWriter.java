package dev.crossfade.core.review;

import dev.crossfade.core.plan.Plan;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.proposal.ReviewKey;
import dev.crossfade.core.proposal.ReviewText;
import dev.crossfade.core.render.Templates;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes the pull request of a phase: what it does, why now, what can go wrong, what proves it, how it goes back. */
public final class ReviewWriter {

    /** Rows of a table, from what a reader takes in to what is left where everything else is long. */
    private static final int[] ROWS = {40, 15, 5, 1};

    private final Plan plan;
    private final Templates templates;

    public ReviewWriter(Plan plan, Templates templates) {
        this.plan = plan;
        this.templates = templates;
    }

    /** The pull request of a phase; what nobody asked the cluster for is not said. */
    public ReviewText text(PlannedCommit commit, ReviewFacts facts) {
        PhaseReview review = new PhaseReview(plan, templates, commit, facts);
        String key = key(commit.entry().id());
        return fitted(title(commit.message()), key, Difference.of(commit), review::body);
    }

    /** The pull request of one of the commits that take a phase back. */
    public ReviewText text(UndoCommit commit, ReviewFacts facts) {
        UndoReview review = new UndoReview(plan, templates, commit, facts);
        String key = key(ReviewKey.UNDO + commit.entry().id());
        return fitted(review.title(), key, Difference.of(commit), review::body);
    }

    private String key(String proposal) {
        return new ReviewKey(plan.migration().spec().name(), proposal, false).line();
    }

    /** The first text that a forge takes; where something had to go, the whole difference goes with it. */
    private static ReviewText fitted(String title, String key, Difference difference, Body body) {
        String attachment = difference.text();
        Draft draft = IntStream.of(ROWS)
                .mapToObj(rows -> attached(body.write(rows), attachment))
                .filter(written -> finished(key, written.text()).length() <= ReviewText.LONGEST)
                .findFirst()
                .orElseGet(() -> attached(new Draft(shortened(body.write(1).text()), false), attachment));
        return new ReviewText(
                title, finished(key, draft.text()), draft.whole() ? Optional.empty() : Optional.of(attachment));
    }

    private static Draft attached(Draft draft, String attachment) {
        return draft.whole() ? draft : new Draft(draft.text() + "\n\n" + ReviewKey.attachmentLine(attachment), false);
    }

    /** Paragraphs from the top, as many as fit: what matters most stands there. */
    private static String shortened(String text) {
        int most = ReviewText.LONGEST - 1000;
        int end = text.lastIndexOf("\n\n", most);
        return text.substring(0, end < 0 ? 0 : end)
                + "\n\nThe rest is too long for a forge: see the commit and the attached difference.";
    }

    private static String finished(String key, String body) {
        String rest =
                key + "\n" + body.lines().collect(Collectors.joining("\n")).strip() + "\n";
        return rest + "\n" + ReviewKey.lastLine(rest) + "\n";
    }

    private static String title(String message) {
        return message.lines().findFirst().orElseThrow();
    }

    /** @param whole false where the text leaves something of the difference out */
    record Draft(String text, boolean whole) {}

    /** Writes a text with at most so many rows in each table. */
    @FunctionalInterface
    interface Body {
        Draft write(int rows);
    }
}
