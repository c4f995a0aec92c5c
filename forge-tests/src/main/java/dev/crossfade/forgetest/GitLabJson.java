package dev.crossfade.forgetest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** What GitLab writes, each field by its name on the page of docs.gitlab.com/api that the method names. */
final class GitLabJson {
    private final Model model;
    private final String root;

    GitLabJson(Model model, String root) {
        this.model = model;
        this.root = root;
    }

    /** api/projects, "Get a single project": id, path_with_namespace, web_url, merge_method, squash_option. */
    ObjectNode project() {
        Set<MergeStyle> allowed = model.allowed;
        String method =
                allowed.contains(MergeStyle.MERGE) || allowed.equals(Set.of(MergeStyle.SQUASH)) ? "merge" : "ff";
        return Rest.object()
                .put("id", 1)
                .put("name", model.name())
                .put("path_with_namespace", model.repository)
                .put("web_url", root + "/" + model.repository)
                .put("default_branch", "main")
                .put(
                        "merge_method",
                        method.equals("merge") && allowed.equals(Set.of(MergeStyle.SQUASH)) ? "ff" : method)
                .put("squash_option", allowed.equals(Set.of(MergeStyle.SQUASH)) ? "always" : "default_off");
    }

    /**
     * api/merge_requests, "List project merge requests" and "Get single MR": id, iid, project_id, title, description, state,
     * created_at, closed_by, closed_at, merged_at, merge_commit_sha, target_branch, source_branch, author, reviewers,
     * source_project_id, target_project_id, labels, draft, sha, detailed_merge_status, web_url.
     */
    ObjectNode request(Pull pull) {
        boolean isMerged = pull.state == Pull.State.MERGED;
        ObjectNode node = Rest.object()
                .put("id", 1000 + pull.number)
                .put("iid", pull.number)
                .put("project_id", 1)
                .put("title", pull.title)
                .put("description", pull.text)
                .put("state", isMerged ? "merged" : pull.isOpen() ? "opened" : "closed")
                .put("created_at", pull.created.toString())
                .put("closed_at", pull.closed == null || isMerged ? null : pull.closed.toString())
                .put("merged_at", pull.closed == null || !isMerged ? null : pull.closed.toString())
                .put("merge_commit_sha", pull.mergeCommit)
                .put("target_branch", pull.base)
                .put("source_branch", pull.branch)
                .put("source_project_id", pull.fromFork ? 2 : 1)
                .put("target_project_id", 1)
                .put("draft", isDraft(pull))
                .put("sha", pull.head)
                .put("detailed_merge_status", status(pull))
                .put("web_url", root + "/" + model.repository + "/-/merge_requests/" + pull.number);
        node.set("author", user(pull.author));
        ArrayNode reviewers = node.putArray("reviewers");
        pull.reviewers.forEach(name -> reviewers.add(user(name)));
        ArrayNode labels = node.putArray("labels");
        pull.labels.forEach(labels::add);
        if (pull.closedBy == null || isMerged) {
            node.putNull("closed_by");
        } else {
            node.set("closed_by", user(pull.closedBy));
        }
        return node;
    }

    static boolean isDraft(Pull pull) {
        return pull.title.matches("(?i)(draft:|\\[draft]|\\(draft\\)).*");
    }

    /** api/merge_requests, "Merge status". */
    String status(Pull pull) {
        if (!pull.isOpen()) {
            return "not_open";
        }
        if (pull.checks > 0) {
            return "checking";
        }
        if (isDraft(pull)) {
            return "draft_status";
        }
        return model.isOutdated(pull) ? "need_rebase" : "mergeable";
    }

    /** api/users, "List users": id, username, name, web_url. */
    ObjectNode user(String name) {
        return Rest.object()
                .put("id", model.user(name))
                .put("username", name)
                .put("name", name)
                .put("state", "active")
                .put("web_url", root + "/" + name);
    }

    /** api/notes, "List all merge request notes": id, body, author, created_at, system, noteable_iid. */
    ObjectNode note(Pull pull, Pull.Remark remark) {
        ObjectNode node = Rest.object()
                .put("id", remark.id)
                .put("body", remark.text)
                .put("created_at", remark.created.toString())
                .put("system", false)
                .put("noteable_iid", pull.number);
        node.set("author", user(remark.author));
        return node;
    }

    /** The same, of what the system notes: who opened it. */
    ObjectNode systemNote(Pull pull) {
        ObjectNode node = Rest.object()
                .put("id", pull.number)
                .put("body", "requested review from someone")
                .put("created_at", pull.created.toString())
                .put("system", true)
                .put("noteable_iid", pull.number);
        node.set("author", user(pull.author));
        return node;
    }

    /** api/commits, "List the statuses of a commit": id, sha, ref, status, name, description, created_at, author. */
    ObjectNode status(Model.Status status) {
        ObjectNode node = Rest.object()
                .put("id", status.id())
                .put("sha", status.commit())
                .put("ref", "main")
                .put("status", status.state())
                .put("name", status.context())
                .put("description", status.description())
                .put("created_at", status.when());
        node.set("author", user(status.creator()));
        return node;
    }
}
