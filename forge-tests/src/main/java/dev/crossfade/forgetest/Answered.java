package dev.crossfade.forgetest;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer that is not sent yet. */
final class Answered {
    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    Answered(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.body = body.clone();
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte[] body() {
        return body.clone();
    }

    static Answered text(int status, String text) {
        return new Answered(
                status, Map.of("Content-Type", "text/plain; charset=utf-8"), text.getBytes(StandardCharsets.UTF_8));
    }

    static Answered bytes(String type, byte[] body) {
        return new Answered(200, Map.of("Content-Type", type, "Cache-Control", "no-cache"), body);
    }

    static Answered json(int status, Map<String, String> headers, String json) {
        Answered answered = new Answered(status, headers, json.getBytes(StandardCharsets.UTF_8));
        return json.isEmpty() ? answered : answered.with("Content-Type", "application/json; charset=utf-8");
    }

    Answered with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answered(status, more, body);
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
