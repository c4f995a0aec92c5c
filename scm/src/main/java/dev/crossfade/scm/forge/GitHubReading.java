package dev.crossfade.scm.forge;

import dev.crossfade.core.proposal.CommitStatus;
import dev.crossfade.core.proposal.Forge;
import dev.crossfade.core.proposal.PullRequest;
import java.util.Set;
import java.util.TreeSet;

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
                state(entry),
                entry.flag("draft"),
                entry.text("title"),
                entry.textOrNone("body"),
                labels(entry),
                reviewers(entry),
                entry.time("created_at"));
    }

    private static PullRequest.State state(Entry entry) {
        if (entry.has("merged_at")) {
            return PullRequest.State.MERGED;
        }
        return entry.text("state").equals("open") ? PullRequest.State.OPEN : PullRequest.State.CLOSED;
    }

    /** The head of a fork lies in another repository, and in none where the fork was deleted. */
    static boolean isFromHere(Entry entry) {
        return entry.has("head", "repo") && entry.number("head", "repo", "id") == entry.number("base", "repo", "id");
    }

    private static Set<String> labels(Entry entry) {
        Set<String> names = new TreeSet<>();
        entry.entries("labels").forEach(label -> names.add(label.text("name")));
        return names;
    }

    /** Teams are those of the organisation that owns the repository. */
    private static Set<String> reviewers(Entry entry) {
        Set<String> names = new TreeSet<>();
        entry.entries("requested_reviewers").forEach(user -> names.add(user.text("login")));
        String owner = entry.textOrNone("base", "repo", "owner", "login");
        entry.entries("requested_teams").forEach(team -> names.add(owner + "/" + team.text("slug")));
        return names;
    }

    static Forge.Comment comment(Entry entry) {
        return new Forge.Comment(
                Long.toString(entry.number("id")), entry.textOrNone("user", "login"), entry.textOrNone("body"));
    }

    static CommitStatus.State statusState(String word) {
        return switch (word) {
            case "success" -> CommitStatus.State.SUCCESS;
            case "pending" -> CommitStatus.State.PENDING;
            default -> CommitStatus.State.FAILURE;
        };
    }
}
