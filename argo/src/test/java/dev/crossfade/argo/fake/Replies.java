package dev.crossfade.argo.fake;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.crossfade.argo.api.Resource;
import dev.crossfade.argo.contract.Ground.Reader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** What a fake API server answers. */
final class Replies {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PROXY = Pattern.compile("/api/v1/namespaces/([^/]+)/pods/([^/]+:\\d+)/proxy(/.*)");
    private static final Pattern GROUP = Pattern.compile("/api/([^/]+)|/apis/([^/]+/[^/]+)");
    private static final Pattern OBJECTS =
            Pattern.compile("(?:/api/(v1)|/apis/([^/]+/[^/]+))(?:/namespaces/([^/]+))?/([^/]+)(?:/([^/]+))?");

    private final Store store;
    private final Kinds kinds;
    private final Faults faults;
    private final Watches watches;
    private final Map<String, byte[]> proxied;
    private final Map<String, Store.Listed> pages = new ConcurrentHashMap<>();
    private final Written written;

    Replies(Store store, Kinds kinds, Faults faults, Watches watches, Map<String, byte[]> proxied) {
        this.store = store;
        this.kinds = kinds;
        this.faults = faults;
        this.watches = watches;
        this.proxied = proxied;
        this.written = new Written(store);
    }

    /** @param packs as agents do for who asks for it, and Goldpinger does not */
    private static void page(HttpExchange exchange, byte[] body, boolean packs) throws IOException {
        boolean packed = packs && "gzip".equals(exchange.getRequestHeaders().getFirst("Accept-Encoding"));
        if (packed) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        }
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream page =
                packed ? new GZIPOutputStream(exchange.getResponseBody()) : exchange.getResponseBody()) {
            page.write(body);
        }
    }

    void answer(HttpExchange exchange) throws IOException, InterruptedException {
        String path = exchange.getRequestURI().getPath();
        if (!faults.stalled.isEmpty() && path.startsWith(faults.stalled)) {
            Thread.sleep(60_000);
        }
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        Reader reader = FakeApiServer.TOKENS.get(String.valueOf(authorization).replace("Bearer ", ""));
        if (reader == null) {
            send(exchange, status(401, "Unauthorized", "Unauthorized"));
        } else if (path.equals("/version")) {
            send(exchange, JSON.createObjectNode().put("gitVersion", "v1.34.3"));
        } else if (Faults.take(faults.refused)) {
            send(exchange, status(faults.status, "ServiceUnavailable", "the server is busy"));
        } else if (!faults.body.isEmpty()) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(faults.body.getBytes(StandardCharsets.UTF_8));
        } else if (path.equals("/apis")) {
            send(exchange, kinds.groups());
        } else {
            read(exchange, path, reader);
        }
    }

    private void read(HttpExchange exchange, String path, Reader reader) throws IOException, InterruptedException {
        Matcher proxy = PROXY.matcher(path);
        Matcher group = GROUP.matcher(path);
        Matcher objects = OBJECTS.matcher(path);
        if (proxy.matches()) {
            byte[] body = proxied.get(proxy.group(1) + "/" + proxy.group(2) + proxy.group(3));
            if (body == null) {
                send(exchange, status(503, "ServiceUnavailable", "error trying to reach service: connection refused"));
            } else {
                page(exchange, body, path.endsWith("/metrics"));
            }
        } else if (group.matches()) {
            String version = group.group(1) == null ? group.group(2) : group.group(1);
            if (kinds.isBroken(version)) {
                unavailable(exchange);
            } else {
                send(exchange, kinds.discovery(version).orElse(null));
            }
        } else if (objects.matches()) {
            objects(exchange, objects, reader);
        } else {
            send(exchange, null);
        }
    }

    private void objects(HttpExchange exchange, Matcher found, Reader reader) throws IOException, InterruptedException {
        String version = found.group(1) == null ? found.group(2) : found.group(1);
        Optional<Resource> kind = kinds.plural(version, found.group(4));
        if (kinds.isBroken(version)) {
            unavailable(exchange);
        } else if (kind.isEmpty()) {
            send(exchange, null);
        } else {
            objects(exchange, kind.get(), found, reader);
        }
    }

    private void objects(HttpExchange exchange, Resource kind, Matcher found, Reader reader)
            throws IOException, InterruptedException {
        String namespace = found.group(3) == null ? "" : found.group(3);
        Map<String, String> query = query(exchange);
        String name = found.group(5);
        boolean writes = !exchange.getRequestMethod().equals("GET");
        if (!isAllowed(reader, kind, name, query) || (writes && reader != Reader.ADMIN)) {
            String verb = verb(exchange, name, query);
            send(
                    exchange,
                    status(
                            403,
                            "Forbidden",
                            kind.right() + " is forbidden: User \"nodes\" cannot " + verb + " resource \""
                                    + kind.plural() + "\" in API group \"\""));
        } else if (exchange.getRequestMethod().equals("POST")) {
            send(exchange, written.create(kind, namespace, exchange.getRequestBody()));
        } else if (exchange.getRequestMethod().equals("PATCH")) {
            send(exchange, written.patch(kind.path(namespace, name), exchange.getRequestBody()));
        } else if (name != null) {
            ObjectNode object = store.get(kind.path(namespace, name)).orElse(null);
            send(
                    exchange,
                    object == null ? status(404, "NotFound", kind.right() + " \"" + name + "\" not found") : object);
        } else if (query.containsKey("watch")) {
            watch(exchange, kind, namespace, query);
        } else {
            list(exchange, kind, namespace, query);
        }
    }

    private static String verb(HttpExchange exchange, String name, Map<String, String> query) {
        return switch (exchange.getRequestMethod()) {
            case "POST" -> "create";
            case "PATCH" -> "patch";
            default -> name != null ? "get" : query.containsKey("watch") ? "watch" : "list";
        };
    }

    private static boolean isAllowed(Reader reader, Resource kind, String name, Map<String, String> query) {
        String asked = name == null ? query.getOrDefault("fieldSelector", "").replace("metadata.name=", "") : name;
        return switch (reader) {
            case ADMIN -> true;
            case NODES_ONLY -> kind.plural().equals("nodes");
            case BY_NAME -> kind.plural().equals("configmaps") && asked.startsWith("by-name-");
            case STRANGER -> false;
        };
    }

    private void watch(HttpExchange exchange, Resource kind, String namespace, Map<String, String> query)
            throws IOException, InterruptedException {
        if (Faults.take(faults.refusedWatches)) {
            unavailable(exchange);
        } else {
            watches.serve(exchange, query, paths(kind, namespace, query));
        }
    }

    private void list(HttpExchange exchange, Resource kind, String namespace, Map<String, String> query)
            throws IOException {
        String token = query.getOrDefault("continue", "");
        if (!token.isEmpty() && Faults.take(faults.forgottenPages)) {
            send(exchange, status(410, "Expired", "The provided continue parameter is too old"));
            return;
        }
        int from = token.isEmpty() ? 0 : Integer.parseInt(token.replaceFirst(".*:", ""));
        Store.Listed listed = token.isEmpty()
                ? labelled(store.list(paths(kind, namespace, query)), query)
                : pages.get(token.replaceFirst(":.*", ""));
        int to = Math.min(listed.objects().size(), from + Integer.parseInt(query.getOrDefault("limit", "1000000")));
        ObjectNode list =
                JSON.createObjectNode().put("kind", kind.kind() + "List").put("apiVersion", kind.apiVersion());
        ObjectNode metadata = list.putObject("metadata").put("resourceVersion", String.valueOf(listed.revision()));
        if (to < listed.objects().size()) {
            pages.put(String.valueOf(listed.revision()), listed);
            metadata.put("continue", listed.revision() + ":" + to);
        }
        ArrayNode items = list.putArray("items");
        listed.objects().subList(from, to).forEach(each -> {
            ObjectNode item = each.deepCopy();
            item.remove(List.of("apiVersion", "kind"));
            items.add(item);
        });
        send(exchange, list);
    }

    private static Store.Listed labelled(Store.Listed listed, Map<String, String> query) {
        String[] wanted = query.getOrDefault("labelSelector", "").split(",");
        return new Store.Listed(
                listed.revision(),
                listed.objects().stream()
                        .filter(each -> java.util.Arrays.stream(wanted)
                                .filter(pair -> !pair.isEmpty())
                                .allMatch(pair -> each.path("metadata")
                                        .path("labels")
                                        .path(pair.replaceFirst("=.*", ""))
                                        .asText()
                                        .equals(pair.replaceFirst(".*=", ""))))
                        .toList());
    }

    private static Predicate<String> paths(Resource kind, String namespace, Map<String, String> query) {
        String root = kind.path("").replaceFirst("[^/]*$", "");
        String under = namespace.isEmpty() ? "" : "namespaces/" + namespace + "/";
        String name = query.getOrDefault("fieldSelector", "").replaceFirst("^metadata.name=", "");
        Pattern wanted = Pattern.compile(Pattern.quote(root)
                + (kind.namespaced() ? (under.isEmpty() ? "namespaces/[^/]+/" : Pattern.quote(under)) : "")
                + Pattern.quote(kind.plural()) + "/" + (name.isEmpty() ? "[^/]+" : Pattern.quote(name)));
        return path -> wanted.matcher(path).matches();
    }

    private void unavailable(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        byte[] body = "service unavailable\n".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(503, body.length);
        exchange.getResponseBody().write(body);
    }

    /** @param object a Status is sent with its code; nothing is a page that is not found */
    private void send(HttpExchange exchange, ObjectNode object) throws IOException {
        byte[] body = object == null
                ? "404 page not found\n".getBytes(StandardCharsets.UTF_8)
                : JSON.writeValueAsBytes(object);
        int code = object == null ? 404 : object.path("code").asInt(200);
        exchange.sendResponseHeaders(code, 0);
        boolean breaks = object != null && object.has("items") && Faults.take(faults.brokenLists);
        exchange.getResponseBody().write(body, 0, breaks ? body.length / 2 : body.length);
        if (breaks) {
            exchange.getResponseBody().flush();
            throw new IOException("broken off as asked for");
        }
        exchange.getResponseBody().close();
    }

    static ObjectNode status(int code, String reason, String message) {
        return JSON.createObjectNode()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("code", code)
                .put("reason", reason)
                .put("message", message);
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new TreeMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            int equals = pair.indexOf('=');
            query.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return query;
    }
}
