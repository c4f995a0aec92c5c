package dev.crossfade.argo.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plays an API server with as many nodes, pods and CiliumEndpoints as one says; makes each up as it is asked for. */
public final class ManyPods {

    private static final Pattern FROM = Pattern.compile("continue=(\\d+)");
    private static final Pattern LIMIT = Pattern.compile("limit=(\\d+)");
    private static final String KINDS = "{\"kind\":\"APIResourceList\",\"resources\":["
            + "{\"name\":\"nodes\",\"kind\":\"Node\",\"namespaced\":false},{\"name\":\"pods\",\"kind\":\"Pod\",\"namespaced\":true},"
            + "{\"name\":\"ciliumnodes\",\"kind\":\"CiliumNode\",\"namespaced\":false},"
            + "{\"name\":\"ciliumendpoints\",\"kind\":\"CiliumEndpoint\",\"namespaced\":true}]}";
    /** What a real pod has besides: volumes, environment, annotations, managed fields. */
    private static final String BALLAST = "x".repeat(2800);

    private ManyPods() {}

    /** Arguments: nodes and pods. Prints its address and serves until its input ends. */
    public static void main(String[] arguments) throws IOException {
        int nodes = Integer.parseInt(arguments[0]);
        int pods = Integer.parseInt(arguments[1]);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/version", exchange -> send(exchange, "{}"));
        server.createContext("/api/v1", exchange -> send(exchange, KINDS));
        server.createContext("/apis/cilium.io/v2", exchange -> send(exchange, KINDS));
        server.createContext("/api/v1/nodes", exchange -> list(exchange, "Node", nodes, ManyPods::node));
        server.createContext("/api/v1/pods", exchange -> list(exchange, "Pod", pods, i -> pod(i, nodes)));
        server.createContext(
                "/apis/cilium.io/v2/ciliumnodes",
                exchange -> list(exchange, "CiliumNode", nodes, ManyPods::ciliumNode));
        server.createContext(
                "/apis/cilium.io/v2/ciliumendpoints",
                exchange -> list(exchange, "CiliumEndpoint", pods, ManyPods::endpoint));
        server.start();
        System.out.println("http://127.0.0.1:" + server.getAddress().getPort());
        System.in.transferTo(OutputStream.nullOutputStream());
        server.stop(0);
    }

    private static void send(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static void list(HttpExchange exchange, String kind, int count, IntFunction<String> object)
            throws IOException {
        String query = exchange.getRequestURI().getQuery();
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            if (query.contains("watch=true")) {
                watch(out);
                return;
            }
            int from = number(FROM, query, 0);
            int to = Math.min(count, from + number(LIMIT, query, count));
            StringBuilder page =
                    new StringBuilder("{\"kind\":\"" + kind + "List\",\"metadata\":{\"resourceVersion\":\"7\""
                            + (to < count ? ",\"continue\":\"" + to + "\"" : "") + "},\"items\":[");
            for (int i = from; i < to; i++) {
                page.append(i == from ? "" : ",").append(object.apply(i));
            }
            out.write(page.append("]}").toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A bookmark a second, for ever. */
    private static void watch(OutputStream out) throws IOException {
        while (true) {
            out.write("{\"type\":\"BOOKMARK\",\"object\":{\"metadata\":{\"resourceVersion\":\"7\"}}}\n"
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
            try {
                Thread.sleep(1000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static int number(Pattern pattern, String query, int otherwise) {
        Matcher found = pattern.matcher(query);
        return found.find() ? Integer.parseInt(found.group(1)) : otherwise;
    }

    private static String metadata(String name, int i, String more) {
        return "\"metadata\":{\"name\":\"" + name + "\",\"uid\":\"00000000-0000-0000-0000-" + (100_000_000_000L + i)
                + "\",\"resourceVersion\":\"" + (1_000_000 + i)
                + "\",\"creationTimestamp\":\"2026-01-02T03:04:05Z\",\"annotations\":{\"ballast\":\"" + BALLAST + "\"}"
                + more
                + "}";
    }

    private static String node(int i) {
        StringBuilder labels =
                new StringBuilder("\"kubernetes.io/os\":\"linux\",\"kubernetes.io/hostname\":\"node-" + i + "\"");
        for (int label = 0; label < 20; label++) {
            labels.append(",\"example.com/label-")
                    .append(label)
                    .append("\":\"value-")
                    .append(label)
                    .append('"');
        }
        return "{" + metadata("node-" + i, i, ",\"labels\":{" + labels + "}")
                + ",\"spec\":{},\"status\":{\"addresses\":["
                + "{\"type\":\"InternalIP\",\"address\":\"" + address(10, i) + "\"}],\"nodeInfo\":{\"bootID\":\"boot-"
                + i
                + "\"},\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\",\"reason\":\"KubeletReady\",\"message\":\"ready\","
                + "\"lastTransitionTime\":\"2026-01-02T03:04:05Z\"},{\"type\":\"NetworkUnavailable\",\"status\":\"False\","
                + "\"reason\":\"CiliumIsUp\",\"message\":\"up\",\"lastTransitionTime\":\"2026-01-02T03:04:05Z\"}]}}";
    }

    private static String pod(int i, int nodes) {
        String owner = "app-" + i / 30;
        return "{"
                + metadata(
                        owner + "-5d4f8b7c9-" + i,
                        i,
                        ",\"namespace\":\"team-" + i / 300 + "\",\"labels\":{\"app.kubernetes.io/name\":\"" + owner
                                + "\",\"pod-template-hash\":\"5d4f8b7c9\"},\"ownerReferences\":[{\"kind\":\"ReplicaSet\",\"name\":\""
                                + owner + "-5d4f8b7c9\",\"controller\":true}]")
                + ",\"spec\":{\"nodeName\":\"node-" + i % nodes
                + "\"},\"status\":{\"phase\":\"Running\",\"podIPs\":[{\"ip\":\""
                + address(11, i)
                + "\"}],\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\",\"lastTransitionTime\":"
                + "\"2026-01-02T03:04:09Z\"}],\"containerStatuses\":[{\"restartCount\":0,\"state\":{\"running\":{\"startedAt\":"
                + "\"2026-01-02T03:04:06Z\"}}}]}}";
    }

    private static String ciliumNode(int i) {
        return "{" + metadata("node-" + i, i, "") + ",\"spec\":{\"ipam\":{\"podCIDRs\":[\"" + address(12, i)
                + "/24\"]},\"addresses\":[{\"type\":\"InternalIP\",\"ip\":\"" + address(10, i) + "\"}]}}";
    }

    private static String endpoint(int i) {
        return "{" + metadata("app-" + i / 30 + "-5d4f8b7c9-" + i, i, ",\"namespace\":\"team-" + i / 300 + "\"")
                + ",\"status\":{\"state\":\"ready\",\"networking\":{\"addressing\":[{\"ipv4\":\"" + address(11, i)
                + "\"}]}}}";
    }

    private static String address(int first, int i) {
        return first + "." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255);
    }
}
