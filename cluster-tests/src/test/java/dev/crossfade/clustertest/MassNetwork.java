package dev.crossfade.clustertest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Agents' metrics while all is well, without asking the cluster each time: a double that lists 150,000 pods for every answer gives
 * none. The series are those of CiliumMetrics for 1.18, among so many others that a page has the length that it has on a real node.
 */
final class MassNetwork implements AutoCloseable {

    /** An agent has some thousand series. */
    private static final int OTHERS = 3000;

    private static final String OWN =
            "cilium_node_health_connectivity_status{source_cluster=\"default\",source_node_name=\"any\",";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final byte[] page;
    private final byte[] packed;
    private final AtomicLong sent = new AtomicLong();
    private final Map<String, Long> asked = new ConcurrentHashMap<>();

    /**
     * @param port of the proxy that the API server has for what pods listen on
     * @param nodes that each agent reaches
     */
    MassNetwork(int port, int nodes) {
        this.page = page(nodes).getBytes(StandardCharsets.UTF_8);
        this.packed = packed(page);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    private static String page(int nodes) {
        String others = IntStream.range(0, OTHERS)
                .mapToObj(i ->
                        "cilium_k8s_client_api_latency_time_seconds_bucket{method=\"GET\",path=\"/apis/cilium.io/v2/"
                                + i + "\",le=\"0.005\"} " + i + "\n")
                .collect(Collectors.joining());
        String reached = Stream.of("endpoint", "node")
                .map(type -> line("reachable", type, nodes) + line("unknown", type, 0) + line("unreachable", type, 0))
                .collect(Collectors.joining());
        return others + "cilium_unreachable_nodes 0\ncilium_unreachable_health_endpoints 0\n" + reached;
    }

    private static String line(String status, String type, int count) {
        return OWN + "status=\"" + status + "\",type=\"" + type + "\"} " + count + "\n";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestHeaders().getFirst("X-Forwarded-Uri");
            if (path != null && path.endsWith(":9962/proxy/metrics")) {
                asked.putIfAbsent(path, System.nanoTime());
                boolean packs = "gzip".equals(exchange.getRequestHeaders().getFirst("Accept-Encoding"));
                if (packs) {
                    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                }
                byte[] body = packs ? packed : page;
                sent.set(body.length);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static byte[] packed(byte[] page) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** In words: how long a page is, and what of it went through the API server. */
    String length() {
        return page.length / 1000 + " kB each, " + sent.get() / 1000 + " as they were sent";
    }

    int asked() {
        return asked.size();
    }

    /** Seconds from the first agent that was asked to the last one's first time. */
    double round() {
        var times = asked.values().stream().mapToLong(Long::longValue).summaryStatistics();
        return (times.getMax() - times.getMin()) / 1e9;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
