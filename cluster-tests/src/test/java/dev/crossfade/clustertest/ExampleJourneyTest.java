package dev.crossfade.clustertest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lands every commit of an example's plan and looks at what a real Argo CD makes of it. */
@EnabledIfEnvironmentVariable(
        named = Kit.VARIABLE,
        matches = ".+",
        disabledReason = "CROSSFADE_KIT names no command that starts a control plane")
class ExampleJourneyTest {

    /** All, or the one that a property names. */
    static List<Example> examples() {
        return Stream.concat(Example.all().stream(), Worlds.all().stream())
                .filter(each -> each.title().startsWith(System.getProperty("crossfade.example", "")))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyCommitIsAppliedAndChangesNothingElse(Example example) throws IOException {
        Path folder = Files.createTempDirectory(
                Files.createDirectories(Path.of("target", "kit").toAbsolutePath()), example.name());
        try (Surroundings surroundings = Surroundings.of(example, folder)) {
            Journey.follow(surroundings);
        }
    }
}
