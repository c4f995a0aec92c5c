package dev.crossfade.scm.forge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.crossfade.scm.access.Token;
import dev.crossfade.scm.access.TokenSource;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Sends one request with the token and takes one whole answer, or fails in time. */
final class Transport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Supplier<HttpClient> client;
    private final TokenSource tokens;
    private final Map<String, String> headers;
    private final Refusals refusals;

    Transport(Supplier<HttpClient> client, TokenSource tokens, Map<String, String> headers, Refusals refusals) {
        this.client = client;
        this.tokens = tokens;
        this.headers = Map.copyOf(headers);
        this.refusals = refusals;
    }

    /** @throws IOException where no whole answer came */
    Answer send(Call call, URI address, Optional<String> etag, Duration limit) throws IOException {
        HttpResponse<byte[]> response = whole(request(call, address, etag, limit), limit);
        String text = new String(response.body(), StandardCharsets.UTF_8);
        return new Answer(call, response.statusCode(), response.headers(), text, json(text), refusals);
    }

    private HttpRequest request(Call call, URI address, Optional<String> etag, Duration limit) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(limit);
        if (address.getScheme().equals("http")) {
            // an upgrade to HTTP/2 in the clear is offered else, which some proxies refuse
            request.version(HttpClient.Version.HTTP_1_1);
        }
        headers.forEach(request::header);
        Optional<Token> token = tokens.token();
        refusals.sentWith(token);
        // GitLab and Gitea take it in this form as well as in their own
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret.reveal()));
        etag.ifPresent(tag -> request.header("If-None-Match", tag));
        JsonNode body = call.body();
        if (body == null) {
            return request.method(call.method(), BodyPublishers.noBody()).build();
        }
        return request.header("Content-Type", "application/json")
                .method(call.method(), BodyPublishers.ofString(body.toString()))
                .build();
    }

    /** The request's own limit ends with the headers (JDK 17), so the body needs another one. */
    private HttpResponse<byte[]> whole(HttpRequest request, Duration limit) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> coming = client().sendAsync(request, info -> new BoundedBody());
        try {
            return coming.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            coming.cancel(true);
            throw new HttpTimeoutException("no whole answer within " + limit.toSeconds() + " s");
        } catch (InterruptedException e) {
            coming.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
        }
    }

    private HttpClient client() {
        HttpClient given = client.get();
        if (given.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalStateException("a client that follows redirects would carry the token to other hosts");
        }
        return given;
    }

    private static JsonNode json(String text) {
        try {
            JsonNode node = text.isBlank() ? null : JSON.readTree(text);
            return node == null ? MissingNode.getInstance() : node;
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
