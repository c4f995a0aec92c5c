package dev.crossfade.core.progress;

import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.plan.Plan;
import dev.crossfade.core.proposal.CommitStatus;
import dev.crossfade.core.proposal.Forge;
import dev.crossfade.core.proposal.PullRequest;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.review.StatusDescription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the commit status of every open proposal: success for the one that may be merged now, or the undo that the cluster allows,
 * and for no other. Where the forge requires it, nothing else is merged.
 */
final class ProposalStatuses {

    /** The words of a state may change with every look, and a forge takes so many statuses of a commit and no more. */
    private static final Duration PAUSE = Noticeboard.PAUSE;

    private static final String OVER =
            "do not merge: this commit has had nearly all statuses that the forge takes; it needs"
                    + " another commit, see docs/watch.md";

    /** What may be merged and should not be is taken back again and again, and still with far fewer calls than forges allow. */
    private static final Duration GREEN_AT_MOST = Duration.ofSeconds(10);

    private final Map<String, Posted> known = new HashMap<>();
    private final StatusRoom room = new StatusRoom();

    /** @param status none where the commit has none */
    private record Posted(Optional<CommitStatus> status, Instant at) {
        boolean is(CommitStatus.State state) {
            return status.filter(there -> there.state() == state).isPresent();
        }
    }

    /**
     * @param tended true where the head of the open proposal is known to hold exactly the next phase
     * @param attempts of earlier turns; what is refused of one proposal keeps nothing from being said of another
     */
    void post(OneStep.Judged judged, boolean tended, Forge forge, Pen pen, Instant now, Attempts attempts) {
        Sight sight = judged.sight();
        Plan plan = sight.preview().plan();
        Set<String> heads = new HashSet<>();
        sight.next()
                .ifPresent(next -> sight.reviews().open().ifPresent(request -> {
                    heads.add(request.head());
                    attempt(request, wanted(plan, next.entry(), judged, tended), forge, pen, now, attempts);
                }));
        for (Remainder remainder : sight.reviews().remainders()) {
            Optional<PullRequest> open = remainder.newest().filter(PullRequest::isOpen);
            if (open.isPresent()) {
                heads.add(open.get().head());
                CommitStatus wanted =
                        remainder.isUndo() ? undo(plan, remainder, judged) : outOfLine(plan, remainder.id(), sight);
                attempt(open.get(), wanted, forge, pen, now, attempts);
            }
        }
        known.keySet().retainAll(heads);
        room.keep(heads);
    }

    /** What is refused to become green waits for nothing to become anything else. */
    private void attempt(
            PullRequest request, CommitStatus wanted, Forge forge, Pen pen, Instant now, Attempts attempts) {
        boolean green = wanted.state() == CommitStatus.State.SUCCESS;
        Posted there = known.get(request.head());
        boolean maybeGreen = there == null || there.is(CommitStatus.State.SUCCESS);
        attempts.attempt(
                (green ? "green of " : "status of ") + request.head(),
                maybeGreen && !green ? GREEN_AT_MOST : Attempts.LONGEST,
                now,
                () -> {
                    if (!set(request, wanted, forge, pen, now)) {
                        throw StatusRoom.full(request, wanted);
                    }
                });
    }

    /**
     * Takes back what was said of every open proposal that may be green, without regard to what was refused before.
     *
     * @throws CrossfadeException where the forge refuses one of them; the others are taken back all the same
     */
    void doubt(Sight last, String why, Forge forge, Pen pen, Instant now) {
        Plan plan = last.preview().plan();
        List<Problem> refused = new ArrayList<>();
        last.next()
                .ifPresent(next -> last.reviews().open().ifPresent(request -> {
                    String what = "do not merge yet, nobody can tell whether the gates hold: " + why;
                    CommitStatus pending = status(plan, CommitStatus.State.PENDING, next.entry(), what);
                    refused.addAll(tried(() -> set(request, pending, forge, pen, now)));
                }));
        for (Remainder remainder : last.reviews().remainders()) {
            Optional<PullRequest> open = remainder.newest().filter(PullRequest::isOpen);
            if (open.isPresent() && remainder.isUndo()) {
                String what = "undo; do not merge yet, nobody can tell whether the cluster allows it: " + why;
                plan.entry(remainder.undone())
                        .map(entry -> status(plan, CommitStatus.State.PENDING, entry, what))
                        .ifPresent(pending -> refused.addAll(tried(() -> set(open.get(), pending, forge, pen, now))));
            }
        }
        if (!refused.isEmpty()) {
            throw new CrossfadeException(refused);
        }
    }

    private static List<Problem> tried(Runnable write) {
        try {
            write.run();
            return List.of();
        } catch (CrossfadeException refused) {
            return refused.problems();
        }
    }

    void forget() {
        known.clear();
        room.forget();
    }

    /** @return false where it may not become green, because the forge takes so few more, and that is said in its place */
    private boolean set(PullRequest request, CommitStatus wanted, Forge forge, Pen pen, Instant now) {
        String head = request.head();
        Posted there = known.get(head);
        if (there == null) {
            there = new Posted(forge.status(head, wanted.context()), Instant.MIN);
            known.put(head, there);
        }
        boolean words = there.is(wanted.state()) && there.at().plus(PAUSE).isAfter(now);
        if (words || there.status().equals(Optional.of(wanted))) {
            return true;
        }
        if (wanted.state() == CommitStatus.State.SUCCESS && !room.takesGreen(head, wanted.context(), forge)) {
            CommitStatus over = new CommitStatus(wanted.context(), CommitStatus.State.PENDING, OVER);
            if (!there.status().equals(Optional.of(over))) {
                post(head, over, forge, pen, now);
            }
            return false;
        }
        // what is taken back is taken back whether or not anybody can count
        if (!there.is(wanted.state()) || room.takesWords(head, wanted.context(), forge)) {
            post(head, wanted, forge, pen, now);
        }
        return true;
    }

