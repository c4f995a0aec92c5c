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

    /** An empty repository has no pull requests, not even a list of them, and Gitea sees what was pushed a little later. */
    @Override
    public void awaitFirstPush() {
        for (int tries = 0; tries < 120; tries++) {
            if (!admin.call("GET", "/repos/" + repository, "").path("empty").asBoolean()) {
                return;
            }
            pause();
        }
        throw new IllegalStateException("Gitea does not see the first push to " + repository);
    }

    /** Who merges right after another change is told to try again, as a person's page would be. */
    @Override
    public void merge(long number, MergeStyle style) {
        String path = "/repos/" + repository + "/pulls/" + number;
        IllegalStateException last = new IllegalStateException(number + " was never tried");
        for (int tries = 0; tries < 60; tries++) {
            try {
                if (admin.call("GET", path, "").path("mergeable").asBoolean()) {
                    admin.as("jo", "POST", path + "/merge", "{\"Do\": \"" + STYLES.get(style) + "\"}");
                    return;
                }
            } catch (IllegalStateException refused) {
                if (!String.valueOf(refused.getMessage()).contains("try again later")) {
                    throw refused;
                }
                last = refused;
            }
            pause();
        }
        throw last;
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
