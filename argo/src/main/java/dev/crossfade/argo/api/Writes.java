package dev.crossfade.argo.api;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Writes to one API server, once each: what failed is decided anew at the next look. */
public final class Writes implements AutoCloseable {

    private static final int LONGEST_ANSWER = 1024 * 1024;

    private final KubernetesClient client;
    private final String address;
    private final Duration longest;
    private final CallListener listener;

    public Writes(KubernetesClient client, Duration longest, CallListener listener) {
        this.client = client;
        this.address = client.getMasterUrl().toString().replaceAll("/+$", "");
        this.longest = longest;
        this.listener = listener;
    }

    /** The typed client behind it, for what a library does with one. */
    public KubernetesClient client() {
        return client;
    }

    /** Counts what a library called with {@link #client}. */
    public void called(Call call, int status) {
        listener.called(call, status);
    }

    /** What is written about, as JSON. */
    public String read(Call call) throws UnreadableException {
        return send(call, request(call).build());
    }

    /** @param json a JSON merge patch (RFC 7386) */
    public void patch(Call call, String json) throws UnreadableException {
        send(
                call.as("patch"),
                request(call)
                        .method("PATCH", "application/merge-patch+json", json)
                        .build());
    }

    public void create(Call call, String json) throws UnreadableException {
        send(
                call.as("create"),
                request(call).method("POST", "application/json", json).build());
    }

    private HttpRequest.Builder request(Call call) {
        return client.getHttpClient()
                .newHttpRequestBuilder()
                .uri(address + call.target())
                .header("Accept", "application/json")
                .timeout(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    private String send(Call call, HttpRequest request) throws UnreadableException {
        String words = call.verb() + " " + call.path();
        CompletableFuture<HttpResponse<String>> sent = client.getHttpClient().sendAsync(request, String.class);
        try {
            HttpResponse<String> response = sent.get(longest.plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
            listener.called(call, response.code());
            String body = response.bodyString();
            if (!response.isSuccessful()) {
                throw new Refusal(
                                response.code(),
                                body.substring(0, Math.min(LONGEST_ANSWER, body.length())),
                                response.header("Retry-After"),
                                Instant.EPOCH)
                        .exception(address, words, call);
            }
            return body;
        } catch (ExecutionException | TimeoutException e) {
            sent.cancel(true);
            listener.called(call, 0);
            throw Trouble.of(address, words, e.getCause() == null ? e : e.getCause());
        } catch (java.io.IOException e) {
            throw Trouble.of(address, words, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw UnreadableException.unanswered("stopped while writing " + words, false, e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
