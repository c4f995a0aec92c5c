package dev.crossfade.scm.access;

/** A secret that opens a forge and its Git remote; prints as anything but itself. */
public final class Token {
    private final String secret;

    private Token(String secret) {
        this.secret = secret;
    }

    /** @throws IllegalArgumentException where it is empty or holds what no header can carry; never with the secret */
    public static Token of(String secret) {
        String bare = secret.strip();
        if (bare.isEmpty() || !bare.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException("a token is one word of printable ASCII characters");
        }
        return new Token(bare);
    }

    /** The secret itself, for a header or a password. */
    public String reveal() {
        return secret;
    }

    @Override
    public String toString() {
        return "(token)";
    }
}
