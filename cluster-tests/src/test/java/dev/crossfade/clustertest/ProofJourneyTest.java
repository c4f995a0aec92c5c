package dev.crossfade.clustertest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Has a real cluster prove every phase of an example's plan: each gate passes by what the API server and Argo CD hold. */
@EnabledIfEnvironmentVariable(
        named = Kit.VARIABLE,
        matches = ".+",
        disabledReason = "CROSSFADE_KIT names no command that starts a control plane")
class ProofJourneyTest {

    static List<Example> examples() {
        return Example.chosen().stream()
                .filter(each -> !each.machines().inPlace())
                .map(each -> each.edited(
                        each.title(),
                        edits -> edits.replace("crossfade.yaml", "    soak: " + soak(each), "    soak: 0s")))
                .toList();
    }

    private static String soak(Example example) {
        return example.name().equals("db-schenker") ? "3m" : "5m";
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyGateOfEveryPhasePasses(Example example) {
        try (Surroundings surroundings = Surroundings.of(example)) {
            assertThat(new ProofJourney(surroundings).follow()).isEmpty();
        }
    }
}
