package dev.crossfade.forgetest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;

/** The part of Gitea's API that Crossfade speaks, as routers/api/v1 of Gitea 1.26 answers. */
final class GiteaRest extends Rest {
    private static final Map<String, MergeStyle> STYLES = Map.of(
            "merge", MergeStyle.MERGE,
            "squash", MergeStyle.SQUASH,
            "rebase", MergeStyle.REBASE,
            "fast-forward-only", MergeStyle.FAST_FORWARD);

    private final GiteaJson json;

    GiteaRest(Model model, String root) {
        super(model, root);
        this.json = new GiteaJson(model, root);
        String here = "/repos/" + model.repository;
        route("GET", here, (asked, path) -> read(asked, json.repository()));
        route("GET", here + "/pulls", this::pulls);
        route("POST", here + "/pulls", this::open);
        route("GET", here + "/pulls/([^/]+)/(.+)", this::byBaseAndHead);
        route("GET", here + "/pulls/(\\d+)", (asked, path) -> read(asked, json.pull(pull(path))));
        route("PATCH", here + "/pulls/(\\d+)", this::edit);
        route("POST", here + "/pulls/(\\d+)/merge", this::merge);
        route("POST", here + "/pulls/(\\d+)/requested_reviewers", this::requestReview);
        route("GET", "/repos/issues/search", this::search);
        route("GET", here + "/issues/(\\d+)/timeline", (asked, path) -> read(asked, json.timeline(pull(path))));
        route("POST", here + "/issues/(\\d+)/labels", this::label);
        route("GET", here + "/issues/(\\d+)/comments", (asked, path) -> read(asked, json.comments(pull(path))));
        route("POST", here + "/issues/(\\d+)/comments", this::comment);
        route("PATCH", here + "/issues/comments/(\\d+)", this::rewrite);
        route("GET", here + "/labels", (asked, path) -> page(asked, labels(model.labels), "limit", 30, 50));
        route("POST", here + "/labels", this::makeLabel);
        route("GET", "/orgs/" + model.owner() + "/labels", this::ownersLabels);
        route("GET", here + "/git/refs/heads/(.+)", this::reference);
        route("GET", here + "/branch_protections/(.+)", this::protection);
        route("GET", here + "/commits/([0-9a-f]+)/status", this::combined);
        route("POST", here + "/statuses/([0-9a-f]+)", this::status);
    }

    @Override
    Refused refused(int status, String message) {
        return new Refused(status, object().put("message", message).put("url", root + "/api/swagger"));
    }

    private Reply pulls(Asked asked, Matcher path) {
        needsRead(asked);
        List<ObjectNode> all = model.newestFirst()
                .filter(pull -> isAsked(pull, asked.query("state", "open")))
                .map(json::pull)
                .toList();
        return page(asked, all, "limit", 30, 50);
    }

    /** Finds the oldest, whatever its state. */
    private Reply byBaseAndHead(Asked asked, Matcher path) {
        needsRead(asked);
        return model.pulls.stream()
                .filter(pull -> !pull.fromFork && pull.base.equals(path.group(1)) && pull.branch.equals(path.group(2)))
                .findFirst()
                .map(pull -> Reply.of(200, json.pull(pull)))
                .orElseThrow(() -> refused(404, "not found"));
    }

    /** Names that no label has are discarded. */
    private Reply search(Asked asked, Matcher path) {
        needsRead(asked);
        if (!asked.query("owner", model.owner()).equalsIgnoreCase(model.owner())) {
            throw refused(400, "user does not exist [uid: 0, name: " + asked.query("owner", "") + "]");
        }
        Set<String> known = new TreeSet<>(model.labels.keySet());
        known.addAll(model.ownersLabels.keySet());
        known.retainAll(List.of(asked.query("labels", "").split(",", -1)));
        List<ObjectNode> all = model.newestFirst()
                .filter(pull -> isAsked(pull, asked.query("state", "open")))
                .filter(pull -> known.isEmpty() || pull.labels.stream().anyMatch(known::contains))
                .map(json::issue)
                .toList();
        return page(asked, all, "limit", 30, 50);
    }

