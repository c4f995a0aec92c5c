package dev.crossfade.argo.probe;

import dev.crossfade.argo.api.Answer;
import dev.crossfade.argo.api.Limits;
import dev.crossfade.argo.api.Trouble;
import dev.crossfade.argo.api.UnreadableException;
import dev.crossfade.core.observation.HttpFact;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks addresses that are no API server's, without any credentials. */
public final class Web {

    private static final int BYTES = 64 * 1024;
    private static final int REDIRECTS = 3;

    private final HttpClient client;
    private final Limits limits;
    private final Clock clock;

    /** @param proxies what is between here and there; the customer's, as for everything else that goes out */
    public Web(Limits limits, Clock clock, ProxySelector proxies) {
        this.limits = limits;
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .connectTimeout(limits.call())
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(proxies)
                .build();
    }

    /** What is read of a body. */
    public record Page(int status, String body, boolean whole) {

        public HttpFact fact() {
            return new HttpFact(status, body);
        }
    }

    /** GET, following redirects on the same host and port alone: another host was not what the customer named. */
    public Answer<Page> get(URI address) throws UnreadableException {
        URI at = address;
        for (int redirects = 0; ; redirects++) {
            HttpResponse<InputStream> response = send(at);
            Optional<URI> next = redirects < REDIRECTS ? next(at, response) : Optional.empty();
            if (next.isEmpty()) {
                return new Answer<>(page(at, response), clock.instant());
            }
            close(response);
            at = next.get();
        }
    }

    private HttpResponse<InputStream> send(URI address) throws UnreadableException {
        CompletableFuture<HttpResponse<InputStream>> sent;
        try {
            sent = client.sendAsync(
                    HttpRequest.newBuilder(address).timeout(limits.call()).GET().build(),
                    HttpResponse.BodyHandlers.ofInputStream());
        } catch (IllegalArgumentException noAddress) {
            throw UnreadableException.because(words(address) + " is no address for HTTP: " + noAddress.getMessage());
        }
        try {
            return sent.get(limits.call().plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw Trouble.of(words(address), "GET", e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw Trouble.of(words(address), "GET", e);
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw UnreadableException.because("stopped while asking " + words(address));
        }
    }

    /** Reads no more than the bound, and no longer than a call may take: a body that trickles has no end. */
    private Page page(URI address, HttpResponse<InputStream> response) throws UnreadableException {
        CompletableFuture<byte[]> read = CompletableFuture.supplyAsync(() -> {
            try (InputStream body = response.body()) {
                return body.readNBytes(BYTES + 1);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        try {
            byte[] bytes = read.get(limits.call().toMillis(), TimeUnit.MILLISECONDS);
            boolean whole = bytes.length <= BYTES;
            return new Page(
                    response.statusCode(),
                    new String(bytes, 0, Math.min(bytes.length, BYTES), StandardCharsets.UTF_8),
                    whole);
        } catch (ExecutionException e) {
            throw Trouble.of(words(address), "GET", Objects.requireNonNullElse(e.getCause(), e));
        } catch (TimeoutException e) {
            close(response);
            throw Trouble.of(words(address), "GET", e);
        } catch (InterruptedException e) {
            close(response);
            Thread.currentThread().interrupt();
            throw UnreadableException.because("stopped while asking " + words(address));
        }
    }

    private static Optional<URI> next(URI from, HttpResponse<?> response) {
        int status = response.statusCode();
        if (status != 301 && status != 302 && status != 303 && status != 307 && status != 308) {
            return Optional.empty();
        }
        return response.headers()
                .firstValue("Location")
                .flatMap(location -> resolved(from, location))
                .filter(to -> Objects.equals(to.getScheme(), from.getScheme())
                        && Objects.equals(to.getHost(), from.getHost())
                        && to.getPort() == from.getPort());
    }

    private static Optional<URI> resolved(URI from, String location) {
        try {
            return Optional.of(from.resolve(location));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private static void close(HttpResponse<InputStream> response) throws UnreadableException {
        try {
            response.body().close();
        } catch (IOException e) {
            throw Trouble.of(words(response.uri()), "GET", e);
        }
    }

    /** Without what may be secret in it. */
    private static String words(URI address) {
        return address.getScheme() + "://" + address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort())
                + Objects.requireNonNullElse(address.getPath(), "");
    }
}
