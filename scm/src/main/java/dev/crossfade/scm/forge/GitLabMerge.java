package dev.crossfade.scm.forge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfade.core.proposal.PullRequest;
import java.util.Set;

/** Merges on GitLab, by the project's own method (docs.gitlab.com/api/projects: merge_method, squash_option). */
final class GitLabMerge {

    /** docs.gitlab.com/api/merge_requests, "Merge status": what passes by itself. */
    static final Set<String> CHECKING = Set.of("unchecked", "checking", "preparing", "approvals_syncing");

    private final ForgeHttp http;
    private final String project;

    GitLabMerge(ForgeHttp http, String project) {
        this.http = http;
        this.project = project;
    }

    /** docs.gitlab.com/api/merge_requests: detailed_merge_status, which took the place of merge_status in 15.6. */
    static String status(Entry request) {
        String detailed = request.textOrNone("detailed_merge_status");
        return detailed.isEmpty() ? request.textOrNone("merge_status") : detailed;
    }

    void merge(PullRequest open, String title, String message) {
        ObjectNode body = body(open, title + "\n\n" + message);
        String request = project + "/merge_requests/" + open.number();
        StillChecking checking = new StillChecking(http.patience());
        while (true) {
            Answer answer = http.exchange(Call.put(request + "/merge", body).once());
            if (answer.isGood()) {
                return;
            }
            if (answer.status() == 401) {
                // api/merge_requests, "Merge a merge request": 401 is the account's right and not the token
                throw http.refusals()
                        .forbidden(answer, "give the token's account a role that may merge into " + open.base());
            }
            if (answer.status() != 405 && answer.status() != 422) {
                throw http.refusals().of(answer);
            }
            String status = status(http.get(request).entry());
            if (!CHECKING.contains(status) || !checking.waited()) {
                throw http.refusals()
                        .refused(
                                "GitLab will not merge " + open.number() + " (" + answer.status()
                                        + "): its merge status is " + status,
                                "see on its page what is missing");
            }
        }
    }

    /** api/merge_requests, "Merge a merge request": sha, squash, squash_commit_message, merge_commit_message. */
    private ObjectNode body(PullRequest open, String text) {
        Entry settings = http.get(project).entry();
        ObjectNode body = Body.of("sha", open.head());
        String squash = settings.textOrNone("squash_option");
        if (squash.equals("always") || squash.equals("default_on")) {
            body.put("squash", true).put("squash_commit_message", text);
        }
        if (!settings.textOrNone("merge_method").equals("ff")) {
            body.put("merge_commit_message", text);
        }
        return body;
    }
}
