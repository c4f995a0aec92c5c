package dev.crossfade.clustertest;

import dev.crossfade.core.plan.PlannedCommit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.revwalk.RevCommit;

/** Compares, with every phase of a story, what it changed in Git with what changed in the cluster. */
final class StoryLedger implements Companion {

    private final Surroundings surroundings;
    private final Set<String> automatic;
    private final Charts charts;
    private final List<String> faults = new ArrayList<>();
    private Snapshot before;
    private Desired said;

    /** @param automatic phases that Crossfade merges by itself: each is compared together with the one before it */
    StoryLedger(Surroundings surroundings, Set<String> automatic) {
        this.surroundings = surroundings;
        this.automatic = automatic;
        this.charts = new Charts(surroundings.kit(), Charts.of(surroundings.example()));
        Platform platform = surroundings.platform();
        this.before = surroundings.clusters().settled();
        this.said = Desired.at(platform, platform.commits().get(0).getParent(0), charts);
    }

    /** A line for each thing that nobody asked for, or that was asked for and is not there. */
    List<String> faults() {
        return faults;
    }

    @Override
    public void applied(String phase, RevCommit commit) {
        if (isCompared(phase)) {
            Snapshot after = surroundings.clusters().settled();
            Desired says = Desired.at(surroundings.platform(), commit, charts);
            new Ledger(new Ledger.Pair<>(before, after), new Ledger.Pair<>(said, says))
                    .faults()
                    .forEach(each -> {
                        System.out.println("    " + each);
                        faults.add(phase + ": " + each);
                    });
            before = after;
            said = says;
        }
    }

    @Override
    public void followed(String phase) {
        if (isCompared(phase) && surroundings.hasMoved(phase)) {
            before = surroundings.clusters().settled();
        }
    }

    private boolean isCompared(String phase) {
        List<String> phases = surroundings.platform().preview().commits().stream()
                .map(PlannedCommit::entry)
                .map(entry -> entry.id())
                .toList();
        int next = phases.indexOf(phase) + 1;
        return next == phases.size() || !automatic.contains(phases.get(next));
    }
}
