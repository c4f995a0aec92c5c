package dev.crossfade.clustertest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Changes in a cluster of many pods, at a steady rate: of ten, seven pods that become ready or unready, a node that says that it
 * lives, a pod that comes and one that goes.
 */
final class Churn implements AutoCloseable {

    private static final String STRATEGIC = "application/strategic-merge-patch+json";
    private static final int TEN = 10;

    /** At once; HTTP/2 refuses more than 250 on a connection. */
    private static final int IN_FLIGHT = 100;

    private final KubernetesClient client;
    private final String server;
    private final Mass mass;
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
    private final Semaphore flight = new Semaphore(IN_FLIGHT);
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong changed = new AtomicLong();
    private final Map<String, Integer> refused = new ConcurrentSkipListMap<>();

    /** Pods that are there, the oldest first: one that is just being made cannot be deleted. */
    private final Queue<String> guests = new ConcurrentLinkedQueue<>();

    Churn(KubernetesClient client, Mass mass) {
        this.client = client;
        this.server = client.getMasterUrl().toString().replaceAll("/+$", "");
        this.mass = mass;
    }

    /** @param rate changes a second */
    Churn start(int rate) {
        clock.scheduleAtFixedRate(this::change, 0, 1_000_000 / rate, TimeUnit.MICROSECONDS);
        return this;
    }

    /** What could not be made in time is made as soon as it can. */
    private void change() {
        flight.acquireUninterruptibly();
        long number = asked.getAndIncrement();
        switch ((int) (number % TEN)) {
            case 7 -> beat((int) (number / TEN % mass.nodes()));
            case 8 -> come(number);
            case 9 -> go();
            default -> flip(number);
        }
    }

    /** Each pod in its turn. */
    private void flip(long number) {
        int pod = (int) (number * 7919 % mass.apps());
        boolean ready = number / mass.apps() % 2 == 1;
        String name = "app-" + pod / 30 + "-5d4f8b7c9-" + pod;
        send(
                "PATCH",
                "/api/v1/namespaces/" + MassTemplates.namespace(pod) + "/pods/" + name + "/status",
                STRATEGIC,
                "{\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"" + (ready ? "True" : "False")
                        + "\",\"lastTransitionTime\":\"" + now() + "\"}]}}");
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private void beat(int node) {
        send(
                "PATCH",
                "/api/v1/nodes/" + MassTemplates.nodeName(node) + "/status",
                STRATEGIC,
                "{\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\",\"lastHeartbeatTime\":\"" + now()
                        + "\"}]}}");
    }

    private void come(long number) {
        ObjectNode pod = mass.templates().app((int) (number % mass.apps()), mass.nodes());
        ObjectNode metadata = (ObjectNode) pod.path("metadata");
        String name = "guest-" + number;
        metadata.put("name", name);
        metadata.remove("managedFields");
        String pods = "/api/v1/namespaces/" + metadata.path("namespace").asText() + "/pods";
        send("POST", pods, "application/json", pod.toString(), () -> guests.add(pods + "/" + name));
    }

    private void go() {
        // each stays for a while
        String oldest = guests.size() < TEN ? null : guests.poll();
        if (oldest == null) {
            flight.release();
        } else {
            send("DELETE", oldest, "application/json", "{\"gracePeriodSeconds\":0}");
        }
    }

    private void send(String method, String path, String type, String body) {
        send(method, path, type, body, () -> {});
    }

    private void send(String method, String path, String type, String body, Runnable then) {
        client.getHttpClient()
                .sendAsync(
                        client.getHttpClient()
                                .newHttpRequestBuilder()
                                .uri(server + path)
                                .method(method, type, body)
                                .build(),
                        String.class)
                .whenComplete((answer, failure) -> {
                    flight.release();
                    if (failure == null && answer.isSuccessful()) {
                        changed.incrementAndGet();
                        then.run();
                        return;
                    }
                    String why = method + " "
                            + (failure == null
                                    ? answer.code()
                                    : failure.getClass().getSimpleName());
                    if (refused.merge(why, 1, Integer::sum) == 1) {
                        System.out.println(
                                "   refused: " + why + " " + path + ": " + (failure == null ? answer.body() : failure));
                    }
                });
    }

    /** That were made. */
    long changed() {
        return changed.get();
    }

    /** How many were not, by method and answer. */
    Map<String, Integer> refused() {
        return refused;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
