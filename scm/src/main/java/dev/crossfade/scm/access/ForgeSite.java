package dev.crossfade.scm.access;

import dev.crossfade.core.spec.ProposalsSpec.Forge;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * The forge that pull requests are opened on.
 *
 * @param root as a browser opens it; null where there is none
 * @param repository such as {@code platform/gitops}; null where there is none
 */
public record ForgeSite(
        Forge kind, @Nullable URI root, @Nullable String repository) {

    /** Branches only, on any Git server. */
    public static ForgeSite none() {
        return new ForgeSite(Forge.NONE, null, null);
    }

    /**
     * The user name that goes with a token over HTTPS: GitHub's documentation of installation tokens names x-access-token,
     * GitLab's of tokens oauth2; Gitea looks at the password alone.
     */
    String user() {
        return switch (kind) {
            case GITHUB -> "x-access-token";
            case GITLAB -> "oauth2";
            case GITEA, NONE -> "git";
        };
    }

    /** GitHub's API: a host of its own at github.com and ghe.com, a path on Enterprise Server. */
    URI gitHubApi() {
        return gitHubApi(root == null ? URI.create("https://github.com") : root);
    }

    /** @param at the forge's root as a browser opens it */
    public static URI gitHubApi(URI at) {
        String host = at.getHost() == null ? "" : at.getHost();
        if (host.equals("github.com") || host.equals("www.github.com")) {
            return URI.create("https://api.github.com");
        }
        if (host.endsWith(".ghe.com")) {
            return URI.create("https://api." + host);
        }
        return URI.create(at.toString().replaceFirst("/+$", "") + "/api/v3");
    }
}
