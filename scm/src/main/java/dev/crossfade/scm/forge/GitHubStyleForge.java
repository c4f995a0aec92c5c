package dev.crossfade.scm.forge;

import dev.crossfade.core.proposal.CommitStatus;
import dev.crossfade.core.proposal.Forge;
import dev.crossfade.core.proposal.PullRequest;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** What GitHub's API and Gitea's, which is made after it, have in common: pull requests that are issues as well. */
abstract class GitHubStyleForge implements Forge {
    final ForgeHttp http;
    final String repository;
    final String path;
    final String owner;

    GitHubStyleForge(ForgeHttp http, String path, String repository) {
        this.http = http;
        this.repository = repository;
        this.path = path;
        this.owner = owner(repository);
    }

    @Override
    public final void requestReview(PullRequest open, Set<String> reviewers) {
        new ReviewRequests(http, pull(open.number()) + "/requested_reviewers", owner).ask(open, reviewers);
    }

    @Override
    public final void close(PullRequest open) {
        http.expect(Call.patch(pull(open.number()), Body.of("state", "closed")));
    }

    @Override
    public final Comment comment(PullRequest pullRequest, String text) {
        return comment(http.expect(Call.post(issue(pullRequest) + "/comments", Body.of("body", text)))
                .entry());
    }

    @Override
    public final void rewrite(PullRequest pullRequest, Comment comment, String text) {
        http.expect(Call.patch(path + "/issues/comments/" + comment.id(), Body.of("body", text)));
    }

    @Override
    public final void setStatus(String commit, CommitStatus status) {
        http.expect(Call.post(
                path + "/statuses/" + commit,
                Body.of("context", status.context())
                        .put("state", status.state().name().toLowerCase(Locale.ROOT))
                        .put("description", status.description())));
    }

    static String owner(String repository) {
        return repository.substring(0, repository.indexOf('/'));
    }

    final String pull(long number) {
        return path + "/pulls/" + number;
    }

    final String issue(PullRequest pullRequest) {
        return path + "/issues/" + pullRequest.number();
    }

    static PullRequest.State state(Entry entry, boolean merged) {
        if (merged) {
            return PullRequest.State.MERGED;
        }
        return entry.text("state").equals("open") ? PullRequest.State.OPEN : PullRequest.State.CLOSED;
    }

    static Set<String> labels(Entry entry) {
        Set<String> names = new TreeSet<>();
        entry.entries("labels").forEach(label -> names.add(label.text("name")));
        return names;
    }

    /** Teams are those of the repository's owner. */
    static Set<String> reviewers(Entry entry, String teams, String teamName) {
        Set<String> names = new TreeSet<>();
        entry.entries("requested_reviewers").forEach(user -> names.add(user.text("login")));
        String owner = entry.textOrNone("base", "repo", "owner", "login");
        entry.entries(teams).forEach(team -> names.add(owner + "/" + team.text(teamName)));
        return names;
    }

    static Comment comment(Entry entry) {
        return new Comment(
                Long.toString(entry.number("id")), entry.textOrNone("user", "login"), entry.textOrNone("body"));
    }
}
