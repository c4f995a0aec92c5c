package dev.crossfade.clustertest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Two watchers at once, of which the one with the Lease acts. Each is killed at random moments, as {@code kill -9} does, and begun
 * anew in the folder that it left, by a clock that may be ten minutes off; a Lease that a dead one held ends by itself.
 */
final class Relay implements Watch, AutoCloseable {

    private static final int LONGEST_LIFE = 45_000;
    private static final String LEASE_LASTS = "10s";
    private static final List<Duration> CLOCKS =
            List.of(Duration.ZERO, Duration.ofMinutes(10), Duration.ofMinutes(-10));
    private static final Pattern LOCK = Pattern.compile("Unable to create '([^']+\\.lock)': File exists");

    /** Nobody's Git is about a branch for as long. */
    private static final Duration OLD = Duration.ofSeconds(5);

    private static final List<String> RUNNERS = List.of("one", "other");

    private final WatcherAccount account;
    private final List<Watcher> lives = new CopyOnWriteArrayList<>();
    private final List<Thread> runners = new ArrayList<>();
    private final Set<String> led = ConcurrentHashMap.newKeySet();
    private final AtomicInteger kills = new AtomicInteger();
    private final List<Instant> deaths = new CopyOnWriteArrayList<>();
    private final AtomicInteger newborn = new AtomicInteger();
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final Set<File> unlocked = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param seed of how long they live */
    Relay(WatcherAccount account, long seed) {
        this.account = account;
        for (String name : RUNNERS) {
            Random random = new Random(seed + name.hashCode());
            Thread runner = new Thread(() -> run(name, random), "relay-" + name);
            runner.setDaemon(true);
            runners.add(runner);
        }
    }

    Relay start() {
        runners.forEach(Thread::start);
        return this;
    }

    private void run(String name, Random random) {
        try {
            while (!closed) {
                unlock();
                Watcher watcher = account.start(name, LEASE_LASTS, CLOCKS.get(random.nextInt(CLOCKS.size())));
                lives.add(watcher);
                TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_LIFE));
                Instant death = Instant.now();
                watcher.kill();
                count(name, watcher, death);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (AssertionError | RuntimeException fault) {
            faults.add(name + ": " + fault.getMessage());
        }
    }

    /**
     * Gitea ends its Git, too, where who asked is gone, and the lock that it held stays (docs/forges.md): its administrator deletes
     * those that a watcher names.
     */
    private void unlock() {
        Instant old = Instant.now().minus(OLD);
        lives.stream()
                .flatMap(life -> life.log().stream())
                .flatMap(line -> LOCK.matcher(line.toString()).results())
                .map(named -> new File(named.group(1)))
                .filter(lock -> lock.exists() && lock.lastModified() < old.toEpochMilli() && lock.delete())
                .forEach(unlocked::add);
    }

    /** What dies before it watches has not been killed at anything. */
    private void count(String name, Watcher dead, Instant death) {
        if (!dead.hasSaid("watching")) {
            newborn.incrementAndGet();
            return;
        }
        kills.incrementAndGet();
        if (dead.hasSaid("leads")) {
            led.add(name);
        }
        if (dead.leads()) {
            deaths.add(death);
        }
    }

    /** Of watchers that had begun to watch. */
    int kills() {
        return kills.get();
    }

    /** When those were killed that led. */
    List<Instant> deaths() {
        return deaths;
    }

    String figures() {
        return kills + " watchers killed, " + deaths.size() + " of them while they led, and " + newborn
                + " before they watched; led have " + led
                + (unlocked.isEmpty() ? "" : "; locks of Gitea's that were named and deleted: " + unlocked);
    }

    /** That it was a relay: the Lease went to and fro, and was taken from the dead. Nobody ended by himself, or complained. */
    void requireRelay() {
        requireAlive();
        assertThat(led).as(figures()).containsExactlyInAnyOrderElementsOf(RUNNERS);
        assertThat(deaths).as(figures()).isNotEmpty();
        assertThat(lives).allSatisfy(life -> {
            assertThat(life.errors()).isEmpty();
            assertThat(life.log()).noneMatch(line -> line.path("level").asText().equals("error"));
        });
    }

    @Override
    public Optional<JsonNode> stands() {
        for (int i = lives.size() - 1; i >= 0; i--) {
            Optional<JsonNode> line = lives.get(i).stands();
            if (line.isPresent()) {
                return line;
            }
        }
        return Optional.empty();
    }

    @Override
    public void requireAlive() {
        if (!faults.isEmpty() || !runners.stream().allMatch(Thread::isAlive)) {
            throw new AssertionError("nobody starts a watcher any more: " + faults);
        }
    }

    @Override
    public void close() {
        closed = true;
        runners.forEach(Thread::interrupt);
        for (Thread runner : runners) {
            try {
                runner.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        lives.forEach(Watcher::close);
    }
}
