package dev.crossfade.forgetest;

import java.util.Map;

/**
 * A request as it came in.
 *
 * @param path with the forge's root, without the query
 * @param body of requests to the API; empty for those of Git
 * @param headers by their names in lower case, but for the one with the secret
 */
public record Seen(String method, String path, String query, String body, Map<String, String> headers) {

    public Seen {
        headers = Map.copyOf(headers);
    }

    /** True for the requests of fetches and pushes. */
    public boolean isGit() {
        return path.contains(".git/");
    }

    public boolean writes() {
        return isGit() ? path.endsWith("/git-receive-pack") : !method.equals("GET");
    }
}
