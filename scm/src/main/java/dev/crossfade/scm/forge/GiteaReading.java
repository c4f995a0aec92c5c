package dev.crossfade.scm.forge;

import dev.crossfade.core.proposal.CommitStatus;
import dev.crossfade.core.proposal.PullRequest;

/** Reads what Gitea and Forgejo say (swagger.v1.json of any instance: PullRequest, Comment, CommitStatus). */
final class GiteaReading {

    private GiteaReading() {}

    static PullRequest pullRequest(Entry entry) {
        String title = entry.text("title");
        return new PullRequest(
                entry.number("number"),
                entry.text("html_url"),
                branch(entry),
                entry.text("head", "sha"),
                entry.text("base", "ref"),
                GitHubStyleForge.state(entry, entry.flag("merged")),
                entry.flag("draft") || DraftTitle.GITEA.isDraft(title),
                DraftTitle.GITEA.bare(title),
                entry.textOrNone("body"),
                GitHubStyleForge.labels(entry),
                GitHubStyleForge.reviewers(entry, "requested_reviewers_teams", "name"),
                entry.time("created_at"),
                entry.has("merged_at") ? entry.time("merged_at") : null);
    }

    /** The label stays the branch's name; ref is refs/pull/N/head once the branch is gone (services/convert/pull.go). */
    static String branch(Entry entry) {
        return entry.text("head", "label");
    }

    /** The head of a pull request that was opened from a fork lies in another repository; a deleted fork has none. */
    static boolean isFromHere(Entry entry) {
        return entry.number("head", "repo_id") == entry.number("base", "repo_id");
    }

    /** Gitea also says error and warning, and skipped since 1.25. */
    static CommitStatus.State statusState(String word) {
        return switch (word) {
            case "success", "skipped" -> CommitStatus.State.SUCCESS;
            case "pending" -> CommitStatus.State.PENDING;
            default -> CommitStatus.State.FAILURE;
        };
    }
}
