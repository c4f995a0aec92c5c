package dev.crossfade.forgetest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

/** The part of GitLab's API that Crossfade speaks, as docs.gitlab.com/api describes version 4. */
final class GitLabRest extends Rest {
    private final GitLabJson json;

    GitLabRest(Model model, String root) {
        super(model, root);
        this.json = new GitLabJson(model, root);
        String here = "/projects/" + Urls.encoded(model.repository);
        route("GET", here, (asked, path) -> read(asked, json.project()));
        route("GET", here + "/merge_requests", this::requests);
        route("POST", here + "/merge_requests", this::open);
        route("GET", here + "/merge_requests/(\\d+)", (asked, path) -> read(asked, checked(pull(path))));
        route("PUT", here + "/merge_requests/(\\d+)", this::update);
        route("PUT", here + "/merge_requests/(\\d+)/merge", this::merge);
        route("GET", here + "/merge_requests/(\\d+)/notes", this::notes);
        route("POST", here + "/merge_requests/(\\d+)/notes", this::note);
        route("PUT", here + "/merge_requests/(\\d+)/notes/(\\d+)", this::rewrite);
        route("GET", here + "/repository/commits/([0-9a-f]+)/statuses", this::statuses);
        route("POST", here + "/statuses/([0-9a-f]+)", this::status);
        route("GET", "/users", this::users);
    }

    /** "401 Unauthorized", "404 Project Not Found": GitLab repeats the number, and calls it error where a right is missing. */
    @Override
    Refused refused(int status, String message) {
        ObjectNode body = object();
        if (status == 403) {
            body.put("error", "insufficient_scope")
                    .put(
                            "error_description",
                            "The request requires higher privileges than provided by the access token.")
                    .put("scope", "api");
        } else {
            body.put("message", status + " " + message);
        }
        return new Refused(status, body);
    }

    private static Refused conflict(int status, String... messages) {
        ObjectNode body = object();
        for (String message : messages) {
            body.withArray("message").add(message);
        }
        return new Refused(status, body);
    }

    private ObjectNode checked(Pull pull) {
        ObjectNode seen = json.request(pull);
        pull.checks--;
        return seen;
    }

    private Reply requests(Asked asked, Matcher path) {
        needsRead(asked);
        String branch = asked.query("source_branch", "");
        String label = asked.query("labels", "");
        String state = asked.query("state", "all");
        List<ObjectNode> all = model.newestFirst()
                .filter(pull -> branch.isEmpty() || pull.branch.equals(branch))
                .filter(pull -> label.isEmpty() || pull.labels.containsAll(List.of(label.split(",", -1))))
                .filter(pull -> state.equals("all") || state.equals("opened") == pull.isOpen())
                .map(json::request)
                .toList();
        return page(asked, all, "per_page", 20, 100);
    }

    private Reply open(Asked asked, Matcher path) {
        needsWrite(asked);
        String branch = asked.text("source_branch");
        String base = asked.text("target_branch");
        Optional<String> head = model.branches.tip(branch);
        Optional<String> baseHead = model.branches.tip(base);
        if (head.isEmpty() || baseHead.isEmpty()) {
            throw conflict(422, "Source branch \"" + branch + "\" does not exist");
        }
        Optional<Pull> there = model.openFor(branch, base);
        if (there.isPresent()) {
            throw conflict(
                    409, "Another open merge request already exists for this source branch: !" + there.get().number);
        }
        Pull pull = model.open(
                new Pull.Opening(
                        branch,
                        base,
                        head.get(),
                        baseHead.get(),
                        asked.text("title"),
                        asked.text("description"),
                        false,
                        false),
                asked.who().login());
        return Reply.of(201, json.request(pull));
    }

    private Reply update(Asked asked, Matcher path) {
        needsWrite(asked);
        Pull pull = pull(path);
        pull.title = asked.body().path("title").asText(pull.title);
        pull.text = asked.body().path("description").asText(pull.text);
        for (String label : asked.text("add_labels").split(",", -1)) {
            if (!label.isBlank()) {
                model.labels.computeIfAbsent(label, name -> model.nextId());
                pull.labels.add(label);
            }
        }
        if (asked.body().has("reviewer_ids")) {
            pull.reviewers.clear();
            asked.body().path("reviewer_ids").forEach(number -> pull.reviewers.addAll(named(number.asLong())));
        }
        if (asked.text("state_event").equals("close") && pull.isOpen()) {
            pull.close(asked.who().login(), model.clock.instant());
        }
        return Reply.of(200, json.request(pull));
    }

