package dev.crossfade.scm.forge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfade.core.proposal.PullRequest;
import java.util.ArrayDeque;
import java.util.Deque;

/** Merges on GitHub, by the first method that the repository and its rules allow. */
final class GitHubMerge {
    private final ForgeHttp http;
    private final String path;

    GitHubMerge(ForgeHttp http, String path) {
        this.http = http;
        this.path = path;
    }

    void merge(PullRequest open, String title, String message) {
        Deque<String> methods = methods(http.get(path).entry());
        StillChecking checking = new StillChecking(http.patience());
        while (true) {
            Answer answer = attempt(open, methods.getFirst(), title, message);
            if (answer.status() != 405) {
                http.refusals().good(answer);
                return;
            }
            if (isRefusedMethod(answer) && methods.size() > 1) {
                methods.removeFirst();
            } else if (!isPassing(answer, open) || !checking.waited()) {
                throw http.refusals().of(answer);
            }
        }
    }

    private Answer attempt(PullRequest open, String method, String title, String message) {
        ObjectNode body = Body.of("sha", open.head()).put("merge_method", method);
        if (!method.equals("rebase")) {
            body.put("commit_title", title).put("commit_message", message);
        }
        // pinned to the head, but a lost answer is still not to be told from a refusal by sending it again
        return http.exchange(
                Call.put(path + "/pulls/" + open.number() + "/merge", body).once());
    }

    /** What a token without the right to push is not told is taken for allowed. */
    private static Deque<String> methods(Entry repository) {
        Deque<String> methods = new ArrayDeque<>();
        add(methods, "merge", repository, "allow_merge_commit");
        add(methods, "squash", repository, "allow_squash_merge");
        add(methods, "rebase", repository, "allow_rebase_merge");
        if (methods.isEmpty()) {
            methods.add("merge");
        }
        return methods;
    }

    private static void add(Deque<String> methods, String method, Entry repository, String field) {
        if (repository.flag(field) || !repository.has(field)) {
            methods.add(method);
        }
    }

    /** A rule of the branch, such as a linear history, allows less than the repository does. */
    private static boolean isRefusedMethod(Answer answer) {
        return Said.by(answer).matches("(?i).*(merge commits|merges|merge method|squash|rebas).*not allowed.*");
    }

    /** GitHub finds out in the background whether it can merge; mergeable is null meanwhile. */
    private boolean isPassing(Answer answer, PullRequest open) {
        if (Said.by(answer).contains("Base branch was modified")) {
            return true;
        }
        Entry pull = http.get(path + "/pulls/" + open.number()).entry();
        return !pull.has("mergeable") && !pull.flag("merged");
    }
}
