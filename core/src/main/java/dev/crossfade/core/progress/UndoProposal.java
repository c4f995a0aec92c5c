package dev.crossfade.core.progress;

import dev.crossfade.core.observation.Observatory;
import dev.crossfade.core.plan.Plan;
import dev.crossfade.core.proposal.CommitDraft;
import dev.crossfade.core.proposal.CommitMessage;
import dev.crossfade.core.proposal.Proposal;
import dev.crossfade.core.proposal.PullRequest;
import dev.crossfade.core.proposal.ReviewKey;
import dev.crossfade.core.render.Templates;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.review.ChartComparison;
import dev.crossfade.core.review.ReviewFacts;
import dev.crossfade.core.review.ReviewWriter;
import dev.crossfade.core.review.StatusDescription;
import dev.crossfade.core.review.UndoCommit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Proposes the way back of a phase. */
public final class UndoProposal {

    private final Upstream upstream;
    private final Templates templates;
    private final Terms terms;

    public UndoProposal(Upstream upstream, Templates templates, Terms terms) {
        this.upstream = upstream;
        this.templates = templates;
        this.terms = terms;
    }

    /**
     * @param cluster asked whether the phase may still go back; where there is none, the check-list of the text is the reviewer's
     * @throws CrossfadeException UNDO_REFUSED, MIGRATION_HELD, and all that remote and forge refuse
     */
    public Proposed make(Sight sight, String phase, Optional<Observatory> cluster) {
        UndoCommit undo = new Rollback(sight, upstream.repository()).next(phase);
        cluster.ifPresent(there -> new UndoConditions(upstream, there).require(sight, undo.entry(), terms.now()));
        return make(sight, undo);
    }

    private Proposed make(Sight sight, UndoCommit undo) {
        Plan plan = sight.preview().plan();
        Proposal proposal = proposal(plan, sight, undo);
        Optional<Remainder> there = sight.reviews().remainders().stream()
                .filter(remainder -> remainder.branch().name().equals(proposal.branch()))
                .findFirst();
        @Nullable BranchSight branch = there.map(Remainder::branch).orElse(null);
        if (branch != null) {
            requireOwn(branch);
        }
        Hosting hosting = upstream.hosting().apply(plan.migration().spec().proposals());
        List<PullRequest> requests = hosting.forge()
                .map(place -> place.pullRequests(sight.base().branch(), Set.of(proposal.branch())))
                .map(found -> found.getOrDefault(proposal.branch(), List.of()))
                .orElse(List.of());
        Proposer proposer = new Proposer(upstream.repository(), hosting, terms);
        proposer.withdraw(sight.reviews());
        return proposer.propose(proposal, plan.migration().spec(), sight.base(), branch, requests);
    }

    private static void requireOwn(BranchSight branch) {
        branch.foreign().ifPresent(commit -> {
            throw new CrossfadeException(
                    ErrorCode.MIGRATION_HELD,
                    Where.object("branch " + branch.name()),
                    branch.holds(commit),
                    "keep the commit elsewhere, delete the branch and run the command again");
        });
    }

    private Proposal proposal(Plan plan, Sight sight, UndoCommit undo) {
        String migration = plan.migration().spec().name();
        ReviewFacts facts = new ReviewFacts(
                List.of(), new ChartComparison(plan.migration(), upstream.charts()).of(undo.base(), undo.changes()));
        return new Proposal(
                SightReader.prefix(migration) + ReviewKey.UNDO + undo.entry().id(),
                new CommitDraft(message(plan, undo), sight.base().committed().plusSeconds(1), undo.changes()),
                new ReviewWriter(plan, templates).text(undo, facts),
                Set.of("undo"),
                StatusDescription.undo(plan, undo));
    }

    private static String message(Plan plan, UndoCommit undo) {
        String migration = plan.migration().spec().name();
        boolean last = undo.number() == undo.of();
        return new CommitMessage(migration, undo.title())
                .prose(
                        last
                                ? "Gives back the bytes from before the phase, but for the marker, which says what was undone:"
                                        + " the migration stands still until crossfade propose --resume."
                                : "Prepares the removal: what the next commit takes out of Git must leave the cluster then."
                                        + " Merge that one when Argo CD has synced this one.")
                .prose("Undo of the phase: "
                        + Objects.requireNonNull(undo.entry().step(), "a skipped phase has no undo")
                                .undoText())
                .trailer("Crossfade-Migration", migration)
                .trailer("Crossfade-Reverts", undo.entry().id())
                .trailer("Crossfade-Plan", plan.digest())
                .text();
    }
}
