package dev.crossfade.clustertest;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same in clusters that differ from the examples in one or two things. */
@EnabledIfEnvironmentVariable(
        named = Kit.VARIABLE,
        matches = ".+",
        disabledReason = "CROSSFADE_KIT names no command that starts a control plane")
class WorldJourneyTest {

    @ParameterizedTest
    @MethodSource("dev.crossfade.clustertest.Worlds#chosen")
    void everyCommitIsAppliedAndChangesNothingElse(Example example) {
        assumeTrue(example.isHere(), "upstream's files are not here: assembly/src/test/upstream/calico-files.py");
        try (Surroundings surroundings = Surroundings.of(example)) {
            Journey.follow(surroundings);
        }
    }
}
