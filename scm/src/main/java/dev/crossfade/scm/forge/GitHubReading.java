package dev.crossfade.scm.forge;

import dev.crossfade.core.proposal.CommitStatus;
import dev.crossfade.core.proposal.PullRequest;

/** Reads what GitHub says (its OpenAPI description: pull-request, pull-request-simple, issue-comment, simple-commit-status). */
final class GitHubReading {

    private GitHubReading() {}

    static PullRequest pullRequest(Entry entry) {
        return new PullRequest(
                entry.number("number"),
                entry.text("html_url"),
                entry.text("head", "ref"),
                entry.text("head", "sha"),
                entry.text("base", "ref"),
                GitHubStyleForge.state(entry, entry.has("merged_at")),
                entry.flag("draft"),
                entry.text("title"),
                entry.textOrNone("body"),
                GitHubStyleForge.labels(entry),
                GitHubStyleForge.reviewers(entry, "requested_teams", "slug"),
                entry.time("created_at"),
                entry.has("merged_at") ? entry.time("merged_at") : null);
    }

    /** The head of a fork lies in another repository, and in none where the fork was deleted. */
    static boolean isFromHere(Entry entry) {
        return entry.has("head", "repo") && entry.number("head", "repo", "id") == entry.number("base", "repo", "id");
    }

    static CommitStatus.State statusState(String word) {
        return switch (word) {
            case "success" -> CommitStatus.State.SUCCESS;
            case "pending" -> CommitStatus.State.PENDING;
            default -> CommitStatus.State.FAILURE;
        };
    }
}
