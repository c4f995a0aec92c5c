package dev.crossfade.forgetest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What Gitea writes, by the field names of its modules/structs. */
final class GiteaJson {
    private final Model model;
    private final String root;

    GiteaJson(Model model, String root) {
        this.model = model;
        this.root = root;
    }

    ObjectNode repository() {
        ObjectNode node = Rest.object()
                .put("id", 1)
                .put("name", model.name())
                .put("full_name", model.repository)
                .put("html_url", root + "/" + model.repository)
                .put("allow_merge_commits", model.allowed.contains(MergeStyle.MERGE))
                .put("allow_squash_merge", model.allowed.contains(MergeStyle.SQUASH))
                .put("allow_rebase", model.allowed.contains(MergeStyle.REBASE))
                .put("allow_rebase_explicit", false)
                .put("allow_fast_forward_only_merge", model.allowed.contains(MergeStyle.FAST_FORWARD))
                .put("default_merge_style", "merge");
        node.set("owner", user(model.owner()));
        return node;
    }

    boolean isDraft(Pull pull) {
        return pull.draft || pull.title.regionMatches(true, 0, "WIP:", 0, 4);
    }

    ObjectNode pull(Pull pull) {
        ObjectNode node = Rest.object()
                .put("id", pull.number)
                .put("number", pull.number)
                .put("html_url", root + "/" + model.repository + "/pulls/" + pull.number)
                .put("title", pull.title)
                .put("body", pull.text)
                .put("state", pull.isOpen() ? "open" : "closed")
                .put("draft", isDraft(pull))
                .put("mergeable", pull.isOpen() && pull.checks <= 0)
                .put("merged", pull.state == Pull.State.MERGED)
                .put("merged_at", pull.mergeCommit == null || pull.closed == null ? null : Rest.time(pull.closed))
                .put("merge_commit_sha", pull.mergeCommit)
                .put("created_at", Rest.time(pull.created));
        node.set("user", user(pull.author));
        node.set("labels", labels(pull));
        ArrayNode reviewers = node.putArray("requested_reviewers");
        pull.reviewers.forEach(name -> reviewers.add(user(name)));
        ArrayNode teams = node.putArray("requested_reviewers_teams");
        pull.teams.forEach(
                name -> teams.addObject().put("id", model.teams.get(name)).put("name", name));
        String baseHead = model.branches.tip(pull.base).orElse(pull.baseHead);
        node.set("base", end(pull.base, baseHead, 1));
        node.set("head", head(pull));
        node.put("merge_base", model.branches.holds(pull.head, baseHead) ? baseHead : pull.baseHead);
        return node;
    }

    /** A branch that is there again shows its present tip in all its pull requests; one that is gone leaves a reference. */
    private ObjectNode head(Pull pull) {
        if (pull.fromFork) {
            return end(pull.branch, pull.head, 2);
        }
        Optional<String> tip = model.branches.tip(pull.branch);
        ObjectNode head = end(pull.branch, tip.orElse(pull.head), 1);
        return tip.isPresent() ? head : head.put("ref", "refs/pull/" + pull.number + "/head");
    }

    private ObjectNode end(String branch, String commit, int repository) {
        ObjectNode end = Rest.object()
                .put("label", branch)
                .put("ref", branch)
                .put("sha", commit)
                .put("repo_id", repository);
        if (repository == 1) {
            end.set("repo", repository());
        } else {
            end.putNull("repo");
        }
        return end;
    }

    ObjectNode issue(Pull pull) {
        ObjectNode node = Rest.object()
                .put("id", pull.number)
                .put("number", pull.number)
                .put("title", pull.title)
                .put("body", pull.text)
                .put("state", pull.isOpen() ? "open" : "closed");
        node.set("labels", labels(pull));
        node.putObject("repository").put("full_name", model.repository);
        node.putObject("pull_request").put("merged", pull.state == Pull.State.MERGED);
        return node;
    }

    ArrayNode labels(Pull pull) {
        ArrayNode labels = Rest.array();
        pull.labels.forEach(name ->
                labels.add(label(name, model.labels.getOrDefault(name, model.ownersLabels.getOrDefault(name, 0L)))));
        return labels;
    }

    ObjectNode label(String name, long number) {
        return Rest.object().put("id", number).put("name", name).put("color", "5319e7");
    }

    ArrayNode timeline(Pull pull) {
        ArrayNode timeline = Rest.array();
        pull.remarks.forEach(remark -> timeline.add(comment(remark).put("type", "comment")));
        if (pull.closedBy != null) {
            String type = pull.state == Pull.State.MERGED ? "merge_pull" : "close";
            timeline.addObject().put("type", type).set("user", user(pull.closedBy));
        }
        return timeline;
    }

    ArrayNode comments(Pull pull) {
        ArrayNode comments = Rest.array();
        pull.remarks.forEach(remark -> comments.add(comment(remark)));
        return comments;
    }

    ObjectNode comment(Pull.Remark remark) {
        ObjectNode node = Rest.object()
                .put("id", remark.id)
                .put("body", remark.text)
                .put("created_at", Rest.time(remark.created));
        node.set("user", user(remark.author));
        return node;
    }

    ObjectNode status(Model.Status status) {
        return Rest.object()
                .put("id", status.id())
                .put("status", status.state())
                .put("context", status.context())
                .put("description", status.description())
                .put("created_at", status.when());
    }

    private ObjectNode user(String login) {
        return Rest.object().put("id", model.user(login)).put("login", login);
    }
}
