package dev.crossfade.assembly.watch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers kubelet and Prometheus: {@code /healthz}, {@code /readyz}, {@code /metrics}. */
final class WatchServer implements AutoCloseable {

    private static final int THREADS = 2;
    private static final int WAITING = 16;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "crossfade-http");
        thread.setDaemon(true);
        return thread;
    });

    private record Page(int status, String type, byte[] body) {
        static Page text(boolean good, String words) {
            return new Page(
                    good ? 200 : 503, "text/plain; charset=utf-8", (words + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    WatchServer(InetSocketAddress address, Pulse pulse, WatchMetrics metrics) {
        this.server = bound(address);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                Page page = page(exchange, pulse, metrics);
                exchange.getResponseHeaders().set("Content-Type", page.type());
                exchange.sendResponseHeaders(page.status(), page.body().length);
                exchange.getResponseBody().write(page.body());
            }
        });
        server.start();
    }

    private static HttpServer bound(InetSocketAddress address) {
        try {
            return HttpServer.create(address, WAITING);
        } catch (IOException e) {
            throw new CrossfadeException(
                    ErrorCode.ADDRESS_TAKEN,
                    Where.object("--listen " + address),
                    "nothing can listen on " + address + ": " + e.getMessage(),
                    "name another port with --listen",
                    e);
        }
    }

    private static Page page(HttpExchange exchange, Pulse pulse, WatchMetrics metrics) {
        return switch (exchange.getRequestURI().getPath()) {
            case "/healthz" -> Page.text(pulse.isAlive(), pulse.words());
            case "/readyz" -> Page.text(pulse.isReady(), pulse.words());
            case "/metrics" -> new Page(200, WatchMetrics.CONTENT_TYPE, metrics.text());
            default ->
                new Page(
                        404,
                        "text/plain; charset=utf-8",
                        "/healthz, /readyz, /metrics\n".getBytes(StandardCharsets.UTF_8));
        };
    }

    /** Where it listens, with the port that port 0 became. */
    InetSocketAddress address() {
        return server.getAddress();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
