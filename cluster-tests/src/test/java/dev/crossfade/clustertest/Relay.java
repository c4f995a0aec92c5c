package dev.crossfade.clustertest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One watcher after the other, each killed at a random moment, as {@code kill -9} does, and begun anew in the folder that it left.
 * None holds a Lease: the next one would wait until that of a dead one is over.
 */
final class Relay implements Watch, AutoCloseable {

    private static final int LONGEST_LIFE = 45_000;

    private final WatcherAccount account;
    private final Random random;
    private final List<Watcher> lives = new CopyOnWriteArrayList<>();
    private final Thread runner = new Thread(this::run, "relay");
    private volatile boolean closed;
    private final AtomicInteger kills = new AtomicInteger();

    Relay(WatcherAccount account, long seed) {
        this.account = account;
        this.random = new Random(seed);
    }

    Relay start() {
        runner.setDaemon(true);
        runner.start();
        return this;
    }

    private void run() {
        try {
            while (!closed) {
                Watcher watcher = account.startBeside("runner");
                lives.add(watcher);
                TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_LIFE));
                watcher.kill();
                kills.incrementAndGet();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    int kills() {
        return kills.get();
    }

    /** Those that nobody told to end before they were killed, in the order in which they began. */
    List<Watcher> lives() {
        return List.copyOf(lives);
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
        if (!runner.isAlive()) {
            throw new AssertionError("nobody starts a watcher any more");
        }
    }

    @Override
    public void close() {
        closed = true;
        runner.interrupt();
        lives.forEach(Watcher::close);
    }
}
