package dev.crossfade.scm.forge;

import dev.crossfade.core.proposal.CommitStatus;
import dev.crossfade.core.proposal.PullRequest;
import dev.crossfade.core.proposal.PullRequestDraft;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** GitHub, at github.com and as Enterprise Server (docs.github.com, REST API 2022-11-28). */
final class GitHubForge extends GitHubStyleForge {
    private static final String PAGE = "100";
    private static final int MOST_STATUSES = 1000;

    private final GitHubMerge merging;

    GitHubForge(ForgeHttp http, String path, String repository) {
        super(http, path, repository);
        this.merging = new GitHubMerge(http, path);
    }

    /** A head without its owner is no filter, and one whose owner has forks finds theirs, too. */
    @Override
    public List<PullRequest> pullRequests(String branch) {
        return http
                .list(new Query(path + "/pulls")
                        .with("head", owner + ":" + branch)
                        .with("state", "all")
                        .with("per_page", PAGE)
                        .path())
                .stream()
                .filter(entry -> entry.text("head", "ref").equals(branch) && GitHubReading.isFromHere(entry))
                .map(GitHubReading::pullRequest)
                .sorted(PullRequest.NEWEST_FIRST)
                .toList();
    }

    /** Labels are those of issues, which do not name the branch. */
    @Override
    public List<PullRequest> labelled(String label) {
        return http
                .list(new Query(path + "/issues")
                        .with("labels", label)
                        .with("state", "all")
                        .with("per_page", PAGE)
                        .path())
                .stream()
                .filter(entry -> entry.has("pull_request"))
                .map(entry -> http.get(pull(entry.number("number"))).entry())
                .map(GitHubReading::pullRequest)
                .sorted(PullRequest.NEWEST_FIRST)
                .toList();
    }

    @Override
    public Optional<String> closedBy(PullRequest closed) {
        String name = http.get(issue(closed)).entry().textOrNone("closed_by", "login");
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    /** {@code behind} is said only where a rule wants branches to be up to date. */
    @Override
    public boolean isOutdated(PullRequest open) {
        StillChecking checking = new StillChecking(http.patience());
        while (true) {
            String state = http.get(pull(open.number())).entry().textOrNone("mergeable_state");
            if (!state.equals("unknown") || !checking.waited()) {
                return state.equals("behind");
            }
        }
    }

    @Override
    public PullRequest open(PullRequestDraft draft) {
        Call call = Call.post(
                path + "/pulls",
                Body.of("title", draft.title())
                        .put("body", draft.text())
                        .put("head", draft.branch())
                        .put("base", draft.base())
                        .put("draft", draft.draft()));
        return GitHubReading.pullRequest(http.expect(call).entry());
    }

    @Override
    public void rewrite(PullRequest open, String title, String text) {
        http.expect(Call.patch(pull(open.number()), Body.of("title", title).put("body", text)));
    }

    /** GitHub makes the labels that are missing. */
    @Override
    public void label(PullRequest open, Set<String> names) {
        Set<String> missing = new TreeSet<>(names);
        missing.removeAll(open.labels());
        if (!missing.isEmpty()) {
            http.expect(Call.post(issue(open) + "/labels", Body.of("labels", missing)));
        }
    }

    @Override
    public void merge(PullRequest open, String title, String message) {
        merging.merge(open, title, message);
    }

    @Override
    public List<Comment> comments(PullRequest pullRequest) {
        return http
                .list(new Query(issue(pullRequest) + "/comments")
                        .with("per_page", PAGE)
                        .path())
                .stream()
                .map(GitHubStyleForge::comment)
                .toList();
    }

    /** The combined status holds the newest word of each context. */
    @Override
    public Optional<CommitStatus> status(String commit, String context) {
        return http
                .pages(new Query(path + "/commits/" + commit + "/status")
                        .with("per_page", PAGE)
                        .path())
                .stream()
                .flatMap(page -> page.entry().entries("statuses").stream())
                .filter(entry -> entry.text("context").equals(context))
                .findFirst()
                .map(entry -> SeenStatus.of(
                        context, GitHubReading.statusState(entry.text("state")), entry.textOrNone("description")));
    }

    /**
     * "There is a limit of 1000 statuses per sha and context within a repository. Attempts to create more than 1000 statuses will
     * result in a validation error" (docs.github.com, REST API, Commit statuses, Create a commit status).
     */
    @Override
    public OptionalInt statusesLeft(String commit, String context) {
        int had = http.list(
                        new Query(path + "/commits/" + commit + "/statuses")
                                .with("per_page", PAGE)
                                .path(),
                        entry -> entry.text("context").equals(context))
                .size();
        return OptionalInt.of(Math.max(0, MOST_STATUSES - had));
    }
}
