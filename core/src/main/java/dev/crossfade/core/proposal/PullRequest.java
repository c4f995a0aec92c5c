package dev.crossfade.core.proposal;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A pull request as the forge shows it.
 *
 * @param number the number that people quote; within the repository
 * @param address its page in a browser
 * @param branch its head branch, without refs/heads/
 * @param head the commit at the tip of that branch, as the forge saw it last
 * @param base the branch that it is merged into
 * @param text what its author wrote, line ends as LF
 * @param reviewers who was asked for a review and has not answered yet
 * @param merged when it was, by the forge's clock; null where it is not
 */
public record PullRequest(
        long number,
        String address,
        String branch,
        String head,
        String base,
        State state,
        boolean draft,
        String title,
        String text,
        Set<String> labels,
        Set<String> reviewers,
        Instant created,
        @Nullable Instant merged) {

    /** As lists of pull requests are kept. */
    public static final Comparator<PullRequest> NEWEST_FIRST =
            Comparator.comparingLong(PullRequest::number).reversed();

    /** What became of it. */
    public enum State {
        OPEN,
        MERGED,
        CLOSED
    }

    public PullRequest {
        if (number < 1 || branch.isBlank() || base.isBlank()) {
            throw new IllegalArgumentException("a pull request has a number, a branch and a base: " + number + ", '"
                    + branch + "', '" + base + "'");
        }
        labels = Collections.unmodifiableSet(new TreeSet<>(labels));
        reviewers = Collections.unmodifiableSet(new TreeSet<>(reviewers));
    }

    /** How messages name it: its number and its page. */
    public String named() {
        return "pull request " + number + " (" + address + ")";
    }

    public boolean isOpen() {
        return state == State.OPEN;
    }
}
