package dev.crossfade.scm.forge;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Makes a path with a query, each value encoded. */
final class Query {
    private final StringBuilder text;
    private char separator = '?';

    Query(String path) {
        text = new StringBuilder(path);
    }

    Query with(String name, String value) {
        text.append(separator).append(name).append('=').append(encoded(value));
        separator = '&';
        return this;
    }

    String path() {
        return text.toString();
    }

    /** A value as one segment of a path or in a query. */
    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
