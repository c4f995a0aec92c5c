package dev.crossfade.clustertest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.revwalk.RevCommit;

/** From a cluster as it stands before to what is left of the migration: every commit merged, applied and looked at. */
final class Journey {

    private Journey() {}

    static void follow(Surroundings surroundings) {
        Platform platform = surroundings.platform();
        Charts charts = new Charts(surroundings.kit(), Charts.of(surroundings.example()));
        Snapshot before = surroundings.clusters().settled();
        Desired said = Desired.at(platform, platform.commits().get(0).getParent(0), charts);
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < platform.commits().size(); i++) {
            RevCommit commit = platform.commits().get(i);
            String phase = platform.preview().commits().get(i).entry().id();
            Instant began = Instant.now();
            surroundings.land(commit);
            Snapshot after = surroundings.clusters().settled();
            Desired says = Desired.at(platform, commit, charts);
            List<String> found = new Ledger(new Ledger.Pair<>(before, after), new Ledger.Pair<>(said, says)).faults();
            print(phase, Duration.between(began, Instant.now()), found);
            found.forEach(each -> faults.add(phase + ": " + each));
            before = surroundings.move(phase) ? surroundings.clusters().settled() : after;
            said = says;
        }
        assertThat(faults).isEmpty();
        assertThat(Remains.ofCalico(before)).isEmpty();
        assertThat(Remains.ofCrossfade(before))
                .isEqualTo(Remains.byDesign(
                        platform.preview().plan().migration().spec().name()));
        assertThat(new LastCommands(surroundings).follow()).containsExactly("1", "2", "3", "4", "5");
        Snapshot last = surroundings.clusters().settled();
        assertThat(Remains.ofCrossfade(last)).isEmpty();
        assertThat(Remains.changedBeside(before, last)).isEmpty();
    }

    private static void print(String phase, Duration took, List<String> faults) {
        System.out.println("== " + phase + " " + took.toMillis() + " ms");
        faults.forEach(each -> System.out.println("    " + each));
    }
}
