package dev.crossfade.core.progress;

import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.phase.Step;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.proposal.CommitDraft;
import dev.crossfade.core.proposal.Proposal;
import dev.crossfade.core.render.Templates;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Severity;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.review.ChartComparison;
import dev.crossfade.core.review.ReviewFacts;
import dev.crossfade.core.review.ReviewWriter;
import dev.crossfade.core.review.StatusDescription;
import dev.crossfade.core.spec.MigrationSpec;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Proposes the next phase, where nothing stands in its way. */
public final class NextProposal {

    private final Upstream upstream;
    private final Templates templates;
    private final Terms terms;

    public NextProposal(Upstream upstream, Templates templates, Terms terms) {
        this.upstream = upstream;
        this.templates = templates;
        this.terms = terms;
    }

    /**
     * @return nothing where every phase is merged
     * @throws CrossfadeException MIGRATION_STOPPED, PROPOSAL_CLOSED, PHASES_AT_ONCE, MIGRATION_HELD, PHASE_LOST, WINDOW_CLOSED,
     *     and all that remote and forge refuse
     */
    public Optional<Proposed> make(Sight sight) {
        Standing standing = StandingReader.read(sight);
        if (standing instanceof Standing.Held held) {
            throw new CrossfadeException(held.isLost() ? withdrawn(sight, held.reasons()) : held.reasons());
        }
        if (standing instanceof Standing.Stopped stopped && !terms.resume()) {
            throw new CrossfadeException(stopped.reasons());
        }
        requireNothingLost(sight);
        if (sight.next().isEmpty()) {
            clearAll(sight);
        }
        return sight.next().map(next -> make(sight, next));
    }

    /**
     * The next phase rests on what is lost, and nothing but a person's eye would keep its open proposal from being merged: a
     * plain revert under later phases keeps the marker, so that Git sees no conflict either.
     */
    private List<Problem> withdrawn(Sight sight, List<Problem> reasons) {
        MigrationSpec spec = sight.preview().plan().migration().spec();
        List<String> done = new Proposer(
                        upstream.repository(), upstream.hosting().apply(spec.proposals()), terms)
                .withdraw(sight.reviews());
        List<Problem> all = new ArrayList<>(reasons);
        if (!done.isEmpty()) {
            all.add(Problem.note(
                    ErrorCode.PHASE_LOST,
                    Where.object("migration " + spec.name()),
                    "the next phase's proposal rests on that: " + String.join(", ", done)
                            + (terms.dryRun() ? " (nothing was done)" : ""),
                    "crossfade propose brings it again when nothing is lost any more"));
        }
        return all;
    }

    /** The last phase's branch has no next run that would clear it away. */
    private void clearAll(Sight sight) {
        MigrationSpec spec = sight.preview().plan().migration().spec();
        new Proposer(upstream.repository(), upstream.hosting().apply(spec.proposals()), terms)
                .clear(sight.reviews().remainders(), ids(sight, entry -> true));
    }

    /** What was taken back under later phases is back when they go on, or somebody answers for it. */
    private static void requireNothingLost(Sight sight) {
        List<Problem> lost = sight.preview().findings().stream()
                .filter(finding -> finding.code() == ErrorCode.PHASE_LOST && finding.severity() == Severity.WARNING)
                .map(finding -> Problem.blocker(finding.code(), finding.where(), finding.message(), finding.cure()))
                .toList();
        if (!lost.isEmpty()) {
            throw new CrossfadeException(lost);
        }
    }

    private Proposed make(Sight sight, PlannedCommit next) {
        MigrationSpec spec = sight.preview().plan().migration().spec();
        Hosting hosting = upstream.hosting().apply(spec.proposals());
        if (!Standing.Free.of(next, sight.reviews()).isOpen(hosting.forge().isPresent())) {
            requireWindow(spec);
        }
        Proposer proposer = new Proposer(upstream.repository(), hosting, terms);
        int number = next.entry().number();
        proposer.clear(sight.reviews().remainders(), ids(sight, entry -> entry.number() < number));
        return proposer.propose(
                proposal(sight, next),
                spec,
                sight.base(),
                sight.reviews().branch(),
                sight.reviews().requests());
    }

    private Proposal proposal(Sight sight, PlannedCommit next) {
        String migration = sight.preview().plan().migration().spec().name();
        Step step = Objects.requireNonNull(next.entry().step(), "a commit has a step");
        Set<String> labels = new TreeSet<>();
        if (step.isPointOfNoReturn()) {
            labels.add("point-of-no-return");
        }
        ReviewFacts facts = new ReviewFacts(
                List.of(),
                new ChartComparison(sight.preview().plan().migration(), upstream.charts())
                        .of(next.base(), next.changes()));
        return new Proposal(
                SightReader.prefix(migration) + step.id(),
                new CommitDraft(next.message(), sight.base().committed().plusSeconds(1), next.changes()),
                new ReviewWriter(sight.preview().plan(), templates).text(next, facts),
                labels,
                StatusDescription.unasked(sight.preview().plan(), next.entry()));
    }

    private static Set<String> ids(Sight sight, Predicate<Sequence.Entry> wanted) {
        return sight.preview().plan().entries().stream()
                .filter(wanted)
                .map(Sequence.Entry::id)
                .collect(Collectors.toSet());
    }

    private void requireWindow(MigrationSpec spec) {
        ChangeWindows windows = new ChangeWindows(spec.gates().windows());
        List<Problem> closed = new ArrayList<>();
        windows.opens(terms.now())
                .ifPresent(opens -> closed.add(Problem.blocker(
                        ErrorCode.WINDOW_CLOSED,
                        Where.object("spec.gates.windows"),
                        "no window for proposals is open at " + terms.now().truncatedTo(ChronoUnit.SECONDS),
                        "run again from " + opens + " on")));
        if (!closed.isEmpty()) {
            throw new CrossfadeException(closed);
        }
    }
}
