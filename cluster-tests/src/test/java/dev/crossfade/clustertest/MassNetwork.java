package dev.crossfade.clustertest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Agents' metrics as the cluster double has them while all is well (CiliumMetrics), without asking the cluster each time: a
 * double that lists 150,000 pods for every answer gives none.
 */
final class MassNetwork implements AutoCloseable {

    private static final byte[] PAGE =
            "cilium_unreachable_nodes 0\ncilium_unreachable_health_endpoints 0\n".getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** @param port of the proxy that the API server has for what pods listen on */
    MassNetwork(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", MassNetwork::answer);
        server.setExecutor(threads);
        server.start();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String asked = exchange.getRequestHeaders().getFirst("X-Forwarded-Uri");
            if (asked != null && asked.endsWith(":9962/proxy/metrics")) {
                exchange.sendResponseHeaders(200, PAGE.length);
                exchange.getResponseBody().write(PAGE);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
