package dev.crossfade.core.progress;

import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.proposal.CommitSeen;
import dev.crossfade.core.proposal.PullRequest;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes out where a migration stands from one look; what a person did counts before what Crossfade would do. */
public final class StandingReader {

    private final Sight sight;

    private StandingReader(Sight sight) {
        this.sight = sight;
    }

    public static Standing read(Sight sight) {
        return new StandingReader(sight).standing();
    }

    private Standing standing() {
        Optional<PlannedCommit> next = sight.next();
        List<Problem> blocked = blocked();
        List<Problem> stops = next.isPresent() ? stops() : atOnce();
        if (!blocked.isEmpty() || (next.isEmpty() && !stops.isEmpty())) {
            blocked.addAll(stops);
            return new Standing.Held(next, blocked);
        }
        if (next.isEmpty()) {
            return new Standing.Done();
        }
        return stops.isEmpty()
                ? Standing.Free.of(next.get(), sight.reviews())
                : new Standing.Stopped(next.get(), stops);
    }

    /** What a command cannot settle. */
    private List<Problem> blocked() {
        List<Problem> blocked = new ArrayList<>();
        for (PullRequest request : sight.reviews().held()) {
            blocked.add(held(
                    request.named() + " carries the label " + SightReader.HOLD,
                    "take the label off when the migration may go on"));
        }
        // an undo comes first: what the next phase's branch holds must not be merged beside it
        for (Remainder remainder : sight.reviews().remainders()) {
            if (remainder.isUndo() && isUnderWay(remainder)) {
                blocked.add(held(
                        remainder
                                        .newest()
                                        .map(PullRequest::named)
                                        .orElse("branch " + remainder.branch().name())
                                + " takes a phase back and is not merged",
                        "merge it, or close it and delete its branch"));
            }
        }
        boolean mayMerge =
                blocked.isEmpty() && (!hasForge() || sight.reviews().open().isPresent());
        BranchSight branch = sight.reviews().branch();
        if (branch != null) {
            branch.foreign().ifPresent(commit -> blocked.add(foreign(branch, commit, mayMerge)));
        }
        sight.reviews()
                .open()
                .filter(request -> !request.base().equals(sight.base().branch()))
                .ifPresent(request -> blocked.add(held(
                        request.named() + " goes into " + request.base() + ", and the migration into "
                                + sight.base().branch(),
                        "set its base branch back to " + sight.base().branch() + ", or close it")));
        blocked.addAll(lost());
        return blocked;
    }

    private static boolean isUnderWay(Remainder undo) {
        return undo.newest()
                .map(PullRequest::isOpen)
                .orElseGet(
                        () -> !undo.branch().above().isEmpty() && undo.branch().current());
    }

    /**
     * Nobody has judged what a person put on the branch, so no status of it is green; what they do all the same is their word.
     *
     * @param mayMerge true where nothing else speaks against the branch with that commit
     */
    private Problem foreign(BranchSight branch, CommitSeen commit, boolean mayMerge) {
        if (!hasForge()) {
            String away = "keep the commit elsewhere, delete the branch and run again";
            return held(
                    branch.holds(commit),
                    mayMerge ? "merge the branch as it is, if you answer for that commit; or " + away : away);
        }
        String own = mayMerge ? "; or merge the pull request past that status, if you answer for that commit" : "";
        return held(
                branch.holds(commit),
                "status "
                        + ProposalStatuses.context(
                                sight.preview().plan().migration().spec().name())
                        + " is not success while it is there: keep the commit elsewhere, delete the branch and run crossfade"
                        + " propose --resume (the forge closes a pull request with its branch), and bring the change into "
                        + sight.base().branch() + " by a pull request of its own" + own);
    }

    private boolean hasForge() {
        return sight.preview().plan().migration().spec().proposals().hasForge();
    }

    /** What merged phases wrote and the base lacks: the phases to come rest on it, and so does a proposal that is open. */
    private List<Problem> lost() {
        String rests = sight.reviews()
                .open()
                .map(request -> "; until then " + request.named()
                        + " must not be merged: crossfade propose closes it, a watcher does not")
                .orElse("");
        return sight.preview().findings().stream()
                .filter(finding -> finding.code() == ErrorCode.PHASE_LOST && finding.isBlocker())
                .map(finding ->
                        Problem.blocker(finding.code(), finding.where(), finding.message(), finding.cure() + rests))
                .toList();
    }

    /** All is merged, but not one by one: that every gate held in between is not known. */
    private List<Problem> atOnce() {
        return sight.moved().stream()
                .map(change -> new MarkerMove(sight.preview().plan(), change))
                .flatMap(move -> move.stop().stream())
                .filter(stop -> stop.code() == ErrorCode.PHASES_AT_ONCE)
                .map(stop -> Problem.blocker(
                        stop.code(),
                        stop.where(),
                        stop.message(),
                        "nothing is left to be proposed; see that the gates of each hold in the cluster (crossfade explain"
                                + " PHASE lists them) before you take the migration's last commands from its README"))
                .toList();
    }

    private Problem held(String what, String cure) {
        return Problem.blocker(
                ErrorCode.MIGRATION_HELD,
                Where.object(
                        "migration " + sight.preview().plan().migration().spec().name()),
                what,
                cure);
    }

    /** What a person's word for going on settles. */
    private List<Problem> stops() {
        List<Problem> stops = new ArrayList<>();
        BranchSight branch = sight.reviews().branch();
        // the next phase's branch on top of the stop was made by that very word
        if (branch == null || !branch.current()) {
            sight.moved()
                    .flatMap(change -> new MarkerMove(sight.preview().plan(), change).stop())
                    .ifPresent(stops::add);
        }
        sight.reviews().closed().ifPresent(request -> stops.add(closed(request)));
        return stops;
    }

    private Problem closed(PullRequest request) {
        String by = sight.reviews().closer().map(who -> " by " + who).orElse("");
        return Problem.blocker(
                ErrorCode.PROPOSAL_CLOSED,
                Where.object("pull request " + request.number()),
                request.named() + " was closed" + by + " without a merge: the migration stands still since then",
                "find out why; crossfade propose --resume proposes the phase anew");
    }
}
