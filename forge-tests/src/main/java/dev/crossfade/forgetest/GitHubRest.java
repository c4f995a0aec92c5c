package dev.crossfade.forgetest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;

/** The part of GitHub's API that Crossfade speaks, as docs.github.com describes REST API 2022-11-28. */
final class GitHubRest extends Rest {
    private final GitHubObjects objects;
    private final GitHubJson json;

    GitHubRest(Model model, String root) {
        super(model, root);
        this.objects = new GitHubObjects(model, root);
        this.json = new GitHubJson(model, objects);
        String here = "/repos/" + model.repository;
        route(
                "GET",
                here,
                (asked, path) -> read(asked, objects.settings(asked.who().push())));
        route("GET", here + "/pulls", this::pulls);
        route("POST", here + "/pulls", this::open);
        route("GET", here + "/pulls/(\\d+)", (asked, path) -> read(asked, checked(pull(path))));
        route("PATCH", here + "/pulls/(\\d+)", this::edit);
        route("PUT", here + "/pulls/(\\d+)/merge", this::merge);
        route("POST", here + "/pulls/(\\d+)/requested_reviewers", this::requestReview);
        route("GET", here + "/issues", this::issues);
        route("GET", here + "/issues/(\\d+)", (asked, path) -> read(asked, json.issue(pull(path))));
        route("POST", here + "/issues/(\\d+)/labels", this::label);
        route("GET", here + "/issues/(\\d+)/comments", this::comments);
        route("POST", here + "/issues/(\\d+)/comments", this::comment);
        route("PATCH", here + "/issues/comments/(\\d+)", this::rewrite);
        route("GET", here + "/commits/([^/]+)/status", this::combined);
        route("GET", here + "/commits/([^/]+)/statuses", this::statuses);
        // the path of old, which other clients still use
        route("GET", here + "/statuses/([^/]+)", this::statuses);
        route("POST", here + "/statuses/([^/]+)", this::status);
    }

    @Override
    Refused refused(int status, String message) {
        return new Refused(status, basic(status, message));
    }

    private static ObjectNode basic(int status, String message) {
        return object().put("message", message)
                .put("documentation_url", "https://docs.github.com/rest")
                .put("status", Integer.toString(status));
    }

    /** A validation error (its OpenAPI description: validation-error). */
    private static Refused invalid(String resource, String field, String message) {
        ObjectNode body = basic(422, "Validation Failed");
        ObjectNode error = body.putArray("errors").addObject().put("resource", resource);
        if (message.isEmpty()) {
            error.put("field", field).put("code", "invalid");
        } else {
            error.put("code", "custom").put("message", message);
        }
        return new Refused(422, body);
    }

    /** Whoever looks makes GitHub find out whether it can be merged, and sees it the next time. */
    private ObjectNode checked(Pull pull) {
        ObjectNode seen = json.pull(pull);
        pull.checks--;
        return seen;
    }

    private Reply pulls(Asked asked, Matcher path) {
        needsRead(asked);
        String head = asked.query("head", "");
        List<ObjectNode> all = model.newestFirst()
                .filter(pull -> isAsked(pull, asked.query("state", "open")))
                .filter(pull -> !head.contains(":") || isFrom(pull, head))
                .map(json::simple)
                .toList();
        return page(asked, all, "per_page", 30, 100);
    }

    /** Owners are compared as people write them; a fork of the owner's own has the same owner. */
    private boolean isFrom(Pull pull, String head) {
        return head.substring(head.indexOf(':') + 1).equals(pull.branch)
                && head.toLowerCase(Locale.ROOT).startsWith(model.owner().toLowerCase(Locale.ROOT) + ":");
    }

    private Reply issues(Asked asked, Matcher path) {
        needsRead(asked);
        Set<String> labels = new TreeSet<>(List.of(asked.query("labels", "").split(",", -1)));
        labels.remove("");
        List<ObjectNode> all = model.newestFirst()
                .filter(pull -> isAsked(pull, asked.query("state", "open")) && pull.labels.containsAll(labels))
                .map(json::issue)
                .toList();
        return page(asked, all, "per_page", 30, 100);
    }

