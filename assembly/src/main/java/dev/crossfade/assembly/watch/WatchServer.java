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

    private record Page(int status, String type, String body) {
        static Page text(int status, String words) {
            return new Page(status, "text/plain; charset=utf-8", words + "\n");
        }
    }

    WatchServer(InetSocketAddress address, Pulse pulse, WatchMetrics metrics) {
        this.server = bound(address);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                Page page = page(exchange, pulse, metrics);
                exchange.getResponseHeaders().set("Content-Type", page.type());
                byte[] body = page.body().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(page.status(), body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    static String text(InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
    }

    private static HttpServer bound(InetSocketAddress address) {
        try {
            return HttpServer.create(address, WAITING);
        } catch (IOException e) {
            throw new CrossfadeException(
                    ErrorCode.ADDRESS_TAKEN,
                    Where.object("--listen"),
                    "nothing can listen on " + text(address) + ": " + e.getMessage(),
                    "name another port with --listen",
                    e);
        }
    }

    private static Page page(HttpExchange exchange, Pulse pulse, WatchMetrics metrics) {
        return switch (exchange.getRequestURI().getPath()) {
            case "/healthz" -> Page.text(pulse.isAlive() ? 200 : 503, pulse.words());
            case "/readyz" -> Page.text(pulse.isReady() ? 200 : 503, pulse.words());
            case "/metrics" -> new Page(200, WatchMetrics.CONTENT_TYPE, metrics.text());
            default -> Page.text(404, "/healthz, /readyz, /metrics");
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
