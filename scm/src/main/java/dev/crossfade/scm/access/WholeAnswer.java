package dev.crossfade.scm.access;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for an answer with its body, for as long as it may take and as much as it may be. */
public final class WholeAnswer {

    private WholeAnswer() {}

    /**
     * The request's own limit ends with the headers (JDK 17), so the body needs this one.
     *
     * @throws IOException where no whole answer came within the limit; interrupted, the thread stays so
     */
    public static HttpResponse<byte[]> of(HttpClient client, HttpRequest request, Duration limit) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> coming = client.sendAsync(request, info -> new BoundedBody());
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
}
