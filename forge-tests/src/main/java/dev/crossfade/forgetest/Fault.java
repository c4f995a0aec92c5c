package dev.crossfade.forgetest;

import java.util.Map;

/**
 * What goes wrong with a request.
 *
 * @param status for kinds that answer
 * @param headers the same
 * @param body the same
 */
public record Fault(Kind kind, int status, Map<String, String> headers, String body) {

    /** How it goes wrong. */
    public enum Kind {
        /** Nothing is done, and this is the answer. */
        ANSWERED,
        /** Nothing is done, and the connection ends. */
        DROPPED,
        /** Nothing is done, and no answer comes. */
        SILENT,
        /** It is done, and the connection ends without an answer. */
        LOST,
        /** It is done, and no answer comes. */
        SILENT_AFTER,
        /** It is done, and the connection ends in the middle of the answer. */
        TRUNCATED,
        /** It is done, and half of the answer comes as if it were the whole. */
        HALVED
    }

    public Fault {
        headers = Map.copyOf(headers);
    }

    public static Fault of(Kind kind) {
        return new Fault(kind, 0, Map.of(), "");
    }

    public static Fault status(int status) {
        return new Fault(
                Kind.ANSWERED,
                status,
                Map.of("Content-Type", "application/json"),
                "{\"message\":\"injected " + status + "\"}");
    }

    public static Fault answer(int status, Map<String, String> headers, String body) {
        return new Fault(Kind.ANSWERED, status, headers, body);
    }

    /** A page for people in the place of the API. */
    public static Fault page(int status) {
        return new Fault(
                Kind.ANSWERED,
                status,
                Map.of("Content-Type", "text/html; charset=utf-8"),
                "<!DOCTYPE html><html><body>Sign in</body></html>");
    }

    public static Fault redirect(int status, String location) {
        return new Fault(Kind.ANSWERED, status, Map.of("Location", location), "");
    }
}
