package dev.crossfade.core.progress;

import dev.crossfade.core.proposal.CommitStatus;
import dev.crossfade.core.proposal.Forge;
import dev.crossfade.core.proposal.PullRequest;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How many more statuses the forge takes of the commits of proposals: one that is green and may have no other status can never be
 * taken back. Asked before the first that needs room, and counted from then on, so a new process knows what an earlier one used up.
 */
final class StatusRoom {

    /** With so many left a status is posted where its state changes, and no more because its words do. */
    static final int WORDS = 500;

    /** With so many left nothing becomes green again: what became it before these is taken back with one of them. */
    static final int RESERVE = 100;

    private final Map<String, OptionalInt> left = new HashMap<>();

    boolean takesWords(String commit, String context, Forge forge) {
        return of(commit, context, forge) > WORDS;
    }

    boolean takesGreen(String commit, String context, Forge forge) {
        return of(commit, context, forge) > RESERVE;
    }

    private int of(String commit, String context, Forge forge) {
        return left.computeIfAbsent(commit, unknown -> forge.statusesLeft(commit, context))
                .orElse(Integer.MAX_VALUE);
    }

    void posted(String commit) {
        left.computeIfPresent(commit, (same, room) -> room.isPresent() ? OptionalInt.of(room.getAsInt() - 1) : room);
    }

    void keep(Set<String> commits) {
        left.keySet().retainAll(commits);
    }

    /** Another one may have posted since. */
    void forget() {
        left.clear();
    }

    /** @throws CrossfadeException STATUS_LIMIT where it may not become green */
    static void require(PullRequest request, CommitStatus green, Forge forge) {
        if (!new StatusRoom().takesGreen(request.head(), green.context(), forge)) {
            throw full(request, green);
        }
    }

    /** Why a status stays pending, and what helps: the same proposal on the same base is the same commit, date and all. */
    static CrossfadeException full(PullRequest request, CommitStatus wanted) {
        return new CrossfadeException(
                ErrorCode.STATUS_LIMIT,
                Where.object("pull request " + request.number()),
                "the forge takes fewer than " + (RESERVE + 1) + " more statuses " + wanted.context() + " of commit "
                        + request.head() + ", so that one does not become green any more: it might never be taken back",
                "see that " + request.base() + " has a newer commit (git commit --allow-empty), delete branch "
                        + request.branch() + ", and propose it again, as another commit: crossfade propose --resume, or"
                        + " crossfade rollback PHASE for an undo");
    }
}
