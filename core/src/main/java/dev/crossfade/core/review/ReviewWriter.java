package dev.crossfade.core.review;

import dev.crossfade.core.plan.Plan;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.proposal.ReviewKey;
import dev.crossfade.core.proposal.ReviewText;
import dev.crossfade.core.render.Templates;
import java.util.Optional;

/** Writes the text of a phase's pull request. */
public final class ReviewWriter {

    private final Plan plan;

    @SuppressWarnings("UnusedVariable")
    public ReviewWriter(Plan plan, Templates templates) {
        this.plan = plan;
    }

    public ReviewText text(PlannedCommit commit, ReviewFacts facts) {
        String key =
                new ReviewKey(plan.migration().spec().name(), commit.entry().id(), false).line();
        String[] message = commit.message().split("\n", 2);
        return new ReviewText(message[0], key + "\n" + message[1].strip() + "\n", Optional.empty());
    }

    public ReviewText text(UndoCommit commit) {
        String key = new ReviewKey(
                        plan.migration().spec().name(), "undo-" + commit.entry().id(), false)
                .line();
        return new ReviewText("undo " + commit.entry().id(), key + "\n", Optional.empty());
    }
}