    private Reply open(Asked asked, Matcher path) {
        needsWrite(asked);
        String branch = asked.text("head");
        String base = asked.text("base");
        int lag = model.lags.getOrDefault(branch, 0);
        model.lags.put(branch, Math.max(0, lag - 1));
        Optional<String> head = model.branches.tip(branch);
        Optional<String> baseHead = model.branches.tip(base);
        if (lag > 0 || head.isEmpty() || baseHead.isEmpty()) {
            throw refused(404, "The target couldn't be found.");
        }
        Optional<Pull> there = model.openFor(branch, base);
        if (there.isPresent()) {
            throw refused(
                    409,
                    "pull request already exists for these targets [id: " + there.get().number + ", issue_id: "
                            + there.get().number + ", head_repo_id: 1, base_repo_id: 1, head_branch: " + branch
                            + ", base_branch: " + base + "]");
        }
        String title = asked.text("title");
        Pull pull = model.open(
                new Pull.Opening(branch, base, head.get(), baseHead.get(), title, asked.text("body"), false, false),
                asked.who().login());
        return Reply.of(201, json.pull(pull));
    }

    private Reply edit(Asked asked, Matcher path) {
        needsWrite(asked);
        Pull pull = pull(path);
        if (!asked.text("title").isEmpty()) {
            pull.title = asked.text("title");
        }
        if (asked.body().has("body")) {
            pull.text = asked.text("body");
        }
        if (asked.text("state").equals("closed") && pull.isOpen()) {
            pull.close(asked.who().login(), model.clock.instant());
        }
        return Reply.of(201, json.pull(pull));
    }

    private Reply merge(Asked asked, Matcher path) {
        needsRead(asked);
        Pull pull = pull(path);
        MergeStyle style = STYLES.get(asked.text("Do"));
        if (!asked.who().push()) {
            throw refused(405, "User not allowed to merge PR");
        }
        if (pull.state == Pull.State.MERGED) {
            throw refused(405, "The PR is already merged");
        }
        if (!pull.isOpen()) {
            throw refused(404, "The target couldn't be found.");
        }
        if (json.isDraft(pull)) {
            throw refused(405, "Work in progress PRs cannot be merged");
        }
        if (pull.checks-- > 0) {
            throw refused(405, "Please try again later");
        }
        if (model.isOutdated(pull)) {
            throw refused(405, "The head branch is behind the base branch");
        }
        if (style == null || !model.allowed.contains(style)) {
            throw refused(405, asked.text("Do") + " is not allowed an allowed merge style for this repository");
        }
        String pinned = asked.text("head_commit_id");
        if (!pinned.isEmpty() && !pinned.equals(pull.head)) {
            throw refused(409, "head out of date");
        }
        String message = asked.text("MergeTitleField") + "\n\n" + asked.text("MergeMessageField");
        if (!model.merge(pull, style, message, asked.who().login())) {
            throw refused(409, "merge conflict");
        }
        return Reply.empty(200);
    }

    private Reply requestReview(Asked asked, Matcher path) {
        needsWrite(asked);
        Pull pull = pull(path);
        asked.body().path("reviewers").forEach(name -> {
            if (!model.users.containsKey(name.asText())) {
                throw refused(404, "User '" + name.asText() + "' not exist");
            }
            if (name.asText().equals(pull.author)) {
                throw refused(422, "poster of pr can't be reviewer [user_id: 1, repo_id: 1]");
            }
        });
        asked.body().path("team_reviewers").forEach(name -> {
            if (!model.teams.containsKey(name.asText())) {
                throw refused(404, "Team '" + name.asText() + "' not exist");
            }
        });
        asked.body().path("reviewers").forEach(name -> pull.reviewers.add(name.asText()));
        asked.body().path("team_reviewers").forEach(name -> pull.teams.add(name.asText()));
        return Reply.of(201, array());
    }

