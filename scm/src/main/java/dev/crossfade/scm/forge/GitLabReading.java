package dev.crossfade.scm.forge;

import dev.crossfade.core.proposal.CommitStatus;
import dev.crossfade.core.proposal.Forge;
import dev.crossfade.core.proposal.PullRequest;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads what GitLab says. The fields of merge requests are those of docs.gitlab.com/api/merge_requests, of notes those of
 * docs.gitlab.com/api/notes, of statuses those of docs.gitlab.com/api/commits.
 */
final class GitLabReading {

    private GitLabReading() {}

    /** api/merge_requests, "List project merge requests", each field by its name there. */
    static PullRequest pullRequest(Entry entry) {
        String title = entry.text("title");
        return new PullRequest(
                entry.number("iid"),
                entry.text("web_url"),
                entry.text("source_branch"),
                entry.text("sha"),
                entry.text("target_branch"),
                state(entry.text("state")),
                entry.flag("draft") || DraftTitle.GITLAB.isDraft(title),
                DraftTitle.GITLAB.bare(title),
                entry.textOrNone("description"),
                new TreeSet<>(entry.texts("labels")),
                reviewers(entry),
                entry.time("created_at"),
                entry.has("merged_at") ? entry.time("merged_at") : null);
    }

    /** api/merge_requests: opened, closed, locked or merged; locked is the short time of the merge itself. */
    private static PullRequest.State state(String word) {
        return switch (word) {
            case "opened", "locked" -> PullRequest.State.OPEN;
            case "merged" -> PullRequest.State.MERGED;
            default -> PullRequest.State.CLOSED;
        };
    }

    /** api/merge_requests: source_project_id, null where a fork was deleted; target_project_id. */
    static boolean isFromHere(Entry entry) {
        return entry.has("source_project_id") && entry.number("source_project_id") == entry.number("target_project_id");
    }

    /** api/merge_requests: reviewers, who stay in the list when they have answered. */
    private static Set<String> reviewers(Entry entry) {
        Set<String> names = new TreeSet<>();
        entry.entries("reviewers").forEach(user -> names.add(user.text("username")));
        return names;
    }

    /** api/notes, "List all merge request notes": id, author, body. */
    static Forge.Comment comment(Entry entry) {
        return new Forge.Comment(
                Long.toString(entry.number("id")), entry.textOrNone("author", "username"), entry.textOrNone("body"));
    }

    /** api/commits, "Set commit status": pending, running, success, failed, canceled, skipped. */
    static CommitStatus.State statusState(String word) {
        return switch (word) {
            case "success", "skipped" -> CommitStatus.State.SUCCESS;
            case "failed", "canceled" -> CommitStatus.State.FAILURE;
            default -> CommitStatus.State.PENDING;
        };
    }

    static String word(CommitStatus.State state) {
        return switch (state) {
            case SUCCESS -> "success";
            case FAILURE -> "failed";
            case PENDING -> "pending";
        };
    }
}