    private void post(String head, CommitStatus wanted, Forge forge, Pen pen, Instant now) {
        if (wanted.state() == CommitStatus.State.SUCCESS) {
            // a forge may have done what it gave no answer to
            known.remove(head);
        }
        pen.step(
                "set status " + wanted.context() + " to "
                        + wanted.state().name().toLowerCase(Locale.ROOT),
                () -> forge.setStatus(head, wanted));
        room.posted(head);
        known.put(head, new Posted(Optional.of(wanted), now));
    }

    /** The status of a proposal that may be merged. */
    static CommitStatus green(Plan plan, Sequence.Entry next) {
        return status(plan, CommitStatus.State.SUCCESS, next, "next in line; every gate before it holds now");
    }

    /** @param tended true where the head of the proposal is known to hold exactly the next phase */
    static CommitStatus wanted(Plan plan, Sequence.Entry next, OneStep.Judged judged, boolean tended) {
        if (judged.isMergeable() && tended) {
            return judged.opens()
                    .map(opens -> status(
                            plan,
                            CommitStatus.State.PENDING,
                            next,
                            "next in line; every gate before it holds now; no window is open before " + opens))
                    .orElseGet(() -> green(plan, next));
        }
        Decision decision = judged.decision();
        if (decision instanceof Decision.Hold hold) {
            String why = hold.reasons().get(0).message();
            return status(plan, CommitStatus.State.FAILURE, next, "do not merge: " + why);
        }
        if (decision instanceof Decision.ProposeUndo undo) {
            return status(
                    plan, CommitStatus.State.FAILURE, next, "do not merge: gates of " + undo.phase() + " have failed");
        }
        if (judged.proven().isEmpty()
                && decision instanceof Decision.Wait wait
                && judged.sight().marker().isPresent()) {
            return status(plan, CommitStatus.State.PENDING, next, "do not merge yet: " + wait.why());
        }
        String open = judged.proven()
                .map(proven -> Verdicts.words(proven.verdicts().open()))
                .orElse("");
        return status(
                plan,
                CommitStatus.State.PENDING,
                next,
                open.isEmpty() ? "it is being brought up to date" : "do not merge yet: " + open);
    }

    /** Somebody took back what came before it, or merged what comes after it. */
    private static CommitStatus outOfLine(Plan plan, String id, Sight sight) {
        String next = sight.next().map(each -> each.entry().id()).orElse("none");
        String line = "do not merge: it holds " + id + ", and the next phase is " + next;
        return plan.entry(id)
                .map(entry -> status(plan, CommitStatus.State.FAILURE, entry, line))
                .orElseGet(() ->
                        new CommitStatus(context(plan.migration().spec().name()), CommitStatus.State.FAILURE, line));
    }

    /** Green while the cluster lets the newest phase go back, and the branch is Crossfade's own. */
    private static CommitStatus undo(Plan plan, Remainder undo, OneStep.Judged judged) {
        Optional<String> unjudged = judged.answer().unjudged();
        if (unjudged.isPresent()) {
            return plan.entry(undo.undone())
                    .map(entry -> status(
                            plan, CommitStatus.State.PENDING, entry, "undo; do not merge yet: " + unjudged.get()))
                    .orElseGet(() -> outOfLine(plan, undo.id(), judged.sight()));
        }
        Optional<Sequence.Entry> newest = judged.proven().map(Proving.Proven::entry);
        if (!newest.map(Sequence.Entry::id).equals(Optional.of(undo.undone()))) {
            return outOfLine(plan, undo.id(), judged.sight());
        }
        Sequence.Entry entry = newest.orElseThrow();
        if (judged.sight().reviews().held().stream().anyMatch(undo.newest().orElseThrow()::equals)) {
            return status(plan, CommitStatus.State.FAILURE, entry, "undo; do not merge: label " + SightReader.HOLD);
        }
        String base = undo.newest().orElseThrow().base();
        if (!base.equals(judged.sight().base().branch())) {
            return status(plan, CommitStatus.State.FAILURE, entry, "undo; do not merge: it goes into " + base);
        }
        if (undo.branch().foreign().isPresent()) {
            String foreign = "undo; do not merge: "
                    + undo.branch().holds(undo.branch().foreign().get());
            return status(plan, CommitStatus.State.FAILURE, entry, foreign);
        }
        String open = Verdicts.words(judged.proven().orElseThrow().verdicts().undo());
        return open.isEmpty() && undo.isUpToDate()
                ? status(plan, CommitStatus.State.SUCCESS, entry, "undo; the cluster allows it now")
                : status(
                        plan,
                        CommitStatus.State.PENDING,
                        entry,
                        open.isEmpty() ? "undo; its branch is older than the base" : "undo; do not merge yet: " + open);
    }

    private static CommitStatus status(Plan plan, CommitStatus.State state, Sequence.Entry entry, String what) {
        return new CommitStatus(
                context(plan.migration().spec().name()),
                state,
                StatusDescription.asked(plan, entry, what.replace('\n', ' ')));
    }

    /** The name of the status. */
    static String context(String migration) {
        return "crossfade/" + migration;
    }
}
