package dev.crossfade.forgetest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Takes requests on loopback, lets faults happen to them, and answers the others. */
final class Server implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "forge");
        thread.setDaemon(true);
        return thread;
    });
    private final CountDownLatch end = new CountDownLatch(1);
    private final String prefix;
    private final Model model;
    private final Rest rest;
    private final GitHttp git;
    private final Faults faults;
    private final List<Exchange> exchanges = new ArrayList<>();
    private final List<Seen> requests = new ArrayList<>();

    /** @param prefix the path of the forge's root, such as {@code /git}, or an empty text */
    Server(Model model, String prefix, Faults faults) {
        this.model = model;
        this.prefix = prefix;
        this.faults = faults;
        this.git = new GitHttp(model);
        try {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.rest = model.flavour.rest(model, root().toString());
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        http.start();
    }

    URI root() {
        InetSocketAddress address = http.getAddress();
        return URI.create("http://127.0.0.1:" + address.getPort() + prefix);
    }

    synchronized List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    synchronized List<Seen> requests() {
        return List.copyOf(requests);
    }

    synchronized void forget() {
        exchanges.clear();
        requests.clear();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            URI address = exchange.getRequestURI();
            boolean isGit = address.getRawPath().contains(".git/");
            String text = isGit ? "" : new String(body, StandardCharsets.UTF_8);
            Seen seen = new Seen(
                    exchange.getRequestMethod(),
                    address.getRawPath(),
                    address.getRawQuery() == null ? "" : address.getRawQuery(),
                    text,
                    headers(exchange));
            synchronized (this) {
                requests.add(seen);
            }
            Optional<Fault> fault = faults.of(seen);
            if (fault.isEmpty()) {
                send(exchange, answer(exchange, seen, body));
            } else {
                fail(exchange, seen, body, fault.get());
            }
        }
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
        headers.remove("authorization");
        return headers;
    }

    private void fail(HttpExchange exchange, Seen seen, byte[] body, Fault fault) throws IOException {
        switch (fault.kind()) {
            case ANSWERED ->
                send(
                        exchange,
                        new Answered(
                                fault.status(), fault.headers(), fault.body().getBytes(StandardCharsets.UTF_8)));
            case DROPPED -> {}
            case SILENT -> silence();
            case LOST -> answer(exchange, seen, body);
            case SILENT_AFTER -> {
                answer(exchange, seen, body);
                silence();
            }
            case TRUNCATED -> {
                Answered whole = answer(exchange, seen, body);
                whole.headers().forEach(exchange.getResponseHeaders()::set);
                exchange.sendResponseHeaders(whole.status(), Math.max(2, whole.body().length));
                exchange.getResponseBody().write(half(whole.body()));
                exchange.getResponseBody().flush();
            }
            case HALVED -> {
                Answered whole = answer(exchange, seen, body);
                send(exchange, new Answered(whole.status(), whole.headers(), half(whole.body())));
            }
        }
    }

    private static byte[] half(byte[] body) {
        return Arrays.copyOf(body, body.length / 2);
    }

    /** Until the forge is closed, or the client went away and nobody cares. */
    private void silence() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, Answered answer) throws IOException {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
        if (answer.body().length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(answer.body());
            }
        }
    }

    private Answered answer(HttpExchange exchange, Seen seen, byte[] body) throws IOException {
        if (seen.isGit()) {
            return git.answer(exchange, body);
        }
        Answered answered = rested(seen, exchange.getRequestHeaders().getFirst("Authorization"));
        synchronized (this) {
            exchanges.add(new Exchange(seen, answered.status(), answered.text()));
        }
        String tag = "\"" + Integer.toHexString(Arrays.hashCode(answered.body())) + "\"";
        if (model.flavour == Flavour.GITHUB && seen.method().equals("GET") && answered.status() == 200) {
            return tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))
                    ? new Answered(304, Map.of("ETag", tag), new byte[0])
                    : answered.with("ETag", tag);
        }
        return answered;
    }

    private Answered rested(Seen seen, @Nullable String authorization) throws IOException {
        String api = prefix + model.flavour.api();
        if (!seen.path().startsWith(api + "/")) {
            return new Answered(
                    404,
                    Map.of("Content-Type", "text/html"),
                    "<html>no such page</html>".getBytes(StandardCharsets.UTF_8));
        }
        synchronized (model) {
            Access who = model.tokens.get(
                    authorization == null ? "" : authorization.replaceFirst("^(?i)(bearer|token) ", ""));
            Rest.Reply reply = who == null
                    ? Rest.Reply.of(401, rest.refused(401, "Bad credentials").body)
                    : rest.answer(new Rest.Asked(
                            seen.method(),
                            seen.path().substring(api.length()),
                            Urls.parameters(seen.query()),
                            json(seen.body()),
                            who));
            String text = reply.body().isMissingNode() ? "" : JSON.writeValueAsString(reply.body());
            return Answered.json(reply.status(), reply.headers(), text);
        }
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return text.isEmpty() ? MissingNode.getInstance() : JSON.readTree(text);
    }

    @Override
    public void close() {
        end.countDown();
        http.stop(0);
        threads.shutdownNow();
    }
}
