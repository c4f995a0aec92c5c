package dev.crossfade.scm.access;

import java.util.Optional;

/** The token of the environment: in {@code CROSSFADE_TOKEN}, or in the file that {@code CROSSFADE_TOKEN_FILE} names. */
final class Tokens implements TokenSource {
    static final String TOKEN = "CROSSFADE_TOKEN";
    static final String TOKEN_FILE = "CROSSFADE_TOKEN_FILE";

    private final AccessVariables variables;

    Tokens(AccessVariables variables) {
        this.variables = variables;
    }

    boolean areConfigured() {
        return variables.text(TOKEN).isPresent() || variables.text(TOKEN_FILE).isPresent();
    }

    @Override
    public Optional<Token> token() {
        Optional<String> direct = variables.text(TOKEN);
        if (direct.isPresent()) {
            return direct.map(secret -> parse(TOKEN, secret));
        }
        return variables.content(TOKEN_FILE).map(secret -> parse(TOKEN_FILE, secret));
    }

    private static Token parse(String variable, String secret) {
        try {
            return Token.of(secret);
        } catch (IllegalArgumentException e) {
            throw AccessVariables.unusable(
                    variable, "holds no token: one is a single word of printable ASCII characters", null);
        }
    }
}
