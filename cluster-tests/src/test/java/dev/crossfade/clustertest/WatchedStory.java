package dev.crossfade.clustertest;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.eclipse.jgit.revwalk.RevCommit;

/**
 * A migration with nobody at the keyboard: the watcher proposes, a person merges what is green, Argo CD applies, and people and
 * machines do what the phases ask of them.
 */
final class WatchedStory {

    /** How long a proposal may take once its time has come. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Surroundings surroundings;
    private final Watch watch;
    private final Reviewer reviewer;
    private final Companion companion;
    private final People people;
    private final Errands errands;
    private Instant ready = Instant.now();

    WatchedStory(Surroundings surroundings, Watch watch, Reviewer reviewer, Companion companion) {
        this.surroundings = surroundings;
        this.watch = watch;
        this.reviewer = reviewer;
        this.companion = companion;
        this.people = new People(surroundings);
        this.errands = new Errands(surroundings.kit(), companion, people);
    }

    List<String> phases() {
        return surroundings.platform().preview().commits().stream()
                .map(each -> each.entry().id())
                .toList();
    }

    /** @param automatic phases that Crossfade merges by itself */
    void toTheEnd(Set<String> automatic) {
        toTheEnd(automatic, () -> false);
    }

    /**
     * @param automatic phases that Crossfade merges by itself
     * @param enough after which no further phase is merged
     * @return the phases that were
     */
    List<String> toTheEnd(Set<String> automatic, BooleanSupplier enough) {
        List<String> phases = new ArrayList<>();
        for (String phase : phases()) {
            if (enough.getAsBoolean()) {
                return phases;
            }
            if (automatic.contains(phase)) {
                awaitMerge(phase);
            } else {
                merge(phase);
            }
            apply(phase);
            phases.add(phase);
        }
        awaitDone();
        return phases;
    }

    /** Phases that people merge, the last one excepted. */
    void until(String last) {
        for (String phase : phases().subList(0, phases().indexOf(last))) {
            merge(phase);
            apply(phase);
        }
    }

    /** The phase that is proposed now. */
    void next(String phase) {
        merge(phase);
        apply(phase);
    }

    private void awaitDone() {
        await(
                "the migration is done",
                () -> watch.stands()
                        .filter(line -> line.path("decision").asText().equals("done"))
                        .isPresent());
    }

    private void awaitMerge(String phase) {
        await(
                phase + " is merged by Crossfade",
                () -> reviewer.all().stream().anyMatch(each -> each.phase().equals(phase) && reviewer.isMerged(each)));
        System.out.println("== " + phase + ": merged by itself after " + since(ready) + " ms");
    }

    private void merge(String phase) {
        await(phase + " is proposed", () -> reviewer.green().isPresent());
        long proposed = since(ready);
        companion.green(phase);
        // what the companion touched has to hold for the soak time anew
        await(phase + " is green", () -> reviewer.green().isPresent());
        Reviewer.Request request = reviewer.green().orElseThrow();
        if (!request.phase().equals(phase) || reviewer.open().size() != 1) {
            throw new AssertionError(phase + " is next, and open are " + reviewer.open());
        }
        String style = reviewer.merge(request);
        System.out.println("== " + phase + ": proposed after " + proposed + " ms, " + style);
        companion.merged(phase);
    }

    private void apply(String phase) {
        Instant began = Instant.now();
        RevCommit commit = surroundings.platform().pull(surroundings.kit());
        surroundings.merged(commit, line -> false);
        System.out.println("   applied after " + since(began) + " ms");
        companion.applied(phase, commit);
        people.follow(phase);
        companion.followed(phase);
        ready = Instant.now();
    }

    private static long since(Instant time) {
        return Duration.between(time, Instant.now()).toMillis();
    }

    private void await(String what, BooleanSupplier holds) {
        Instant end = Instant.now().plus(LIMIT);
        while (!holds.getAsBoolean()) {
            watch.requireAlive();
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("after " + LIMIT.toMinutes() + " minutes it is still not so that " + what
                        + "; the watcher says " + watch.stands());
            }
            reviewer.all().stream()
                    .reduce((one, newer) -> newer)
                    .ifPresent(newest -> errands.run(reviewer.evidence(newest)));
            ArgoCd.pause();
        }
    }
}
