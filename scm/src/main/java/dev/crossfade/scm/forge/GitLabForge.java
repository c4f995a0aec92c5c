package dev.crossfade.scm.forge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfade.core.proposal.CommitStatus;
import dev.crossfade.core.proposal.Forge;
import dev.crossfade.core.proposal.PullRequest;
import dev.crossfade.core.proposal.PullRequestDraft;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * GitLab, hosted and self-managed (docs.gitlab.com: "Merge requests API", "Notes API", "Commits API", "Users API",
 * "Projects API").
 */
final class GitLabForge implements Forge {
    private static final String PAGE = "100";

    private final ForgeHttp http;
    private final String project;
    private final GitLabMerge merging;
    private final GitLabReviewers reviewing;

    GitLabForge(ForgeHttp http, String project) {
        this.http = http;
        this.project = project;
        this.merging = new GitLabMerge(http, project);
        this.reviewing = new GitLabReviewers(http, project);
    }

    /** "Merge requests API", List project merge requests: source_branch, state, scope. */
    @Override
    public List<PullRequest> pullRequests(String branch) {
        return mergeRequests("source_branch", branch);
    }

    @Override
    public List<PullRequest> labelled(String label) {
        return mergeRequests("labels", label);
    }

    private List<PullRequest> mergeRequests(String filter, String value) {
        return http
                .list(new Query(project + "/merge_requests")
                        .with(filter, value)
                        .with("state", "all")
                        .with("scope", "all")
                        .with("per_page", PAGE)
                        .path())
                .stream()
                .filter(GitLabReading::isFromHere)
                .map(GitLabReading::pullRequest)
                .sorted(PullRequest.NEWEST_FIRST)
                .toList();
    }

    /** "Merge requests API", Get single MR: closed_by. */
    @Override
    public Optional<String> closedBy(PullRequest closed) {
        String name = http.get(request(closed)).entry().textOrNone("closed_by", "username");
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    /** "Merge requests API", Merge status: need_rebase, where the project merges fast-forward or semi-linear. */
    @Override
    public boolean isOutdated(PullRequest open) {
        StillChecking checking = new StillChecking(http.patience());
        while (true) {
            String status = GitLabMerge.status(http.get(request(open)).entry());
            if (!GitLabMerge.CHECKING.contains(status) || !checking.waited()) {
                return status.equals("need_rebase");
            }
        }
    }

    @Override
    public PullRequest open(PullRequestDraft draft) {
        Call call = Call.post(
                project + "/merge_requests",
                Body.of("title", DraftTitle.GITLAB.of(draft.title(), draft.draft()))
                        .put("description", draft.text())
                        .put("source_branch", draft.branch())
                        .put("target_branch", draft.base()));
        return GitLabReading.pullRequest(http.expect(call).entry());
    }

    @Override
    public void rewrite(PullRequest open, String title, String text) {
        update(open, Body.of("title", DraftTitle.GITLAB.of(title, open.draft())).put("description", text));
    }

    /** "Merge requests API", Update MR: add_labels, which makes those that are missing; a comma parts them. */
    @Override
    public void label(PullRequest open, Set<String> names) {
        Set<String> missing = new TreeSet<>(names);
        missing.removeAll(open.labels());
        if (!missing.isEmpty()) {
            update(open, Body.of("add_labels", String.join(",", missing)));
        }
    }

    @Override
    public void requestReview(PullRequest open, Set<String> reviewers) {
        reviewing.ask(open, reviewers);
    }

    /** "Merge requests API", Update MR: state_event. */
    @Override
    public void close(PullRequest open) {
        update(open, Body.of("state_event", "close"));
    }

    private void update(PullRequest open, ObjectNode body) {
        http.expect(Call.put(request(open), body));
    }

    @Override
    public void merge(PullRequest open, String title, String message) {
        merging.merge(open, title, message);
    }

    /** "Notes API": what the system notes about itself is none of anybody's comments. */
    @Override
    public List<Comment> comments(PullRequest pullRequest) {
        return http
                .list(new Query(request(pullRequest) + "/notes")
                        .with("sort", "asc")
                        .with("order_by", "created_at")
                        .with("per_page", PAGE)
                        .path())
                .stream()
                .filter(note -> !note.flag("system"))
                .map(GitLabReading::comment)
                .toList();
    }

    @Override
    public Comment comment(PullRequest pullRequest, String text) {
        Call call = Call.post(request(pullRequest) + "/notes", Body.of("body", text));
        return GitLabReading.comment(http.expect(call).entry());
    }

    @Override
    public void rewrite(PullRequest pullRequest, Comment comment, String text) {
        http.expect(Call.put(request(pullRequest) + "/notes/" + comment.id(), Body.of("body", text)));
    }

    /** "Commits API", List the statuses of a commit: the newest of a name, filter name. */
    @Override
    public Optional<CommitStatus> status(String commit, String context) {
        return http
                .list(new Query(project + "/repository/commits/" + commit + "/statuses")
                        .with("name", context)
                        .with("per_page", PAGE)
                        .path())
                .stream()
                .filter(entry -> entry.text("name").equals(context))
                .max(Comparator.comparingLong(entry -> entry.number("id")))
                .map(entry -> SeenStatus.of(
                        context, GitLabReading.statusState(entry.text("status")), entry.textOrNone("description")));
    }

    /**
     * "Commits API", Set commit status. A status that is to stay as it is is refused: "Cannot transition status via :enqueue from
     * :pending".
     */
    @Override
    public void setStatus(String commit, CommitStatus status) {
        Optional<CommitStatus> now = status(commit, status.context());
        if (now.filter(status::equals).isPresent()) {
            return;
        }
        Answer answer = http.exchange(Call.post(
                project + "/statuses/" + commit,
                Body.of("name", status.context())
                        .put("state", GitLabReading.word(status.state()))
                        .put("description", status.description())));
        // asked anew, because another run may have set it since
        boolean isSo = answer.status() == 400
                && answer.text().contains("Cannot transition status")
                && status(commit, status.context())
                        .filter(after -> after.state() == status.state())
                        .isPresent();
        if (!isSo) {
            http.refusals().good(answer);
        }
    }

    private String request(PullRequest pullRequest) {
        return project + "/merge_requests/" + pullRequest.number();
    }
}
