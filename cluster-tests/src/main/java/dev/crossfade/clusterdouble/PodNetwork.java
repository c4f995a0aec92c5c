package dev.crossfade.clusterdouble;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The way from the API server to its pods. Nobody is behind their addresses, so this is the HTTP proxy that the API server has in its
 * environment: its pod proxy asks there for whatever a pod listens on (k8s.io/apimachinery, pkg/util/net/http.go,
 * SetTransportDefaults; kubernetes, cmd/kube-apiserver/app/server.go, CreateProxyTransport).
 */
final class PodNetwork {

    /**
     * Which pod is meant: the proxy is asked for the host that the API server itself was asked for (apimachinery, pkg/util/proxy/upgradeaware.go,
     * UseLocationHost is false), and this header has the path of the request.
     */
    private static final String FORWARDED = "X-Forwarded-Uri";

    private static final Pattern PATH =
            Pattern.compile("/api/v1/namespaces/([^/]+)/pods/([^/:]+):([0-9]+)/proxy(/[^?]*).*");

    private final Cluster cluster;

    private PodNetwork(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Serves on loopback until the process ends. */
    static void serve(Cluster cluster, int port) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            server.createContext("/", new PodNetwork(cluster)::answer);
            server.setExecutor(Executors.newCachedThreadPool(task -> {
                Thread thread = new Thread(task, "pod-network");
                thread.setDaemon(true);
                return thread;
            }));
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        // one that is closed without an answer is what a client sees of an address at which nobody listens
        try (exchange) {
            Optional<byte[]> page = Optional.ofNullable(
                            exchange.getRequestHeaders().getFirst(FORWARDED))
                    .flatMap(this::page)
                    .map(text -> text.getBytes(StandardCharsets.UTF_8));
            if (page.isPresent()) {
                exchange.sendResponseHeaders(200, page.get().length);
                exchange.getResponseBody().write(page.get());
            }
        }
    }

    private Optional<String> page(String forwarded) {
        Matcher asked = PATH.matcher(forwarded);
        if (!asked.matches()) {
            return Optional.empty();
        }
        List<Pod> pods = cluster.pods();
        return pods.stream()
                .filter(pod -> pod.getMetadata().getNamespace().equals(asked.group(1)))
                .filter(pod -> pod.getMetadata().getName().equals(asked.group(2)))
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null && Cluster.isReady(pod))
                .flatMap(pod -> page(pod, asked.group(3) + asked.group(4), pods).stream())
                .findFirst();
    }

    /** @param path port and path */
    private Optional<String> page(Pod pod, String path, List<Pod> pods) {
        Reach reach = Reach.of(cluster);
        return new Goldpinger(pod)
                .page(path, pods, reach)
                .or(() -> new CiliumMetrics(pod).page(path, cluster.ciliumNodes(), pods, reach));
    }
}
