package dev.crossfade.clustertest;

import dev.crossfade.core.plan.PlanRenderer;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.plan.UndoRenderer;
import dev.crossfade.core.render.ChangeSet;
import dev.crossfade.core.render.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.jgit.revwalk.RevCommit;

/** Goes through a plan, back and on again, and notes what is not as it has to be. */
final class Walk {

    private static final Duration SETTLES = Duration.ofSeconds(20);

    private final Surroundings surroundings;
    private final Preview preview;
    private final BaseBranch branch;
    private final List<String> faults = new ArrayList<>();
    private Instant began = Instant.now();

    Walk(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.preview = surroundings.platform().preview();
        this.branch = new BaseBranch(surroundings.kit(), surroundings.platform());
    }

    /** What is done with a phase that is merged; the cluster before the next one comes out. */
    interface Back {
        Snapshot andAgain(PlannedCommit phase, Snapshot before, Snapshot with);
    }

    /** Merges every phase, and goes back and on again behind each. */
    List<String> throughEveryPhase(Back back) {
        Snapshot before = look();
        for (PlannedCommit phase : preview.commits()) {
            merge(phase);
            Snapshot with = look();
            note(phase, "applied", List.of());
            before = back.andAgain(phase, before, with);
            surroundings.move(phase.entry().id());
        }
        return faults();
    }

    /** The cluster once nothing of it is going away any more. */
    Snapshot look() {
        Instant end = Instant.now().plus(SETTLES);
        Snapshot is = Snapshot.of(surroundings.kit());
        while (is.isLosing() && Instant.now().isBefore(end)) {
            ArgoCd.pause();
            is = Snapshot.of(surroundings.kit());
        }
        return is;
    }

    void merge(PlannedCommit phase) {
        land(branch.commit(phase.changes(), phase.message()), Exceptions.NONE, phase);
    }

    /** The commits that the product renders, one by one; the cluster after each. */
    List<Snapshot> undo(PlannedCommit phase, Exceptions trouble) {
        Tree before = phase.base();
        Tree after = BaseBranch.with(before, phase.changes());
        List<Snapshot> seen = new ArrayList<>();
        for (ChangeSet commit : new UndoRenderer(preview.plan().migration())
                .render(Objects.requireNonNull(phase.entry().step()), before, after)) {
            land(branch.commit(commit, "Undo " + phase.entry().id()), trouble, phase);
            seen.add(look());
        }
        return seen;
    }

    Snapshot revert(PlannedCommit phase, Exceptions trouble) {
        land(branch.revert(), trouble, phase);
        return look();
    }

    /** The phase once more, as the plan has it from where the branch stands now. */
    void again(PlannedCommit phase) {
        PlannedCommit next =
                new PlanRenderer(preview.plan()).render(branch.tree()).get(0);
        if (!next.entry().id().equals(phase.entry().id())) {
            throw new AssertionError(phase.entry().id() + " was undone, and next is "
                    + next.entry().id());
        }
        merge(next);
    }

    /** Notes each difference that no exception explains once it stays; returns the cluster as it is then. */
    Snapshot compare(String what, PlannedCommit phase, Snapshot was, List<Snapshot> meanwhile, Exceptions allowed) {
        Instant end = Instant.now().plus(SETTLES);
        Snapshot is = look();
        List<String> found = allowed.unexplained(phase, Difference.between(was, meanwhile, is));
        while (!found.isEmpty() && Instant.now().isBefore(end)) {
            ArgoCd.pause();
            is = look();
            found = allowed.unexplained(phase, Difference.between(was, meanwhile, is));
        }
        note(phase, what, found);
        return is;
    }

    void note(PlannedCommit phase, String what, List<String> found) {
        System.out.println("== " + phase.entry().id() + " " + what + " "
                + Duration.between(began, Instant.now()).toMillis() + " ms");
        began = Instant.now();
        found.forEach(each -> {
            System.out.println("    " + each);
            faults.add(phase.entry().id() + " " + what + ": " + each);
        });
    }

    List<String> faults() {
        return faults;
    }

    BaseBranch branch() {
        return branch;
    }

    private void land(RevCommit commit, Exceptions trouble, PlannedCommit phase) {
        surroundings.merged(
                commit, line -> trouble.unexplained(phase, List.of(line)).isEmpty());
    }
}
