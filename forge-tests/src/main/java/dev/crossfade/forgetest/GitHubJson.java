package dev.crossfade.forgetest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What GitHub writes about pull requests (its OpenAPI description: pull-request, issue, issue-comment, status). */
final class GitHubJson {
    private final Model model;
    private final GitHubObjects objects;

    GitHubJson(Model model, GitHubObjects objects) {
        this.model = model;
        this.objects = objects;
    }

    /** As in lists (pull-request-simple). */
    ObjectNode simple(Pull pull) {
        String here = objects.here("/pulls/" + pull.number);
        ObjectNode node = common(pull)
                .put("url", here)
                .put("diff_url", objects.page("/pull/" + pull.number + ".diff"))
                .put("patch_url", objects.page("/pull/" + pull.number + ".patch"))
                .put("issue_url", objects.here("/issues/" + pull.number))
                .put("commits_url", here + "/commits")
                .put("review_comments_url", here + "/comments")
                .put("review_comment_url", objects.here("/pulls/comments{/number}"))
                .put("statuses_url", objects.here("/statuses/" + pull.head))
                .put(
                        "merged_at",
                        pull.state == Pull.State.MERGED && pull.closed != null ? Rest.time(pull.closed) : null)
                .put("merge_commit_sha", pull.mergeCommit)
                .put("draft", pull.draft)
                .putNull("auto_merge");
        ArrayNode reviewers = node.putArray("requested_reviewers");
        pull.reviewers.forEach(name -> reviewers.add(objects.user(name)));
        ArrayNode teams = node.putArray("requested_teams");
        pull.teams.forEach(name -> teams.add(objects.team(name)));
        node.set("head", end(pull.branch, pull.head, pull.fromFork));
        node.set("base", end(pull.base, model.branches.tip(pull.base).orElse(pull.baseHead), false));
        node.set("_links", links(node));
        return node;
    }

    private static ObjectNode links(ObjectNode pull) {
        ObjectNode links = Rest.object();
        for (String link :
                List.of("comments", "commits", "statuses", "issue", "review_comments", "review_comment", "html")) {
            links.putObject(link).put("href", pull.path(link + "_url").asText());
        }
        links.putObject("self").put("href", pull.path("url").asText());
        return links;
    }

    private ObjectNode common(Pull pull) {
        ObjectNode node = Rest.object()
                .put("id", 1000 + pull.number)
                .put("node_id", GitHubObjects.node("PullRequest", pull.number))
                .put("html_url", objects.page("/pull/" + pull.number))
                .put("comments_url", objects.here("/issues/" + pull.number + "/comments"))
                .put("number", pull.number)
                .put("state", pull.isOpen() ? "open" : "closed")
                .put("locked", false)
                .put("title", pull.title)
                .put("body", pull.text)
                .put("author_association", "MEMBER")
                .put("created_at", Rest.time(pull.created))
                .put("updated_at", Rest.time(pull.created))
                .put("closed_at", pull.closed == null ? null : Rest.time(pull.closed));
        node.putNull("assignee").putNull("milestone");
        node.set("user", objects.user(pull.author));
        node.set("labels", labels(pull));
        return node;
    }

    private ObjectNode end(String branch, String commit, boolean isFork) {
        ObjectNode end = Rest.object()
                .put("label", (isFork ? "somebody" : model.owner()) + ":" + branch)
                .put("ref", branch)
                .put("sha", commit);
        end.set("user", objects.user(isFork ? "somebody" : model.owner()));
        end.set("repo", isFork ? objects.repository().put("id", 2).put("fork", true) : objects.repository());
        return end;
    }

    /** As it is itself (pull-request). */
    ObjectNode pull(Pull pull) {
        boolean isChecked = pull.checks <= 0;
        String state = model.isOutdated(pull) ? "behind" : pull.draft ? "draft" : "clean";
        ObjectNode node = simple(pull)
                .put("additions", 1)
                .put("deletions", 0)
                .put("changed_files", 1)
                .put("comments", pull.remarks.size())
                .put("review_comments", 0)
                .put("commits", 1)
                .put("maintainer_can_modify", false)
                .put("merged", pull.state == Pull.State.MERGED)
                .put("mergeable_state", isChecked ? state : "unknown")
                .put("mergeable", isChecked ? Boolean.TRUE : null);
        if (pull.state == Pull.State.MERGED && pull.closedBy != null) {
            node.set("merged_by", objects.user(pull.closedBy));
        } else {
            node.putNull("merged_by");
        }
        return node;
    }

    ObjectNode issue(Pull pull) {
        String here = objects.here("/issues/" + pull.number);
        ObjectNode node = common(pull)
                .put("url", here)
                .put("repository_url", objects.here(""))
                .put("labels_url", here + "/labels{/name}")
                .put("events_url", here + "/events")
                .put("comments", pull.remarks.size());
        node.putObject("pull_request")
                .put("url", objects.here("/pulls/" + pull.number))
                .put("html_url", objects.page("/pull/" + pull.number))
                .put("diff_url", objects.page("/pull/" + pull.number + ".diff"))
                .put("patch_url", objects.page("/pull/" + pull.number + ".patch"));
        if (pull.closedBy == null) {
            node.putNull("closed_by");
        } else {
            node.set("closed_by", objects.user(pull.closedBy));
        }
        return node;
    }

    ArrayNode labels(Pull pull) {
        ArrayNode labels = Rest.array();
        pull.labels.forEach(name -> labels.add(objects.label(name)));
        return labels;
    }

    Stream<ObjectNode> comments(Pull pull) {
        return pull.remarks.stream()
                .sorted(Comparator.comparingLong(remark -> remark.id))
                .map(remark -> comment(pull, remark));
    }

    ObjectNode comment(Pull pull, Pull.Remark remark) {
        ObjectNode node = Rest.object()
                .put("id", remark.id)
                .put("node_id", GitHubObjects.node("IssueComment", remark.id))
                .put("url", objects.here("/issues/comments/" + remark.id))
                .put("html_url", objects.page("/pull/" + pull.number + "#issuecomment-" + remark.id))
                .put("issue_url", objects.here("/issues/" + pull.number))
                .put("author_association", "MEMBER")
                .put("created_at", Rest.time(remark.created))
                .put("updated_at", Rest.time(remark.created))
                .put("body", remark.text);
        node.set("user", objects.user(remark.author));
        return node;
    }

    ObjectNode status(Model.Status status) {
        return Rest.object()
                .put("id", status.id())
                .put("node_id", GitHubObjects.node("StatusContext", status.id()))
                .put("url", objects.here("/statuses/" + status.commit()))
                .put("avatar_url", objects.page("/avatar"))
                .put("state", status.state())
                .put("description", status.description())
                .put("context", status.context())
                .put("created_at", status.when())
                .put("updated_at", status.when())
                .putNull("target_url");
    }
}
