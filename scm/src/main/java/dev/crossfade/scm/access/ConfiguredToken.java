package dev.crossfade.scm.access;

import java.time.Clock;
import java.util.Optional;

/** The token that is configured for Crossfade: given as it is, or made by a GitHub App. */
final class ConfiguredToken implements TokenSource {
    private final AccessVariables variables;
    private final Tokens tokens;
    private final GitHubApp app;

    ConfiguredToken(AccessVariables variables, ForgeSite site, HttpAccess http, Clock clock) {
        this.variables = variables;
        this.tokens = new Tokens(variables);
        this.app = new GitHubApp(variables, site, http, clock, GitHubApp.PATIENCE);
    }

    boolean isThere() {
        return tokens.areConfigured() || app.isConfigured();
    }

    /** What it is called in a message. */
    String name() {
        if (variables.text(Tokens.TOKEN).isPresent()) {
            return "the token of " + Tokens.TOKEN;
        }
        return tokens.areConfigured() ? "the token of " + Tokens.TOKEN_FILE : "the token of the GitHub App";
    }

    @Override
    public Optional<Token> token() {
        return tokens.areConfigured() ? tokens.token() : app.token();
    }
}
