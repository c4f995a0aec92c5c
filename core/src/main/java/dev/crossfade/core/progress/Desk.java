package dev.crossfade.core.progress;

import dev.crossfade.core.proposal.CommitStatus;
import dev.crossfade.core.proposal.Forge;
import dev.crossfade.core.proposal.Proposal;
import dev.crossfade.core.proposal.PullRequest;
import dev.crossfade.core.proposal.PullRequestDraft;
import dev.crossfade.core.proposal.ReviewKey;
import dev.crossfade.core.proposal.ReviewText;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.spec.MigrationSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Keeps a proposal's pull request as it should be. */
final class Desk {

    /** Every pull request of Crossfade's carries it: put on last, it says that the others are there as well. */
    static final String LABEL = "crossfade";

    private final Forge forge;
    private final Pen pen;

    Desk(Forge forge, Pen pen) {
        this.forge = forge;
        this.pen = pen;
    }

    /** @return the pull request, or nothing in a dry run that would open it */
    Optional<PullRequest> keep(Proposal proposal, MigrationSpec spec, String commit, Optional<PullRequest> open) {
        Optional<PullRequest> request = open.isPresent() ? open : open(proposal, spec);
        request.ifPresent(there -> {
            rewrite(there, proposal.text());
            promise(spec.name(), commit, proposal.line());
            introduce(there, proposal, spec);
        });
        return request;
    }

    private Optional<PullRequest> open(Proposal proposal, MigrationSpec spec) {
        ReviewText text = proposal.text();
        PullRequestDraft draft = new PullRequestDraft(
                proposal.branch(),
                spec.git().branch(),
                text.title(),
                text.text(),
                spec.proposals().draft());
        pen.step("open pull request \"" + text.title() + "\"", () -> open(draft));
        return pen.isDry() ? Optional.empty() : newest(draft);
    }

    private void open(PullRequestDraft draft) {
        try {
            forge.open(draft);
        } catch (CrossfadeException refused) {
            // another run was faster, or the answer was lost on its way: what counts is what is there
            if (newest(draft).isEmpty()) {
                throw refused;
            }
        }
    }

    private Optional<PullRequest> newest(PullRequestDraft draft) {
        return forge
                .pullRequests(draft.base(), List.of(draft.branch()))
                .getOrDefault(draft.branch(), List.of())
                .stream()
                .filter(PullRequest::isOpen)
                .findFirst();
    }

    /**
     * A title is written once: what people made of it is theirs. A text that a person wrote is left alone, too; what they
     * ticked in ours is kept. The text's digest and the label say that the attachment is up to date, so it comes before both.
     */
    private void rewrite(PullRequest request, ReviewText text) {
        Optional<ReviewKey> key = ReviewKey.read(request.text());
        boolean same = !ReviewKey.isSuperseded(request.text()) && isSame(request, text);
        if (!same || !request.labels().contains(LABEL)) {
            attach(request, text);
        }
        boolean theirs = !ReviewKey.isUntouched(request.text());
        if (theirs && key.isPresent() && !same) {
            pen.note("pull request " + request.number() + " keeps the text that a person changed");
        } else if (key.isPresent() && !same) {
            String ticked = Ticks.keep(request.text(), text.text());
            pen.step("rewrite pull request " + request.number(), () -> forge.rewrite(request, request.title(), ticked));
        }
    }

    private static boolean isSame(PullRequest request, ReviewText text) {
        return ReviewKey.digest(text.text())
                .map(digest ->
                        ReviewKey.digest(request.text()).filter(digest::equals).isPresent())
                .orElseGet(() -> text.text().strip().equals(request.text().strip()));
    }

    private void attach(PullRequest request, ReviewText text) {
        if (text.attachment().isEmpty()) {
            return;
        }
        List<Forge.Comment> there = forge.comments(request);
        new Attachment(text.attachment().get())
                .comments(there.stream().map(Forge.Comment::text).toList())
                .forEach((key, wanted) -> attach(request, there, key, wanted));
    }

    private void attach(PullRequest request, List<Forge.Comment> there, String key, String wanted) {
        Optional<Forge.Comment> old =
                there.stream().filter(comment -> comment.text().startsWith(key)).findFirst();
        if (old.isEmpty()) {
            pen.step("comment the whole change", () -> forge.comment(request, wanted));
        } else if (!old.get().text().strip().equals(wanted.strip())) {
            pen.step("rewrite the comment with the whole change", () -> forge.rewrite(request, old.get(), wanted));
        }
    }

    /**
     * Reviewers are asked once: who has answered is not asked again, and the forge does not say who has. One whom the forge does
     * not know keeps nothing back but the label that says that all were asked.
     */
    private void introduce(PullRequest request, Proposal proposal, MigrationSpec spec) {
        if (request.labels().contains(LABEL)) {
            return;
        }
        Set<String> labels = new TreeSet<>(proposal.labels());
        labels.addAll(spec.proposals().labels());
        labels.add(spec.name());
        labels.removeAll(request.labels());
        labels.remove(LABEL);
        if (!labels.isEmpty()) {
            pen.step("label " + String.join(", ", labels), () -> forge.label(request, labels));
        }
        Set<String> reviewers = new TreeSet<>(spec.proposals().reviewers());
        reviewers.removeAll(request.reviewers());
        if (!reviewers.isEmpty()) {
            pen.step(
                    "request a review of " + String.join(", ", reviewers),
                    () -> forge.requestReview(request, reviewers));
        }
        pen.step("label " + LABEL, () -> forge.label(request, Set.of(LABEL)));
    }

    /** A head without a status gets one that holds a merge up where the status is required; a status that is there stays. */
    private void promise(String migration, String commit, String line) {
        String context = ProposalStatuses.context(migration);
        if (forge.status(commit, context).isEmpty()) {
            CommitStatus status = new CommitStatus(context, CommitStatus.State.PENDING, line);
            pen.step("set status " + context, () -> forge.setStatus(commit, status));
        }
    }
}
