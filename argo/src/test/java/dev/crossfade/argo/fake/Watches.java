package dev.crossfade.argo.fake;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The watches of a fake API server. */
final class Watches {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Store store;
    private final Faults faults;
    private final Set<HttpExchange> open = ConcurrentHashMap.newKeySet();

    Watches(Store store, Faults faults) {
        this.store = store;
        this.faults = faults;
    }

    void breakAll() {
        open.forEach(HttpExchange::close);
        open.clear();
    }

    int open() {
        return open.size();
    }

    /** Tells what happens to objects until the time is over, or the watch is broken. */
    void serve(HttpExchange exchange, Map<String, String> query, Predicate<String> paths)
            throws IOException, InterruptedException {
        long since = Long.parseLong(query.getOrDefault("resourceVersion", "0"));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        if (Faults.take(faults.failingWatches)) {
            try (OutputStream out = exchange.getResponseBody()) {
                write(out, "ERROR", Replies.status(500, "InternalError", "etcd has no leader"));
            }
            return;
        }
        if (Faults.take(faults.hastyWatches)) {
            exchange.getResponseBody().close();
            return;
        }
        open.add(exchange);
        long end = System.nanoTime() + Long.parseLong(query.getOrDefault("timeoutSeconds", "60")) * 1_000_000_000L;
        try (OutputStream out = exchange.getResponseBody()) {
            out.flush();
            while (System.nanoTime() < end && open.contains(exchange)) {
                if (store.hasForgotten(since)) {
                    write(out, "ERROR", Replies.status(410, "Expired", "too old resource version"));
                    return;
                }
                long now = store.revision();
                for (Store.Event event : store.after(since, faults.bookmarkMillis)) {
                    if (paths.test(event.path())) {
                        write(out, event.type(), event.object());
                    }
                    now = Math.max(now, event.revision());
                }
                if (now == since) {
                    bookmark(out, since);
                }
                since = Math.max(since, now);
            }
        } finally {
            open.remove(exchange);
        }
    }

    private static void bookmark(OutputStream out, long revision) throws IOException {
        ObjectNode object = JSON.createObjectNode();
        object.putObject("metadata").put("resourceVersion", String.valueOf(revision));
        write(out, "BOOKMARK", object);
    }

    private static void write(OutputStream out, String type, ObjectNode object) throws IOException {
        ObjectNode event = JSON.createObjectNode().put("type", type);
        event.set("object", object);
        out.write(JSON.writeValueAsBytes(event));
        out.write('\n');
        out.flush();
    }
}