    private Reply label(Asked asked, Matcher path) {
        needsWrite(asked);
        Pull pull = pull(path);
        asked.body().path("labels").forEach(number -> names(number.asLong()).forEach(pull.labels::add));
        return Reply.of(200, json.labels(pull));
    }

    private Set<String> names(long number) {
        Set<String> names = new TreeSet<>();
        model.labels.forEach((name, id) -> {
            if (id == number) {
                names.add(name);
            }
        });
        model.ownersLabels.forEach((name, id) -> {
            if (id == number) {
                names.add(name);
            }
        });
        return names;
    }

    private List<ObjectNode> labels(Map<String, Long> labels) {
        return labels.entrySet().stream()
                .map(label -> json.label(label.getKey(), label.getValue()))
                .toList();
    }

    private Reply ownersLabels(Asked asked, Matcher path) {
        needsRead(asked);
        if (model.ownersLabels.isEmpty()) {
            throw refused(404, "The target couldn't be found.");
        }
        return page(asked, labels(model.ownersLabels), "limit", 30, 50);
    }

    private Reply makeLabel(Asked asked, Matcher path) {
        needsWrite(asked);
        if (!asked.text("color").matches("#?[0-9a-f]{6}")) {
            throw refused(422, "[]: bad color");
        }
        long number = model.nextId();
        model.labels.put(asked.text("name"), number);
        return Reply.of(201, json.label(asked.text("name"), number));
    }

    private Reply comment(Asked asked, Matcher path) {
        needsWrite(asked);
        Pull.Remark remark =
                new Pull.Remark(model.nextId(), asked.who().login(), model.clock.instant(), asked.text("body"));
        pull(path).remarks.add(remark);
        return Reply.of(201, json.comment(remark));
    }

    private Reply rewrite(Asked asked, Matcher path) {
        needsWrite(asked);
        long number = Long.parseLong(path.group(1));
        Pull.Remark remark = model.pulls.stream()
                .flatMap(pull -> pull.remarks.stream())
                .filter(found -> found.id == number)
                .findFirst()
                .orElseThrow(() -> refused(404, "The target couldn't be found."));
        remark.text = asked.text("body");
        return Reply.of(200, json.comment(remark));
    }

    private Reply reference(Asked asked, Matcher path) {
        needsRead(asked);
        String tip = model.branches.tip(path.group(1)).orElseThrow(() -> refused(404, "The target couldn't be found."));
        ArrayNode found = array();
        found.addObject()
                .put("ref", "refs/heads/" + path.group(1))
                .putObject("object")
                .put("sha", tip);
        return Reply.of(200, found);
    }

    private Reply protection(Asked asked, Matcher path) {
        needsPush(asked);
        if (!model.mustBeUpToDate.contains(path.group(1))) {
            throw refused(404, "The target couldn't be found.");
        }
        return Reply.of(200, object().put("branch_name", path.group(1)).put("block_on_outdated_branch", true));
    }

    private Reply combined(Asked asked, Matcher path) {
        needsRead(asked);
        ObjectNode combined = object().put("sha", path.group(1)).put("total_count", model.statuses.size());
        ArrayNode statuses = combined.putArray("statuses");
        model.newest(path.group(1)).forEach(status -> statuses.add(json.status(status)));
        return Reply.of(200, combined);
    }

    private Reply status(Asked asked, Matcher path) {
        needsPush(asked);
        if (!model.branches.has(path.group(1))) {
            throw refused(404, "The target couldn't be found.");
        }
        Model.Status status = new Model.Status(
                model.nextId(),
                path.group(1),
                asked.text("context"),
                asked.text("state"),
                asked.text("description"),
                asked.who().login(),
                time(model.clock.instant()));
        model.statuses.add(status);
        return Reply.of(201, json.status(status));
    }
}
