package dev.crossfade.clustertest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lands every commit of an example's plan and looks at what a real Argo CD makes of it. */
@EnabledIfEnvironmentVariable(
        named = Kit.VARIABLE,
        matches = ".+",
        disabledReason = "CROSSFADE_KIT names no command that starts a control plane")
class ExampleJourneyTest {

    @ParameterizedTest
    @MethodSource("dev.crossfade.clustertest.Example#chosen")
    void everyCommitIsAppliedAndChangesNothingElse(Example example) {
        try (Surroundings surroundings = Surroundings.of(example)) {
            Platform platform = surroundings.platform();
            Charts charts = new Charts(surroundings.kit(), Example.SHARED.resolve("charts"));
            Snapshot before = Snapshot.of(surroundings.kit());
            Desired said = Desired.at(platform, platform.commits().get(0).getParent(0), charts);
            List<String> faults = new ArrayList<>();
            for (int i = 0; i < platform.commits().size(); i++) {
                RevCommit commit = platform.commits().get(i);
                String phase = platform.preview().commits().get(i).entry().id();
                Instant began = Instant.now();
                surroundings.land(commit);
                Snapshot after = Snapshot.of(surroundings.kit());
                Desired says = Desired.at(platform, commit, charts);
                List<String> found =
                        new Ledger(new Ledger.Pair<>(before, after), new Ledger.Pair<>(said, says)).faults();
                print(phase, Duration.between(began, Instant.now()), found);
                found.forEach(each -> faults.add(phase + ": " + each));
                surroundings.move(phase);
                before = Snapshot.of(surroundings.kit());
                said = says;
            }
            assertThat(faults).isEmpty();
            assertThat(Remains.ofCalico(before)).isEmpty();
            assertThat(Remains.ofCrossfade(before))
                    .isEqualTo(Remains.byDesign(
                            platform.preview().plan().migration().spec().name()));
            assertThat(new LastCommands(surroundings).follow()).containsExactly("1", "2", "3", "4", "5");
            Snapshot last = Snapshot.of(surroundings.kit());
            assertThat(Remains.ofCrossfade(last)).isEmpty();
            assertThat(Remains.changedBeside(before, last)).isEmpty();
        }
    }

    private static void print(String phase, Duration took, List<String> faults) {
        System.out.println("== " + phase + " " + took.toMillis() + " ms");
        faults.forEach(each -> System.out.println("    " + each));
    }
}
