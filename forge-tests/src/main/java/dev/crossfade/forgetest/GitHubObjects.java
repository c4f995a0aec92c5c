package dev.crossfade.forgetest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;

/** The people and the repository that GitHub repeats in every answer (its OpenAPI description: simple-user, full-repository). */
final class GitHubObjects {
    private static final List<String> USER_LINKS = List.of(
            "events",
            "followers",
            "following",
            "gists",
            "organizations",
            "received_events",
            "repos",
            "starred",
            "subscriptions");
    private static final List<String> REPOSITORY_LINKS = List.of(
            "archive",
            "assignees",
            "blobs",
            "branches",
            "collaborators",
            "comments",
            "commits",
            "compare",
            "contents",
            "contributors",
            "deployments",
            "downloads",
            "events",
            "forks",
            "git_commits",
            "git_refs",
            "git_tags",
            "hooks",
            "issue_comment",
            "issue_events",
            "issues",
            "keys",
            "labels",
            "languages",
            "merges",
            "milestones",
            "notifications",
            "pulls",
            "releases",
            "stargazers",
            "statuses",
            "subscribers",
            "subscription",
            "tags",
            "teams",
            "trees");
    private static final List<String> COUNTS = List.of(
            "forks",
            "forks_count",
            "open_issues",
            "open_issues_count",
            "size",
            "stargazers_count",
            "watchers",
            "watchers_count",
            "network_count",
            "subscribers_count");
    private static final List<String> SWITCHES = List.of(
            "fork",
            "private",
            "has_projects",
            "has_wiki",
            "has_pages",
            "has_downloads",
            "has_discussions",
            "archived",
            "disabled");
    private static final String BORN = "2020-01-01T00:00:00Z";

    private final Model model;
    private final String root;

    GitHubObjects(Model model, String root) {
        this.model = model;
        this.root = root;
    }

    String api(String path) {
        return root + Flavour.GITHUB.api() + path;
    }

    String here(String path) {
        return api("/repos/" + model.repository + path);
    }

    String page(String path) {
        return root + "/" + model.repository + path;
    }

    static String node(String kind, long id) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((kind + id).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    ObjectNode user(String login) {
        long id = model.user(login);
        ObjectNode user = Rest.object()
                .put("login", login)
                .put("id", id)
                .put("node_id", node("User", id))
                .put("avatar_url", root + "/avatars/" + id)
                .put("gravatar_id", "")
                .put("url", api("/users/" + login))
                .put("html_url", root + "/" + login)
                .put("type", "User")
                .put("site_admin", false);
        USER_LINKS.forEach(link -> user.put(link + "_url", api("/users/" + login + "/" + link)));
        return user;
    }

    ObjectNode repository() {
        ObjectNode repository = Rest.object()
                .put("id", 1)
                .put("node_id", node("Repository", 1))
                .put("name", model.name())
                .put("full_name", model.repository)
                .put("description", "The platform's GitOps repository")
                .put("url", here(""))
                .put("html_url", page(""))
                .put("clone_url", page(".git"))
                .put("git_url", "git://forge.example/" + model.repository + ".git")
                .put("ssh_url", "git@forge.example:" + model.repository + ".git")
                .put("svn_url", page(""))
                .put("default_branch", "main")
                .put("visibility", "public")
                .put("has_issues", true)
                .put("pushed_at", BORN)
                .put("created_at", BORN)
                .put("updated_at", BORN);
        for (String nothing : List.of("homepage", "language", "mirror_url", "license")) {
            repository.putNull(nothing);
        }
        REPOSITORY_LINKS.forEach(link -> repository.put(link + "_url", here("/" + link)));
        COUNTS.forEach(count -> repository.put(count, 0));
        SWITCHES.forEach(name -> repository.put(name, false));
        repository.set("owner", user(model.owner()).put("type", "Organization"));
        return repository;
    }

    /** With what only GET of the repository itself says. */
    ObjectNode settings(boolean pusher) {
        ObjectNode repository = repository();
        repository
                .putObject("permissions")
                .put("admin", false)
                .put("push", pusher)
                .put("pull", true);
        if (pusher) {
            repository
                    .put("allow_merge_commit", model.allowed.contains(MergeStyle.MERGE))
                    .put("allow_squash_merge", model.allowed.contains(MergeStyle.SQUASH))
                    .put("allow_rebase_merge", model.allowed.contains(MergeStyle.REBASE));
        }
        return repository;
    }

    ObjectNode team(String name) {
        long id = model.teams.getOrDefault(name, 0L);
        ObjectNode team = Rest.object()
                .put("id", id)
                .put("node_id", node("Team", id))
                .put("url", api("/teams/" + id))
                .put("members_url", api("/teams/" + id + "/members"))
                .put("repositories_url", api("/teams/" + id + "/repos"))
                .put("html_url", root + "/orgs/" + model.owner() + "/teams/" + name)
                .put("name", name)
                .put("slug", name)
                .put("permission", "push")
                .put("type", "organization");
        return team.putNull("description").putNull("parent");
    }

    ObjectNode label(String name) {
        long id = model.labels.getOrDefault(name, 0L);
        return Rest.object()
                .put("id", id)
                .put("node_id", node("Label", id))
                .put("url", here("/labels/" + Urls.encoded(name)))
                .put("name", name)
                .put("color", "ededed")
                .put("description", "")
                .put("default", false);
    }
}
