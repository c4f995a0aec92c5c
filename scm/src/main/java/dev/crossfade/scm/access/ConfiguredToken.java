package dev.crossfade.scm.access;

import java.time.Clock;
import java.util.Optional;

/** The token that is configured for Crossfade: given as it is, or made by a GitHub App. */
final class ConfiguredToken implements TokenSource {
    private final AccessVariables variables;
    private final Tokens tokens;

    ConfiguredToken(AccessVariables variables, ForgeSite site, HttpAccess http, Clock clock) {
        this.variables = variables;
        this.tokens = new Tokens(variables);
    }

    boolean isThere() {
        return tokens.areConfigured();
    }

    /** What it is called in a message. */
    String name() {
        return variables.text(Tokens.TOKEN).isPresent()
                ? "the token of " + Tokens.TOKEN
                : "the token of " + Tokens.TOKEN_FILE;
    }

    @Override
    public Optional<Token> token() {
        return tokens.token();
    }
}