    private Reply open(Asked asked, Matcher path) {
        needsWrite(asked);
        String branch = asked.text("head").replaceFirst("^" + model.owner() + ":", "");
        String base = asked.text("base");
        Optional<String> head = model.branches.tip(branch);
        Optional<String> baseHead = model.branches.tip(base);
        if (head.isEmpty() || baseHead.isEmpty()) {
            throw invalid("PullRequest", head.isEmpty() ? "head" : "base", "");
        }
        if (model.openFor(branch, base).isPresent()) {
            throw invalid("PullRequest", "", "A pull request already exists for " + model.owner() + ":" + branch + ".");
        }
        if (model.branches.holds(baseHead.get(), head.get())) {
            throw invalid("PullRequest", "", "No commits between " + base + " and " + branch);
        }
        Pull pull = model.open(
                new Pull.Opening(
                        branch,
                        base,
                        head.get(),
                        baseHead.get(),
                        asked.text("title"),
                        written(asked),
                        asked.body().path("draft").asBoolean(),
                        false),
                asked.who().login());
        return Reply.of(201, json.pull(pull));
    }

    private Reply edit(Asked asked, Matcher path) {
        needsWrite(asked);
        Pull pull = pull(path);
        pull.title = asked.body().path("title").asText(pull.title);
        pull.text = asked.body().path("body").asText(pull.text);
        if (asked.text("state").equals("closed") && pull.isOpen()) {
            pull.close(asked.who().login(), model.clock.instant());
        }
        return Reply.of(200, json.pull(pull));
    }

    private Reply merge(Asked asked, Matcher path) {
        needsPush(asked);
        Pull pull = pull(path);
        String method = asked.body().path("merge_method").asText("merge");
        MergeStyle style = MergeStyle.valueOf(method.toUpperCase(Locale.ROOT));
        if (!pull.isOpen() || pull.draft || pull.checks > 0) {
            throw refused(405, pull.draft ? "Pull Request is still a draft" : "Pull Request is not mergeable");
        }
        if (!model.allowed.contains(style)) {
            String what = style == MergeStyle.MERGE
                    ? "Merge commits"
                    : style == MergeStyle.SQUASH ? "Squash merges" : "Rebase merges";
            throw refused(405, what + " are not allowed on this repository.");
        }
        if (model.isOutdated(pull)) {
            throw refused(
                    405, "Repository rule violations found: the head branch is not up to date with the base branch");
        }
        String pinned = asked.text("sha");
        if (!pinned.isEmpty() && !pinned.equals(pull.head)) {
            throw refused(409, "Head branch was modified. Review and try the merge again.");
        }
        String message = asked.text("commit_title") + "\n\n" + asked.text("commit_message");
        if (!model.merge(pull, style, message, asked.who().login())) {
            throw refused(405, "Pull Request is not mergeable");
        }
        return Reply.of(
                200,
                object().put("sha", pull.mergeCommit)
                        .put("merged", true)
                        .put("message", "Pull Request successfully merged"));
    }

    private Reply requestReview(Asked asked, Matcher path) {
        needsWrite(asked);
        Pull pull = pull(path);
        for (JsonNode name : asked.body().path("reviewers")) {
            if (name.asText().equals(pull.author)) {
                throw refused(422, "Review cannot be requested from pull request author.");
            }
            if (!model.users.containsKey(name.asText())) {
                throw notCollaborator();
            }
        }
        for (JsonNode name : asked.body().path("team_reviewers")) {
            if (!model.teams.containsKey(name.asText())) {
                throw notCollaborator();
            }
        }
        asked.body().path("reviewers").forEach(name -> pull.reviewers.add(name.asText()));
        asked.body().path("team_reviewers").forEach(name -> pull.teams.add(name.asText()));
        return Reply.of(201, json.simple(pull));
    }

    private Refused notCollaborator() {
        return refused(
                422,
                "Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a"
                        + " collaborator of the " + model.repository + " repository.");
    }

