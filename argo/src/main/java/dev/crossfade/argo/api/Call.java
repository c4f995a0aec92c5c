package dev.crossfade.argo.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A GET to an API server.
 *
 * @param path from the root on, such as {@code /api/v1/pods}
 * @param verb as RBAC names it: get, list or watch
 * @param resource as RBAC names it: {@code pods}, {@code pods/proxy}, or empty for a path that is no resource
 */
public record Call(String path, SortedMap<String, String> query, String verb, String resource) {

    public Call {
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a path begins with /, not '" + path + "'");
        }
        query = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(query));
    }

    public static Call get(String path, String resource) {
        return new Call(path, new TreeMap<>(), "get", resource);
    }

    public static Call list(String path, String resource) {
        return new Call(path, new TreeMap<>(), "list", resource);
    }

    public Call with(String key, String value) {
        TreeMap<String, String> more = new TreeMap<>(query);
        more.put(key, value);
        return new Call(path, more, verb, resource);
    }

    public Call as(String otherVerb) {
        return new Call(path, query, otherVerb, resource);
    }

    /**
     * True where a pod answers, and packs its page for who asks for that (prometheus, client_golang/prometheus/promhttp/http.go): some
     * 300 kB of each agent go through the API server otherwise.
     */
    boolean isPassedOn() {
        return resource.equals("pods/proxy");
    }

    String target() {
        return query.isEmpty()
                ? path
                : path + query.entrySet().stream().map(Call::parameter).collect(Collectors.joining("&", "?", ""));
    }

    private static String parameter(Map.Entry<String, String> each) {
        return each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8);
    }
}
