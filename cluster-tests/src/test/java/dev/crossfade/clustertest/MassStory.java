package dev.crossfade.clustertest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** A migration that people have taken half of its way before its watcher begins. */
final class MassStory implements AutoCloseable {

    private final AtomicReference<Watcher> watching;
    private final WatcherAccount account;
    private final Reviewer reviewer;
    private final ReactionTimes times;
    private final Surroundings surroundings;
    private final List<String> phases;
    private int watchers;

    /** @param watching the watcher of the moment */
    MassStory(Surroundings surroundings, GiteaOrigin origin, AtomicReference<Watcher> watching) {
        this.surroundings = surroundings;
        this.watching = watching;
        this.account = new WatcherAccount(surroundings, origin);
        this.reviewer = new Reviewer(origin.gitea(), "prod", 7);
        this.phases = surroundings.platform().preview().commits().stream()
                .map(each -> each.entry().id())
                .toList();
        this.times = new ReactionTimes(surroundings, watching::get, phases, 7);
    }

    Watcher start() {
        Watcher watcher = account.start("watcher-" + watchers++, "150s", Watcher.AS_IN_THE_IMAGE);
        watching.set(watcher);
        return watcher;
    }

    /** Everything before the phase is merged and applied, its commits taken one after the other; no watcher runs. */
    void until(String phase) {
        times.set("open");
        Platform platform = surroundings.platform();
        for (int i = 0; i < phases.indexOf(phase); i++) {
            git("checkout", "-qf", "main");
            git("cherry-pick", platform.commits().get(i).name());
            git("push", "-q", "origin", "main");
            surroundings.merged(platform.commit(git("rev-parse", "main").strip()), line -> false);
            System.out.println("== " + phases.get(i) + " is applied");
        }
    }

    private String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=Jo", "-c", "user.email=jo@example.org"));
        command.addAll(List.of(arguments));
        return surroundings.kit().shellIn(surroundings.platform().root(), command.toArray(String[]::new));
    }

    /** Of 5,000 nodes two rounds of every agent's probes take 17 minutes. */
    void awaitGreen() {
        Machines.await("the proposal is green", Duration.ofMinutes(30), () -> {
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
