package dev.crossfade.scm.forge;

import dev.crossfade.core.proposal.CommitStatus;
import dev.crossfade.core.proposal.Forge;
import dev.crossfade.core.proposal.PullRequest;
import java.util.Set;
import java.util.TreeSet;

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
                state(entry),
                entry.flag("draft") || DraftTitle.GITEA.isDraft(title),
                DraftTitle.GITEA.bare(title),
                entry.textOrNone("body"),
                labels(entry),
                reviewers(entry),
                entry.time("created_at"));
    }

    /** The label stays the branch's name; ref is refs/pull/N/head once the branch is gone (services/convert/pull.go). */
    static String branch(Entry entry) {
        return entry.text("head", "label");
    }

    private static PullRequest.State state(Entry entry) {
        if (entry.flag("merged")) {
            return PullRequest.State.MERGED;
        }
        return entry.text("state").equals("open") ? PullRequest.State.OPEN : PullRequest.State.CLOSED;
    }

    /** The head of a pull request that was opened from a fork lies in another repository; a deleted fork has none. */
    static boolean isFromHere(Entry entry) {
        return entry.number("head", "repo_id") == entry.number("base", "repo_id");
    }

    static Set<String> labels(Entry entry) {
        Set<String> names = new TreeSet<>();
        entry.entries("labels").forEach(label -> names.add(label.text("name")));
        return names;
    }

    /** Teams are those of the repository's owner. */
    private static Set<String> reviewers(Entry entry) {
        Set<String> names = new TreeSet<>();
        entry.entries("requested_reviewers").forEach(user -> names.add(user.text("login")));
        String owner = entry.textOrNone("base", "repo", "owner", "login");
        entry.entries("requested_reviewers_teams").forEach(team -> names.add(owner + "/" + team.text("name")));
        return names;
    }

    static Forge.Comment comment(Entry entry) {
        return new Forge.Comment(
                Long.toString(entry.number("id")), entry.textOrNone("user", "login"), entry.textOrNone("body"));
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
