package dev.crossfade.argo.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.crossfade.argo.api.Resource;
import dev.crossfade.argo.contract.Ground;
import dev.crossfade.core.observation.ObjectId;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Plays an API server on loopback, as far as an observatory can tell. */
public final class FakeApiServer implements Ground {

    static final Map<String, Reader> TOKENS =
            Map.of("admin", Reader.ADMIN, "nodes", Reader.NODES_ONLY, "by-name", Reader.BY_NAME);

    private final Store store = new Store();
    private final Kinds kinds = new Kinds();
    private final Faults faults = new Faults();
    private final Map<String, byte[]> proxied = new ConcurrentHashMap<>();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fake-api");
        thread.setDaemon(true);
        return thread;
    });
    private HttpServer server;
    private volatile Watches watches;
    private final int port;

    public FakeApiServer() {
        server = listen(0);
        port = server.getAddress().getPort();
    }

    private HttpServer listen(int on) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), on), 0);
            watches = new Watches(store, faults);
            Replies replies = new Replies(store, kinds, faults, watches, proxied);
            http.createContext("/", exchange -> {
                requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                handle(replies, exchange);
            });
            http.setExecutor(threads);
            http.start();
            return http;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void handle(Replies replies, HttpExchange exchange) throws IOException {
        try {
            replies.answer(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    public Faults faults() {
        return faults;
    }

    /** What a pod answers behind the proxy, by {@code namespace/pod:port/path}. */
    public void proxied(String address, String body) {
        proxied.put(address, body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** What it was asked, such as {@code GET /api/v1/nodes?limit=500}, the oldest first. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** How many are being told what happens. */
    public int openWatches() {
        return watches.open();
    }

    /** All watches end in the middle. */
    public void breakWatches() {
        watches.breakAll();
    }

    /** A watch cannot go on from before now, nor a list. */
    public void forget() {
        store.forget();
    }

    @Override
    public Config config(Reader reader) {
        String token = TOKENS.entrySet().stream()
                .filter(each -> each.getValue() == reader)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("stranger");
        return new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + port)
                .withOauthToken(token)
                .build();
    }

    @Override
    public void serve(Resource kind) {
        kinds.add(kind);
    }

    @Override
    public void withdraw(Resource kind) {
        store.deleteAll(path ->
                path.startsWith(kind.path("").replaceFirst("[^/]*$", "")) && path.contains("/" + kind.plural() + "/"));
        kinds.remove(kind);
    }

    @Override
    public void serveBroken(String apiVersion) {
        kinds.addBroken(apiVersion);
    }

    @Override
    public JsonNode create(JsonNode object) {
        return store.create(path(object), object.deepCopy());
    }

    @Override
    public JsonNode updateStatus(JsonNode object) {
        return store.updateStatus(path(object), (ObjectNode) object);
    }

    @Override
    public JsonNode update(JsonNode object) {
        return store.update(path(object), (ObjectNode) object);
    }

    /** A pod on a node stays for its grace period, which a kubelet ends. */
    @Override
    public void delete(ObjectId id) {
        String path = kinds.of(id.apiVersion(), id.kind()).path(id.namespace(), id.name());
        boolean stays = id.kind().equals("Pod")
                && store.get(path).orElseThrow().at("/spec/nodeName").isTextual();
        store.delete(path, stays ? 30 : 0);
    }

    private String path(JsonNode object) {
        Resource kind =
                kinds.of(object.path("apiVersion").asText(), object.path("kind").asText());
        JsonNode metadata = object.path("metadata");
        return kind.path(
                metadata.path("namespace").asText(""), metadata.path("name").asText());
    }

    /** For a bench: objects as they come. */
    public void createAll(List<JsonNode> objects) {
        objects.forEach(this::create);
    }

    @Override
    public void stop() {
        watches.breakAll();
        server.stop(0);
    }

    @Override
    public void start() {
        server = listen(port);
    }

    @Override
    public void close() {
        watches.breakAll();
        server.stop(0);
        threads.shutdownNow();
    }
}
