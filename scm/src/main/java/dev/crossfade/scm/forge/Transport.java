package dev.crossfade.scm.forge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.crossfade.scm.access.Token;
import dev.crossfade.scm.access.TokenSource;
import dev.crossfade.scm.access.WholeAnswer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Sends one request with the token and takes one whole answer, or fails in time. */
final class Transport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Supplier<HttpClient> client;
    private final TokenSource tokens;
    private final Map<String, String> headers;
    private final Refusals refusals;
    private final ForgeListener listener;

    Transport(
            Supplier<HttpClient> client,
            TokenSource tokens,
            Map<String, String> headers,
            Refusals refusals,
            ForgeListener listener) {
        this.client = client;
        this.tokens = tokens;
        this.headers = Map.copyOf(headers);
        this.refusals = refusals;
        this.listener = listener;
    }

    /** @throws IOException where no whole answer came */
    Answer send(Call call, URI address, Optional<String> etag, Duration limit) throws IOException {
        HttpResponse<byte[]> response = WholeAnswer.of(client(), request(call, address, etag, limit), limit);
        listener.called(response.statusCode(), remaining(response));
        String text = new String(response.body(), StandardCharsets.UTF_8);
        return new Answer(call, response.statusCode(), response.headers(), text, json(text), refusals);
    }

    /** GitHub: x-ratelimit-remaining; GitLab: RateLimit-Remaining; Gitea has no limits of its own. */
    private static OptionalLong remaining(HttpResponse<byte[]> response) {
        return Stream.of("x-ratelimit-remaining", "RateLimit-Remaining")
                .flatMap(name -> response.headers().firstValue(name).stream())
                .filter(value -> value.matches("[0-9]{1,9}"))
                .mapToLong(Long::parseLong)
                .findFirst();
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