    private Reply label(Asked asked, Matcher path) {
        needsWrite(asked);
        Pull pull = pull(path);
        JsonNode names = asked.body().isArray() ? asked.body() : asked.body().path("labels");
        names.forEach(name -> {
            model.labels.computeIfAbsent(name.asText(), made -> model.nextId());
            pull.labels.add(name.asText());
        });
        return Reply.of(200, json.labels(pull));
    }

    private Reply comments(Asked asked, Matcher path) {
        needsRead(asked);
        return page(asked, json.comments(pull(path)).toList(), "per_page", 30, 100);
    }

    private Reply comment(Asked asked, Matcher path) {
        needsWrite(asked);
        Pull pull = pull(path);
        Pull.Remark remark =
                new Pull.Remark(model.nextId(), asked.who().login(), model.clock.instant(), written(asked));
        pull.remarks.add(remark);
        return Reply.of(201, json.comment(pull, remark));
    }

    /** A text that GitHub takes: its database has room for 65,536 characters (github.com/orgs/community/discussions/27190). */
    private static String written(Asked asked) {
        String text = asked.text("body");
        if (text.length() > 65_536) {
            throw invalid("Issue", "body", "body is too long (maximum is 65536 characters)");
        }
        return text;
    }

    private Reply rewrite(Asked asked, Matcher path) {
        needsWrite(asked);
        long number = Long.parseLong(path.group(1));
        for (Pull pull : model.pulls) {
            for (Pull.Remark remark : pull.remarks) {
                if (remark.id == number) {
                    remark.text = written(asked);
                    return Reply.of(200, json.comment(pull, remark));
                }
            }
        }
        throw refused(404, "Not Found");
    }

    private Reply combined(Asked asked, Matcher path) {
        needsRead(asked);
        String commit = commit(path);
        List<Model.Status> newest = model.newest(commit);
        boolean isBad = newest.stream().anyMatch(status -> status.state().equals("failure"));
        boolean isGood = !newest.isEmpty()
                && newest.stream().allMatch(status -> status.state().equals("success"));
        ObjectNode combined = object().put("state", isBad ? "failure" : isGood ? "success" : "pending")
                .put("sha", commit)
                .put("total_count", newest.size())
                .put("commit_url", objects.here("/commits/" + commit))
                .put("url", objects.here("/commits/" + commit + "/status"));
        Reply page = page(asked, newest.stream().map(json::status).toList(), "per_page", 30, 100);
        combined.set("statuses", page.body());
        combined.set("repository", objects.repository());
        return new Reply(200, combined, page.headers());
    }

    private Reply statuses(Asked asked, Matcher path) {
        needsRead(asked);
        List<ObjectNode> all = new ArrayList<>();
        String commit = commit(path);
        for (int i = model.statuses.size() - 1; i >= 0; i--) {
            Model.Status status = model.statuses.get(i);
            if (status.commit().equals(commit)) {
                ObjectNode shown = json.status(status);
                shown.set("creator", objects.user(status.creator()));
                all.add(shown);
            }
        }
        return page(asked, all, "per_page", 30, 100);
    }

    private String commit(Matcher path) {
        String commit = path.group(1);
        if (!model.branches.has(commit)) {
            throw refused(422, "No commit found for SHA: " + commit);
        }
        return commit;
    }

    private Reply status(Asked asked, Matcher path) {
        needsPush(asked);
        String description = asked.text("description");
        if (description.length() > 140) {
            throw invalid("Status", "description", "description is too long (maximum is 140 characters)");
        }
        String context = asked.body().path("context").asText("default");
        if (model.statuses(commit(path), context) >= 1000) {
            throw invalid("Status", "", "This SHA and context has reached the maximum number of statuses.");
        }
        Model.Status status = new Model.Status(
                model.nextId(),
                commit(path),
                context,
                asked.text("state"),
                description,
                asked.who().login(),
                time(model.clock.instant()));
        model.statuses.add(status);
        ObjectNode made = json.status(status);
        made.set("creator", objects.user(status.creator()));
        return Reply.of(201, made);
    }
}
