package dev.crossfade.core.proposal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where people review the phases: one repository on the customer's forge. Every call reads or writes there and then, and
 * nothing is remembered between two. All of them throw {@link dev.crossfade.core.report.CrossfadeException} with one problem
 * that says what the forge answered to what, and what cures it: FORGE_UNAUTHORIZED, FORGE_FORBIDDEN, FORGE_NOT_FOUND,
 * FORGE_REFUSED, FORGE_RATE_LIMITED, FORGE_UNAVAILABLE or FORGE_UNREADABLE.
 */
public interface Forge {

    /** Every pull request of a branch of this very repository (no fork's), whatever its state, newest first. */
    List<PullRequest> pullRequests(String branch);

    /**
     * Of each of these branches the pull requests that count: at least the one that is open into the base, and where there is
     * none, every one, newest first. Asked with as few requests as the forge allows.
     */
    default Map<String, List<PullRequest>> pullRequests(String base, Collection<String> branches) {
        Map<String, List<PullRequest>> found = new TreeMap<>();
        branches.forEach(branch -> found.put(branch, pullRequests(branch)));
        return found;
    }

    /** Every pull request that carries the label, whatever its state, newest first. */
    List<PullRequest> labelled(String label);

    /** Who closed it, where the forge says so. */
    Optional<String> closedBy(PullRequest closed);

    /** True where the forge will not merge it before it holds the newest commit of its base branch. */
    boolean isOutdated(PullRequest open);

    /**
     * Opens a pull request.
     *
     * @throws dev.crossfade.core.report.CrossfadeException FORGE_REFUSED where one is open for the branch already;
     *     FORGE_UNAVAILABLE where no answer came, and it may be open now
     */
    PullRequest open(PullRequestDraft draft);

    /** Gives an open pull request another title and text. */
    void rewrite(PullRequest open, String title, String text);

    /** Adds labels, and makes those that the repository does not know yet. */
    void label(PullRequest open, Set<String> labels);

    /** Asks these people (or teams, in the forge's own spelling) for a review, beside those who were asked already. */
    void requestReview(PullRequest open, Set<String> reviewers);

    void close(PullRequest open);

    /**
     * Merges it by a method that the repository allows, only while its head is the commit that was seen.
     *
     * @throws dev.crossfade.core.report.CrossfadeException FORGE_REFUSED where the head moved, a check is missing or nobody
     *     approved
     */
    void merge(PullRequest open, String title, String message);

    /** Its comments, oldest first. */
    List<Comment> comments(PullRequest pullRequest);

    Comment comment(PullRequest pullRequest, String text);

    void rewrite(PullRequest pullRequest, Comment comment, String text);

    /** The newest status of a commit in this context. */
    Optional<CommitStatus> status(String commit, String context);

    void setStatus(String commit, CommitStatus status);

    /** How many more statuses it takes of a commit in this context; nothing where none of its documentation names a limit. */
    default OptionalInt statusesLeft(String commit, String context) {
        return OptionalInt.empty();
    }

    /** A comment, by the forge's own id. */
    record Comment(String id, String author, String text) {}
}
