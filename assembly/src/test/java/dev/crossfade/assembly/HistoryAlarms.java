package dev.crossfade.assembly;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * Whether somebody was rightly told that a phase has failed, or holds, or should go back, and whether nobody was though it was time: by the
 * plain truth, by the times of crossfade.yaml, and by what was there to be read since the watcher began.
 */
final class HistoryAlarms {

    /** What was read may be that old, and caches lag behind by less. */
    static final Duration GRACE = Duration.ofMinutes(2);

    /** What breaks for a moment wherever a node goes: two rounds of those that try it (docs/proposals.md). */
    static final Set<String> HEALS = Set.of("a path is broken", "does not reach a node");

    /** After which nobody can tell whether all is well, however long: that holds, and takes nothing back (docs/gates.md, "unknown"). */
    static final Set<String> UNTOLD = Set.of(
            "application at a commit that nobody knows",
            "comparison error",
            "health unknown",
            "no number of replicas",
            "probe gone",
            "sync unknown");

    /** Looks in which something was not read that had been asked for before: what is on its way holds nothing. */
    private static final Set<HistoryLens.Kind> BLIND = EnumSet.of(
            HistoryLens.Kind.UNREAD,
            HistoryLens.Kind.LATE,
            HistoryLens.Kind.OUTDATED,
            HistoryLens.Kind.FROZEN,
            HistoryLens.Kind.INNER_MISSING,
            HistoryLens.Kind.INNER_OUTDATED);

    private final Instant due;
    private final Duration limit;
    private boolean passed;

    HistoryAlarms(HistoryScene scene) {
        this.limit = scene.limit();
        this.due = HistoryScene.MERGED.plus(limit);
    }

    /**
     * A look, and what was so.
     *
     * @param proved whether the phase was really proved
     * @param since when something changed last
     * @param healing true where all that is broken is one thing that often heals, and it broke for the first time
     */
    record Scene(Instant now, HistoryLens.Kind kind, boolean proved, Instant since, boolean healing) {

        /** It has been as it is for long enough to be known to whoever can see. */
        boolean isStable() {
            return !since.isAfter(now.minus(GRACE));
        }
    }

    void restarted() {
        passed = false;
    }

    /** Everything was well, and there to be seen, for as long as it must hold. */
    void passed() {
        passed = true;
    }

    /** Somebody was told though nothing is wrong: what is not seen may hold the migration, but only when its time is over. */
    boolean isFalse(Scene scene) {
        if (scene.kind().lies) {
            return false;
        }
        if (scene.healing()) {
            return !scene.isStable() && !scene.now().isAfter(due);
        }
        return scene.proved() && scene.isStable() && !mayHold(scene);
    }

    private boolean mayHold(Scene scene) {
        return BLIND.contains(scene.kind()) && scene.now().isAfter(due) && !passed;
    }

    /** Somebody must have been told by now. */
    boolean isDue(Scene scene) {
        Instant later = scene.since().isAfter(HistoryScene.MERGED) ? scene.since() : HistoryScene.MERGED;
        return !scene.proved()
                && scene.kind().clear
                && scene.now().isAfter(later.plus(limit).plus(GRACE));
    }
}
