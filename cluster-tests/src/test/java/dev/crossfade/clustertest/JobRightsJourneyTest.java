package dev.crossfade.clustertest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfade.clustertest.PlannedJob.Variation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs each Job of a plan, counter-Jobs included, under its own rights: with less it fails, and so it does at the wrong time. */
@EnabledIfEnvironmentVariable(
        named = Kit.VARIABLE,
        matches = ".+",
        disabledReason = "CROSSFADE_KIT names no command that starts a control plane")
class JobRightsJourneyTest {

    @ParameterizedTest
    @MethodSource("dev.crossfade.clustertest.Example#chosen")
    void aJobNeedsEveryRightAndItsOwnTimeAndCanRunTwice(Example example) throws IOException {
        Path folder = Files.createTempDirectory(
                Files.createDirectories(Path.of("target", "kit").toAbsolutePath()), "jobs-" + example.name());
        List<PlannedJob> jobs = PlannedJob.all(Platform.make(example.folder(), folder, example.edits()::make));
        assertThat(jobs).isNotEmpty();
        try (Kit kit = Kit.start(folder.resolve("cluster"), "kube", "kwok");
                JobRunner runner = new JobRunner(kit, example)) {
            runner.populate();
            List<String> faults = new ArrayList<>();
            for (PlannedJob job : jobs) {
                List<String> found = faults(kit, runner, job);
                System.out.println("== " + job.name() + ", " + job.rules() + " rules");
                found.forEach(each -> faults.add(job.name() + ": " + each));
            }
            assertThat(faults).isEmpty();
        }
    }

    private static List<String> faults(Kit kit, JobRunner runner, PlannedJob job) {
        List<String> faults = new ArrayList<>();
        runner.upstream();
        runner.mark(job, "another-phase");
        Snapshot before = Snapshot.of(kit);
        if (!runner.run(List.of(job.with(Variation.hasty("early")))).equals(Map.of("early", "Failed"))) {
            faults.add("acts at the wrong time");
        }
        Difference.between(before, List.of(), Snapshot.of(kit)).forEach(each -> faults.add("too early it did " + each));

        runner.mark(job, job.step());
        List<List<ObjectNode>> poorer = new ArrayList<>();
        for (int i = 0; i < job.rules(); i++) {
            poorer.add(job.with(Variation.without("less-" + i, i)));
        }
        runner.run(poorer).forEach((name, end) -> {
            if (!end.equals("Failed")) {
                faults.add(
                        name + " ends as " + end + " without " + job.rule(Integer.parseInt(name.replace("less-", ""))));
            }
        });

        // what a poorer one did before it failed is there again
        runner.upstream();
        if (!runner.run(List.of(job.with(Variation.whole("once")))).equals(Map.of("once", "Complete"))) {
            faults.add("does not succeed with all its rights");
        }
        Snapshot done = Snapshot.of(kit);
        job.objects().forEach(each -> faults.addAll(new JobOutcome(done).faults(each)));
        if (!runner.run(List.of(job.with(Variation.whole("twice")))).equals(Map.of("twice", "Complete"))) {
            faults.add("does not succeed a second time");
        }
        Difference.between(done, List.of(), Snapshot.of(kit)).forEach(each -> faults.add("run twice it did " + each));
        return faults;
    }
}
