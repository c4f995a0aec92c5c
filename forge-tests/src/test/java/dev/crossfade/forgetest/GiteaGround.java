package dev.crossfade.forgetest;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfade.core.proposal.Forge;
import java.nio.file.Path;
import java.util.Map;

/** A new repository on a real Gitea, and two people beside the bot. */
final class GiteaGround implements Ground {
    private static final String BOT = "crossfade-bot";
    private static final Map<MergeStyle, String> STYLES =
            Map.of(MergeStyle.MERGE, "merge", MergeStyle.SQUASH, "squash", MergeStyle.REBASE, "rebase");

    private final Kit kit;
    private final GiteaAdmin admin;
    private final String repository;
    private final String token;
    private final Clone clone;

    GiteaGround(Kit kit, String name, Path folder) {
        this.kit = kit;
        this.admin = new GiteaAdmin(kit.url(), kit.token());
        String owner = admin.call("GET", "/user", "").path("login").asText();
        this.repository = owner + "/" + name;
        admin.call(
                "POST",
                "/user/repos",
                "{\"name\": \"" + name + "\", \"default_branch\": \"main\", \"auto_init\": true}");
        admin.person(BOT, repository);
        admin.person("jo", repository);
        this.token = admin.token(BOT, "write:repository", "write:issue", "read:organization", "read:user");
        this.clone = Clone.start(folder.resolve("clone"), kit.url() + "/" + repository + ".git", token);
    }

    GiteaContract.Api api() {
        return new GiteaContract.Api(kit.url().toString(), repository, token);
    }

    GiteaAdmin admin() {
        return admin;
    }

    private Forge client(String secret) {
        return Clients.of(Flavour.GITEA, kit.url(), repository, secret);
    }

    @Override
    public Forge forge() {
        return client(token);
    }

    @Override
    public Forge reader() {
        return client(admin.token(BOT, "read:repository", "read:issue"));
    }

    @Override
    public Forge stranger() {
        return client("0123456789012345678901234567890123456789");
    }

    @Override
    public Clone clone() {
        return clone;
    }

    @Override
    public String reviewer() {
        return "jo";
    }

    @Override
    public String closer() {
        return "jo";
    }

    @Override
    public void close(long number) {
        admin.as("jo", "PATCH", "/repos/" + repository + "/pulls/" + number, "{\"state\": \"closed\"}");
    }

    @Override
    public void allow(MergeStyle style) {
        var settings = new ObjectMapper()
                .createObjectNode()
                .put("has_pull_requests", true)
                .put("allow_merge_commits", style == MergeStyle.MERGE)
                .put("allow_squash_merge", style == MergeStyle.SQUASH)
                .put("allow_rebase", style == MergeStyle.REBASE)
                .put("allow_rebase_explicit", false)
                .put("allow_fast_forward_only_merge", false)
                .put("default_merge_style", STYLES.get(style));
        admin.call("PATCH", "/repos/" + repository, settings.toString());
    }

    /** Rules are shown to administrators of the repository only. */
    @Override
    public void requireUpToDate() {
        admin.call("PUT", "/repos/" + repository + "/collaborators/" + BOT, "{\"permission\": \"admin\"}");
        admin.call(
                "POST",
                "/repos/" + repository + "/branch_protections",
                "{\"rule_name\": \"main\", \"enable_push\": true, \"block_on_outdated_branch\": true}");
    }

    @Override
    public void close() {
        clone.close();
        admin.call("DELETE", "/repos/" + repository, "");
    }
}
