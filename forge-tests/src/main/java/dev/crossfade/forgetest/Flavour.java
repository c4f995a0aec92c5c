package dev.crossfade.forgetest;

/** Whose API is spoken. */
public enum Flavour {
    GITHUB("/api/v3"),
    GITLAB("/api/v4"),
    GITEA("/api/v1");

    private final String api;

    Flavour(String api) {
        this.api = api;
    }

    /** Where the API begins, below the forge's root. */
    String api() {
        return api;
    }

    Rest rest(Model model, String root) {
        return switch (this) {
            case GITHUB -> new GitHubRest(model, root);
            case GITLAB -> new GitLabRest(model, root);
            case GITEA -> new GiteaRest(model, root);
        };
    }
}
