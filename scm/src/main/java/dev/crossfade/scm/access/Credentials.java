package dev.crossfade.scm.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/**
 * A user name and a password; prints as anything but itself.
 *
 * @param source where they come from, for messages, such as {@code CROSSFADE_TOKEN}
 */
record Credentials(String user, String password, String source) {

    /** The text without the password, plain or as a header carries it. */
    String redacted(String text) {
        String header = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
        return text.replace(password, "(token)").replace(header, "(token)");
    }

    @Override
    public String toString() {
        return "(credentials of " + source + ")";
    }
}
