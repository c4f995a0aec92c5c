package dev.crossfade.clusterdouble;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;

/**
 * The way from the API server to its pods. Nobody is behind their addresses, so this is the HTTP proxy that the API server has in its
 * environment: its pod proxy asks there for whatever a pod listens on (k8s.io/apimachinery, pkg/util/net/http.go,
 * SetTransportDefaults; kubernetes, cmd/kube-apiserver/app/server.go, CreateProxyTransport).
 */
final class PodNetwork {

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
            Optional<byte[]> page = page(exchange.getRequestURI()).map(text -> text.getBytes(StandardCharsets.UTF_8));
            if (page.isPresent()) {
                exchange.sendResponseHeaders(200, page.get().length);
                exchange.getResponseBody().write(page.get());
            }
        }
    }

    private Optional<String> page(URI asked) {
        List<Pod> pods = cluster.pods();
        return pods.stream()
                .filter(pod -> asked.getHost().equals(pod.getStatus().getPodIP()))
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null && Cluster.isReady(pod))
                .flatMap(pod -> page(pod, asked, pods).stream())
                .findFirst();
    }

    private Optional<String> page(Pod pod, URI asked, List<Pod> pods) {
        String path = asked.getPort() + asked.getPath();
        Reach reach = Reach.of(cluster);
        return new Goldpinger(pod)
                .page(path, pods, reach)
                .or(() -> new CiliumMetrics(pod).page(path, cluster.ciliumNodes(), pods, reach));
    }
}
