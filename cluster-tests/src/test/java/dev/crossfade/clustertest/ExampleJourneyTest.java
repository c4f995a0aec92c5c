package dev.crossfade.clustertest;

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
            Journey.follow(surroundings);
        }
    }
}
