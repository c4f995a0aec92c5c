package dev.crossfade.scm.forge;

import dev.crossfade.core.proposal.Forge;
import dev.crossfade.scm.access.ForgeSite;
import dev.crossfade.scm.access.TokenSource;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Makes the client of the forge that crossfade.yaml names. */
public final class Forges {

    private Forges() {}

    /**
     * @param client has the proxy and the certificates that this machine needs, and follows no redirects
     * @param version Crossfade's own, which the forge's operators see
     */
    public static Forge of(
            ForgeSettings settings, TokenSource tokens, Supplier<HttpClient> client, Pace pace, String version) {
        return of(settings, tokens, client, pace, version, ForgeListener.NONE);
    }

    /** The same, heard by somebody. */
    public static Forge of(
            ForgeSettings settings,
            TokenSource tokens,
            Supplier<HttpClient> client,
            Pace pace,
            String version,
            ForgeListener listener) {
        ApiRoot root = root(settings);
        Refusals refusals = new Refusals(name(settings), settings.repository(), settings.repositoryPage());
        Transport transport = new Transport(client, tokens, headers(settings, version), refusals, listener);
        ForgeHttp http = new ForgeHttp(root, transport, refusals, pace);
        return switch (settings.kind()) {
            case GITHUB -> new GitHubForge(http, root.repositoryPath(), settings.repository());
            case GITLAB -> new GitLabForge(http, root.repositoryPath());
            case GITEA -> new GiteaForge(http, root.repositoryPath(), settings.repository());
            case NONE -> throw noForge();
        };
    }

    private static String name(ForgeSettings settings) {
        return switch (settings.kind()) {
            case GITHUB -> "GitHub";
            case GITLAB -> "GitLab";
            case GITEA -> "Gitea";
            case NONE -> throw noForge();
        };
    }

    private static Map<String, String> headers(ForgeSettings settings, String version) {
        Map<String, String> headers = new HashMap<>(Map.of("User-Agent", "crossfade/" + version));
        switch (settings.kind()) {
            case GITHUB -> {
                // docs.github.com, "API Versions" and "Getting started with the REST API"
                headers.put("X-GitHub-Api-Version", "2022-11-28");
                headers.put("Accept", "application/vnd.github+json");
            }
            default -> headers.put("Accept", "application/json");
        }
        return headers;
    }

    static ApiRoot root(ForgeSettings settings) {
        return switch (settings.kind()) {
            case GITHUB -> new ApiRoot(ForgeSite.gitHubApi(settings.page()), repos(settings), "full_name");
            // a project goes by its whole path, encoded (docs.gitlab.com, "REST API", namespaced paths)
            case GITLAB ->
                new ApiRoot(
                        URI.create(settings.page() + "/api/v4"),
                        "/projects/" + Query.encoded(settings.repository()),
                        "path_with_namespace");
            case GITEA -> new ApiRoot(URI.create(settings.page() + "/api/v1"), repos(settings), "full_name");
            case NONE -> throw noForge();
        };
    }

    private static String repos(ForgeSettings settings) {
        return "/repos/" + settings.repository();
    }

    private static IllegalArgumentException noForge() {
        return new IllegalArgumentException("no forge, no client");
    }
}
