package dev.crossfade.argo.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crossfade.argo.api.Answer;
import dev.crossfade.argo.api.Call;
import dev.crossfade.argo.api.Cluster;
import dev.crossfade.argo.api.Listing;
import dev.crossfade.argo.api.MistakeListener;
import dev.crossfade.argo.api.Resource;
import dev.crossfade.argo.api.UnreadableException;
import dev.crossfade.argo.fact.FactReader;
import dev.crossfade.core.observation.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Follows some objects: lists them once and then hears what changes. A watch that breaks is resumed where it was; where the
 * server has forgotten that, the list begins anew.
 */
public final class Track<T> implements AutoCloseable {

    private static final int FORGOTTEN = 410;
    private static final int NOT_FOUND = 404;
    private static final Duration AT_ONCE = Duration.ofMillis(500);

    private final Cluster cluster;
    private final Source source;
    private final Supplier<FactReader<T>> readers;
    private final Pace pace;
    private final Attention attention;
    private final MistakeListener mistakes;
    private final Facts<T> facts;
    private final Thread thread;
    private volatile String revision = "";
    private volatile boolean namespaced = true;
    /** Whether the last watch ended as soon as it began, and told nothing. */
    private boolean hasty;

    /**
     * How objects become facts.
     *
     * @param readers a new one for each list and watch, for it may keep strings
     * @param groups the group that a fact belongs to
     * @param <T> a fact
     */
    public record Reduction<T>(Supplier<FactReader<T>> readers, Function<? super T, String> groups) {

        /** All in one group. */
        public static <T> Reduction<T> plain(Supplier<FactReader<T>> readers) {
            return new Reduction<>(readers, fact -> "");
        }
    }

    public Track(Cluster cluster, Source source, Reduction<T> reduction, Manner manner) {
        this.cluster = cluster;
        this.source = source;
        this.readers = reduction.readers();
        this.pace = manner.pace();
        this.attention = manner.attention();
        this.mistakes = manner.mistakes();
        this.facts = new Facts<>(
                source.toString(),
                new Store<>(reduction.groups()),
                pace.stale(),
                cluster.server()::now,
                manner.changes());
        this.thread = new Thread(this::run, "crossfade-watch " + source);
        thread.setDaemon(true);
    }

    public Track<T> start() {
        thread.start();
        return this;
    }

    public Reading<List<T>> all() {
        return facts.all();
    }

    /** @param namespace empty for a kind without one */
    public Reading<Optional<T>> one(String namespace, String name) {
        return facts.one(key(namespaced ? namespace : "", name));
    }

    /** True where the objects may not be listed together. */
    public boolean isForbidden() {
        return facts.failure().filter(each -> each.status() == 403).isPresent();
    }

    private record Keyed<T>(String key, Optional<T> fact) {}

    private void run() {
        Duration pause = pace.pause();
        while (!Thread.currentThread().isInterrupted()) {
            long began = System.nanoTime();
            try {
                follow();
            } catch (UnreadableException failure) {
                if (failure.status() == FORGOTTEN || failure.status() == NOT_FOUND) {
                    revision = "";
                }
                facts.broken(failure);
            } catch (RuntimeException unexpected) {
                revision = "";
                facts.broken(UnreadableException.because(source + " are not understood: " + unexpected));
                mistakes.mistaken(source.toString(), unexpected);
            }
            // what held for a while has not failed again and again
            pause = System.nanoTime() - began > pace.longestPause().toNanos() ? pace.pause() : pause;
            sleep(pause.dividedBy(2).plusMillis(ThreadLocalRandom.current().nextLong(pause.toMillis() + 1)));
            pause = pause.multipliedBy(2).compareTo(pace.longestPause()) > 0
                    ? pace.longestPause()
                    : pause.multipliedBy(2);
        }
    }

    /** Goes on until something breaks. */
    private void follow() throws UnreadableException {
        while (!Thread.currentThread().isInterrupted()) {
            Answer<Optional<Boolean>> served = cluster.ofKind(source.apiVersion(), source.kind(), resource -> {
                namespaced = resource.namespaced();
                if (namespaced
                        && !source.names().isEmpty()
                        && source.namespace().isEmpty()) {
                    throw UnreadableException.because(source + " is asked for without its namespace");
                }
                if (revision.isEmpty()) {
                    list(resource);
                }
                watch(resource);
                return true;
            });
            if (served.value().isEmpty()) {
                revision = "";
                facts.replace(Map.of());
                rest();
            }
        }
    }

    private void list(Resource resource) throws UnreadableException {
        FactReader<T> reader = readers.get();
        Listing<Keyed<T>> listing =
                Listing.read(cluster.server(), source.list(resource), object -> keyed(object, reader));
        Map<String, T> all = new HashMap<>();
        listing.items().forEach(each -> each.fact().ifPresent(fact -> all.put(each.key(), fact)));
        facts.replace(all);
        revision = listing.resourceVersion();
    }

    private Keyed<T> keyed(JsonNode object, FactReader<T> reader) {
        return new Keyed<>(key(object), source.has(object) ? Optional.of(reader.apply(object)) : Optional.empty());
    }

    private void watch(Resource resource) throws UnreadableException {
        long longest = pace.watch().toMillis();
        long seconds = Math.max(1, (longest - ThreadLocalRandom.current().nextLong(longest / 6 + 1)) / 1000);
        Call call = source.list(resource)
                .as("watch")
                .with("watch", "true")
                .with("allowWatchBookmarks", "true")
                .with("resourceVersion", revision)
                .with("timeoutSeconds", String.valueOf(seconds));
        cluster.server().watch(call, (body, at) -> hear(body), pace.silence());
        if (hasty) {
            throw UnreadableException.because("the watch of " + source + " ends as soon as it begins");
        }
    }

    private boolean hear(InputStream body) throws IOException {
        FactReader<T> reader = readers.get();
        // what ends every watch at once, and tells nothing, does not watch
        if (!hasty) {
            facts.heard();
        }
        hasty = true;
        long began = System.nanoTime();
        try {
            WatchEvents.read(body, (type, object) -> happened(type, object, reader));
        } finally {
            hasty = hasty && System.nanoTime() - began < AT_ONCE.toNanos();
        }
        return true;
    }

    private void happened(String type, JsonNode object, FactReader<T> reader) throws IOException {
        switch (type) {
            case "ADDED", "MODIFIED" ->
                keyed(object, reader).fact().ifPresentOrElse(fact -> facts.put(key(object), fact), facts::heard);
            case "DELETED" -> facts.remove(key(object));
            case "BOOKMARK" -> facts.heard();
            default -> throw ended(object);
        }
        hasty = false;
        revision = object.path("metadata").path("resourceVersion").asText(revision);
    }

    /** An event of type ERROR has a Status for its object. */
    private IOException ended(JsonNode status) {
        if (status.path("code").asInt() == FORGOTTEN) {
            revision = "";
        }
        return new IOException(status.path("message").asText("the watch ended with an error"));
    }

    private static String key(JsonNode object) {
        JsonNode metadata = object.path("metadata");
        return key(metadata.path("namespace").asText(""), metadata.path("name").asText());
    }

    private static String key(String namespace, String name) {
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }

    private void rest() {
        try {
            attention.rest(pace.close().unserved(), pace.calm().unserved());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
