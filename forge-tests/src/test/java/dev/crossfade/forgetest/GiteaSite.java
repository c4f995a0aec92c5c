package dev.crossfade.forgetest;

import java.net.URI;
import java.util.Map;

/** A new, empty repository on a real Gitea, an account for Crossfade and a person beside it. */
record GiteaSite(Kit kit, GiteaAdmin admin, String repository, String token) implements Site {
    private static final String BOT = "crossfade-bot";
    private static final Map<MergeStyle, String> STYLES =
            Map.of(MergeStyle.MERGE, "merge", MergeStyle.SQUASH, "squash", MergeStyle.REBASE, "rebase");

    static GiteaSite of(Kit kit, String name) {
        GiteaAdmin admin = new GiteaAdmin(kit.url(), kit.token());
        String repository = admin.call("GET", "/user", "").path("login").asText() + "/" + name;
        admin.call("POST", "/user/repos", "{\"name\": \"" + name + "\", \"default_branch\": \"main\"}");
        admin.person(BOT, repository);
        admin.person("jo", repository);
        String token = admin.token(BOT, "write:repository", "write:issue", "read:organization", "read:user");
        return new GiteaSite(kit, admin, repository, token);
    }

    @Override
    public Flavour flavour() {
        return Flavour.GITEA;
    }

    @Override
    public URI root() {
        return kit.url();
    }

    @Override
    public String reviewer() {
        return "jo";
    }

    /** A merge right after another change can be told that the pull request is still being checked. */
    @Override
    public void merge(long number, MergeStyle style) {
        String path = "/repos/" + repository + "/pulls/" + number;
        for (int tries = 0; tries < 60; tries++) {
            if (admin.call("GET", path, "").path("mergeable").asBoolean()) {
                break;
            }
            pause();
        }
        admin.as("jo", "POST", path + "/merge", "{\"Do\": \"" + STYLES.get(style) + "\"}");
    }

    private static void pause() {
        try {
            Thread.sleep(250);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close(long number) {
        admin.as("jo", "PATCH", "/repos/" + repository + "/pulls/" + number, "{\"state\": \"closed\"}");
    }

    @Override
    public void close() {
        if (System.getProperty("crossfade.keep") == null) {
            admin.call("DELETE", "/repos/" + repository, "");
        }
    }
}
