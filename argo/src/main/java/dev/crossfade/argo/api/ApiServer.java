package dev.crossfade.argo.api;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** One API server, asked with a person's or a service account's credentials; every call has an end. */
public final class ApiServer implements AutoCloseable {

    /** A Status is small; a page of some proxy before the server need not be. */
    private static final int ERROR_BYTES = 16 * 1024;

    private static final String PACKED = "gzip";
    private static final int PACKED_BYTES = 8 * 1024;

    private final KubernetesClient client;
    private final String address;
    private final Limits limits;
    private final Clock clock;
    private final CallListener listener;
    private final Deadlines deadlines = new Deadlines();
    private final AtomicReference<@Nullable Heard> heard = new AtomicReference<>();

    /**
     * @param client one that does not try again by itself: attempts are counted here
     * @param clock for a server that says no time
     */
    public ApiServer(KubernetesClient client, Limits limits, Clock clock, CallListener listener) {
        this.client = client;
        this.address = client.getMasterUrl().toString().replaceAll("/+$", "");
        this.limits = limits;
        this.clock = clock;
        this.listener = listener;
    }

    public String address() {
        return address;
    }

    public Limits limits() {
        return limits;
    }

    /** Asks, and asks again what may pass by itself. */
    public <T> Answer<T> ask(Call call, BodyReader<T> reader) throws UnreadableException {
        Duration pause = limits.pause();
        for (int attempt = 1; ; attempt++) {
            try {
                return once(call, reader, limits.body());
            } catch (UnreadableException failure) {
                if (!failure.isPassing() || attempt >= limits.attempts()) {
                    throw failure;
                }
                pause(call, failure.pause(pause));
            }
            pause = pause.multipliedBy(2);
        }
    }

    /** Asks once, and reads as long as the server writes, but no longer than this. */
    public <T> Answer<T> once(Call call, BodyReader<T> reader, Duration longest) throws UnreadableException {
        return read(call, body -> deadlines.of(body, longest), (body, deadline, at) -> reader.read(body, at));
    }

    /** Asks once, and reads as long as the server writes something now and then. */
    public <T> Answer<T> watch(Call call, BodyReader<T> reader, Duration silence) throws UnreadableException {
        return read(
                call,
                body -> deadlines.of(body, silence),
                (body, deadline, at) -> reader.read(new HeardStream(body, deadline::renew), at));
    }

    /** The server's time now: that of its newest answer, and what has gone by since. */
    public Instant now() {
        Heard last = heard.get();
        return last == null ? clock.instant() : last.date().plusNanos(System.nanoTime() - last.nanos());
    }

    /** True once it has said a time. */
    public boolean isHeard() {
        return heard.get() != null;
    }

    private record Heard(Instant date, long nanos) {}

    private interface BoundedReader<T> {
        T read(InputStream body, Deadlines.Deadline deadline, Instant at) throws IOException;
    }

    private <T> Answer<T> read(Call call, Function<InputStream, Deadlines.Deadline> deadlineOf, BoundedReader<T> reader)
            throws UnreadableException {
        HttpResponse<InputStream> response = send(call);
        listener.called(call, response.code());
        Instant at = date(response.header("Date"));
        try (InputStream sent = response.body();
                Deadlines.Deadline deadline = deadlineOf.apply(sent)) {
            try (InputStream body = unpacked(response.header("Content-Encoding"), sent)) {
                if (response.code() != 200) {
                    throw new Refusal(
                                    response.code(),
                                    new String(body.readNBytes(ERROR_BYTES), StandardCharsets.UTF_8),
                                    response.header("Retry-After"),
                                    at)
                            .exception(address, words(call), call);
                }
                return new Answer<>(reader.read(body, deadline, at), at);
            } catch (IOException e) {
                throw Trouble.of(address, words(call), deadline.isOver() ? new TimeoutException() : e);
            }
        } catch (IOException closing) {
            throw Trouble.of(address, words(call), closing);
        }
    }

    private static InputStream unpacked(@Nullable String encoding, InputStream body) throws IOException {
        return PACKED.equalsIgnoreCase(encoding) ? new GZIPInputStream(body, PACKED_BYTES) : body;
    }

    private HttpResponse<InputStream> send(Call call) throws UnreadableException {
        HttpRequest.Builder request = client.getHttpClient()
                .newHttpRequestBuilder()
                .uri(address + call.target())
                .header("Accept", "application/json")
                .timeout(limits.call().toMillis(), TimeUnit.MILLISECONDS);
        if (call.isPassedOn()) {
            request.header("Accept-Encoding", PACKED);
        }
        CompletableFuture<HttpResponse<InputStream>> sent =
                client.getHttpClient().sendAsync(request.build(), InputStream.class);
        try {
            return sent.get(limits.call().plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            listener.called(call, 0);
            throw Trouble.of(address, words(call), e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            sent.cancel(true);
            listener.called(call, 0);
            throw Trouble.of(address, words(call), e);
        } catch (InterruptedException e) {
            sent.cancel(true);
            throw interrupted(call, e);
        }
    }

    private Instant date(@Nullable String header) {
        try {
            if (header != null) {
                Instant date = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                heard.set(new Heard(date, System.nanoTime()));
                return date;
            }
        } catch (DateTimeException noTime) {
            return clock.instant();
        }
        return clock.instant();
    }

    private static void pause(Call call, Duration pause) throws UnreadableException {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw interrupted(call, e);
        }
    }

    private static UnreadableException interrupted(Call call, InterruptedException e) {
        Thread.currentThread().interrupt();
        return UnreadableException.unanswered("stopped while asking for " + words(call), false, e);
    }

    private static String words(Call call) {
        return "GET " + call.path();
    }

    @Override
    public void close() {
        deadlines.close();
        client.close();
    }
}
