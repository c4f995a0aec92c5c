package dev.crossfade.argo.fact;

import java.util.HashMap;
import java.util.Map;

/** Keeps one of equal strings: 150,000 pods name the same few nodes, owners and phases. Lives as long as one list is read. */
final class Strings {

    private final Map<String, String> kept = new HashMap<>();

    String same(String text) {
        String before = kept.putIfAbsent(text, text);
        return before == null ? text : before;
    }
}
