package dev.crossfade.scm.forge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfade.core.proposal.CommitStatus;
import dev.crossfade.core.proposal.PullRequest;
import dev.crossfade.core.proposal.PullRequestDraft;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Gitea and Forgejo (docs.gitea.com, "API Usage"; the facts were tried on Gitea 1.26). */
final class GiteaForge extends GitHubStyleForge {
    /** The most that an instance gives on one page by default. */
    private static final String PAGE = "50";

    private final GiteaLabels labels;
    private final GiteaSearch search;
    private final GiteaMerge merging;

    GiteaForge(ForgeHttp http, String path, String repository) {
        super(http, path, repository);
        this.labels = new GiteaLabels(http, path, owner);
        this.search = new GiteaSearch(http, path, repository);
        this.merging = new GiteaMerge(http, path);
    }

    /** There is no filter by head branch. */
    @Override
    public List<PullRequest> pullRequests(String branch) {
        return of(branch, all(Set.of(branch)));
    }

    /**
     * "Get a pull request by base and head" finds one of several, in any state: an open one is the only one that is open for both
     * (models/issues/pull.go), and all else is looked for in the one list of all.
     */
    @Override
    public Map<String, List<PullRequest>> pullRequests(String base, Collection<String> branches) {
        Map<String, List<PullRequest>> found = new TreeMap<>();
        Set<String> rest = new TreeSet<>();
        for (String branch : branches) {
            Optional<PullRequest> open = open(base, branch);
            open.ifPresent(request -> found.put(branch, List.of(request)));
            if (open.isEmpty()) {
                rest.add(branch);
            }
        }
        List<Entry> all = rest.isEmpty() ? List.of() : all(rest);
        rest.forEach(branch -> found.put(branch, of(branch, all)));
        return found;
    }

    private Optional<PullRequest> open(String base, String branch) {
        String ends = Query.encoded(base) + "/" + Query.encoded(branch).replace("%2F", "/");
        Answer answer = http.exchange(Call.get(path + "/pulls/" + ends));
        if (answer.status() == 404) {
            return Optional.empty();
        }
        return Optional.of(http.refusals().good(answer).entry())
                .filter(entry -> isOf(branch, entry))
                .map(GiteaReading::pullRequest)
                .filter(request -> request.isOpen() && request.base().equals(base));
    }

    private List<Entry> all(Set<String> branches) {
        String pulls = new Query(path + "/pulls")
                .with("state", "all")
                .with("limit", PAGE)
                .path();
        return http.list(pulls, entry -> branches.contains(GiteaReading.branch(entry)));
    }

    private static List<PullRequest> of(String branch, List<Entry> all) {
        return all.stream()
                .filter(entry -> isOf(branch, entry))
                .map(GiteaReading::pullRequest)
                .sorted(PullRequest.NEWEST_FIRST)
                .toList();
    }

    private static boolean isOf(String branch, Entry entry) {
        return GiteaReading.branch(entry).equals(branch) && GiteaReading.isFromHere(entry);
    }

    @Override
    public List<PullRequest> labelled(String label) {
        return search.labelled(label).stream()
                .map(number -> http.get(pull(number)).entry())
                .map(GiteaReading::pullRequest)
                .sorted(PullRequest.NEWEST_FIRST)
                .toList();
    }

    @Override
    public Optional<String> closedBy(PullRequest closed) {
        return http.list(issue(closed) + "/timeline").stream()
                .filter(entry -> entry.textOrNone("type").equals("close"))
                .map(entry -> entry.textOrNone("user", "login"))
                .filter(name -> !name.isEmpty())
                .reduce((first, last) -> last);
    }

    /** The rule is shown to administrators of the repository only; everybody else is told when the merge is refused. */
    @Override
    public boolean isOutdated(PullRequest open) {
        Entry pull = http.get(pull(open.number())).entry();
        if (pull.textOrNone("merge_base").equals(pull.textOrNone("base", "sha"))) {
            return false;
        }
        Answer rules = http.exchange(Call.get(path + "/branch_protections/" + Query.encoded(open.base())));
        if (rules.status() == 403 || rules.status() == 404) {
            return false;
        }
        return http.refusals().good(rules).entry().flag("block_on_outdated_branch");
    }

    /**
     * Gitea answers 404 to a pull request of a branch that was pushed in the same second: its table of branches lags behind Git.
     */
    @Override
    public PullRequest open(PullRequestDraft draft) {
        ObjectNode body = Body.of("title", DraftTitle.GITEA.of(draft.title(), draft.draft()))
                .put("body", draft.text())
                .put("head", draft.branch())
                .put("base", draft.base());
        Patience patience = http.patience();
        while (true) {
            Answer answer = http.exchange(Call.post(path + "/pulls", body));
            if (answer.status() != 404 || !hasBranch(draft.branch()) || !patience.again()) {
                return GiteaReading.pullRequest(http.refusals().good(answer).entry());
            }
        }
    }

    /** Asked of Git's own references, not of the table that lags. */
    private boolean hasBranch(String branch) {
        Answer found = http.exchange(Call.get(path + "/git/refs/heads/" + branch));
        return found.isGood();
    }

    @Override
    public void rewrite(PullRequest open, String title, String text) {
        http.expect(Call.patch(
                pull(open.number()),
                Body.of("title", DraftTitle.GITEA.of(title, open.draft())).put("body", text)));
    }

    @Override
    public void label(PullRequest open, Set<String> names) {
        labels.add(open, names);
    }

    @Override
    public void merge(PullRequest open, String title, String message) {
        merging.merge(open, title, message);
    }

    @Override
    public List<Comment> comments(PullRequest pullRequest) {
        return http.list(issue(pullRequest) + "/comments").stream()
                .map(GitHubStyleForge::comment)
                .toList();
    }

    @Override
    public Optional<CommitStatus> status(String commit, String context) {
        return http.pages(path + "/commits/" + commit + "/status?limit=" + PAGE).stream()
                .flatMap(page -> page.entry().entries("statuses").stream())
                .filter(entry -> entry.text("context").equals(context))
                .findFirst()
                .map(entry -> SeenStatus.of(
                        context, GiteaReading.statusState(entry.text("status")), entry.textOrNone("description")));
    }
}
