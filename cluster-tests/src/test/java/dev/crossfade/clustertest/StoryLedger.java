package dev.crossfade.clustertest;

import dev.crossfade.core.plan.PlannedCommit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.revwalk.RevCommit;

/** Compares, with every phase of a story, what it changed in Git with what changed in the cluster. */
final class StoryLedger implements Companion {

    private static final Pattern RESTART = Pattern.compile("kubectl -n (\\S+) rollout restart (\\S+)/(\\S+)");

    private static final String RESTARTED = ".spec.template.metadata.annotations.kubectl.kubernetes.io/restartedAt";

    private final Surroundings surroundings;
    private final Set<String> automatic;
    private final Charts charts;
    private final List<String> faults = new ArrayList<>();
    private final List<String> restarts = new ArrayList<>();
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
                    .faults().stream().filter(each -> !isAskedFor(each)).forEach(each -> {
                        System.out.println("    " + each);
                        faults.add(phase + ": " + each);
                    });
            before = after;
            said = says;
        }
    }

    @Override
    public void ran(String command) {
        Matcher restart = RESTART.matcher(command);
        if (restart.matches()) {
            restarts.add(("apps " + restart.group(2) + " " + restart.group(1) + "/" + restart.group(3))
                    .toLowerCase(Locale.ROOT));
        }
    }

    /** A restart that a comment told people to make writes this annotation, and nothing else. */
    private boolean isAskedFor(String fault) {
        return fault.contains(" changed and nobody asked for it: ")
                && fault.contains(" " + RESTARTED + ": ")
                && restarts.stream()
                        .anyMatch(each -> fault.toLowerCase(Locale.ROOT).startsWith(each + " "));
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
