package dev.crossfade.clustertest;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** A story whose watcher is stopped before the cluster grows, and begun anew afterwards. */
final class MassStory implements AutoCloseable {

    private final AtomicReference<Watcher> watching;
    private final WatcherAccount account;
    private final Reviewer reviewer;
    private final ReactionTimes times;
    private final Surroundings surroundings;
    private int watchers;

    /** @param watching the watcher of the moment */
    MassStory(Surroundings surroundings, GiteaOrigin origin, AtomicReference<Watcher> watching) {
        this.surroundings = surroundings;
        this.watching = watching;
        this.account = new WatcherAccount(surroundings, origin);
        this.reviewer = new Reviewer(origin.gitea(), "prod", 7);
        List<String> phases = surroundings.platform().preview().commits().stream()
                .map(each -> each.entry().id())
                .toList();
        this.times = new ReactionTimes(surroundings, watching::get, phases, 7);
    }

    Watcher start() {
        Watcher watcher = account.start("watcher-" + watchers++, "150s", Watcher.AS_IN_THE_IMAGE);
        watching.set(watcher);
        return watcher;
    }

    /** Everything before the phase is proved; the phase is proposed, and no watcher runs. */
    void until(String phase) {
        times.set("open");
        Watcher first = start();
        new WatchedStory(surroundings, first, reviewer, new Companion() {}).until(phase);
        awaitGreen();
        first.stop();
    }

    void awaitGreen() {
        Machines.await("the proposal is green", () -> {
            watching.get().requireAlive();
            return watching.get()
                            .stands()
                            .filter(line -> line.path("decision").asText().equals("wait"))
                            .filter(line -> line.path("verdict").asText().equals("passed"))
                            .isPresent()
                    && reviewer.green().isPresent();
        });
    }

    /** The phase is merged, and what it waits for comes true. */
    void react(String phase) {
        new WatchedStory(surroundings, watching.get(), reviewer, times).next(phase);
    }

    List<Double> seconds() {
        return times.seconds();
    }

    @Override
    public void close() {
        Watcher last = watching.get();
        if (last != null) {
            last.close();
        }
    }
}