    private List<String> named(long number) {
        return model.users.entrySet().stream()
                .filter(user -> user.getValue() == number)
                .map(Map.Entry::getKey)
                .toList();
    }

    private Reply merge(Asked asked, Matcher path) {
        needsRead(asked);
        Pull pull = pull(path);
        if (!asked.who().push()) {
            throw refused(401, "Unauthorized");
        }
        if (!json.status(pull).equals("mergeable")) {
            throw refused(405, "Method Not Allowed");
        }
        String pinned = asked.text("sha");
        if (!pinned.isEmpty() && !pinned.equals(pull.head)) {
            throw refused(409, "SHA does not match HEAD of source branch: " + pull.head);
        }
        if (!merged(asked, pull)) {
            throw refused(422, "Branch cannot be merged");
        }
        return Reply.of(200, json.request(pull));
    }

    /** A project that merges fast-forward is rebased first by whoever merges; the double does that, too. */
    private boolean merged(Asked asked, Pull pull) {
        boolean squashes = asked.body().path("squash").asBoolean();
        boolean commits = json.project().path("merge_method").asText().equals("merge");
        String text = asked.text(squashes ? "squash_commit_message" : "merge_commit_message");
        if (text.isBlank() && (squashes || commits)) {
            // GitLab's own default template
            text = "Merge branch '" + pull.branch + "' into '" + pull.base + "'";
        }
        MergeStyle style = squashes ? MergeStyle.SQUASH : commits ? MergeStyle.MERGE : MergeStyle.REBASE;
        return model.merge(pull, style, text, asked.who().login());
    }

    private Reply notes(Asked asked, Matcher path) {
        needsRead(asked);
        Pull pull = pull(path);
        List<ObjectNode> all = new ArrayList<>(List.of(json.systemNote(pull)));
        pull.remarks.forEach(remark -> all.add(json.note(pull, remark)));
        if (asked.query("sort", "desc").equals("desc")) {
            java.util.Collections.reverse(all);
        }
        return page(asked, all, "per_page", 20, 100);
    }

    private Reply note(Asked asked, Matcher path) {
        needsWrite(asked);
        Pull.Remark remark =
                new Pull.Remark(model.nextId(), asked.who().login(), model.clock.instant(), asked.text("body"));
        Pull pull = pull(path);
        pull.remarks.add(remark);
        return Reply.of(201, json.note(pull, remark));
    }

    private Reply rewrite(Asked asked, Matcher path) {
        needsWrite(asked);
        Pull pull = pull(path);
        long number = Long.parseLong(path.group(2));
        Pull.Remark remark = pull.remarks.stream()
                .filter(found -> found.id == number)
                .findFirst()
                .orElseThrow(() -> refused(404, "Not found"));
        remark.text = asked.text("body");
        return Reply.of(200, json.note(pull, remark));
    }

    private Reply statuses(Asked asked, Matcher path) {
        needsRead(asked);
        String name = asked.query("name", "");
        List<ObjectNode> all = model.newest(path.group(1)).stream()
                .filter(status -> name.isEmpty() || status.context().equals(name))
                .map(json::status)
                .toList();
        return page(asked, all, "per_page", 20, 100);
    }

    /** One that runs or waits is taken up again, and cannot become what it is. */
    private Reply status(Asked asked, Matcher path) {
        needsPush(asked);
        if (!model.branches.has(path.group(1))) {
            throw refused(404, "Commit Not Found");
        }
        String name = asked.text("name");
        String state = asked.text("state");
        boolean isSame = model.newest(path.group(1)).stream()
                .anyMatch(status ->
                        status.context().equals(name) && status.state().equals("pending") && state.equals("pending"));
        if (isSame) {
            throw new Refused(
                    400,
                    object().put(
                                    "message",
                                    "Cannot transition status via :enqueue from :pending (Reason(s): Status cannot transition via"
                                            + " \"enqueue\")"));
        }
        Model.Status status = new Model.Status(
                model.nextId(),
                path.group(1),
                name,
                state,
                asked.text("description"),
                asked.who().login(),
                time(model.clock.instant()));
        model.statuses.add(status);
        return Reply.of(201, json.status(status));
    }

    private Reply users(Asked asked, Matcher path) {
        needsRead(asked);
        List<ObjectNode> found = model.users.keySet().stream()
                .filter(name -> name.equalsIgnoreCase(asked.query("username", "")))
                .map(json::user)
                .toList();
        return page(asked, found, "per_page", 20, 100);
    }
}
