package dev.crossfade.core.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.phase.Phase;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.phase.Step;
import dev.crossfade.core.spec.GatesSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PatienceTest {

    private static final Duration SOAK = Duration.ofMinutes(3);
    private static final Duration DEADLINE = Duration.ofHours(2);
    private static final Duration STALLED = Duration.ofHours(1);

    private static Patience of(String row, Map<String, GatesSpec.Times> phases) {
        Phase phase = new Phase() {
            @Override
            public String id() {
                return row;
            }

            @Override
            public String title() {
                return row;
            }

            @Override
            public List<Step> steps(Migration migration) {
                return List.of();
            }
        };
        GatesSpec spec = new GatesSpec(
                SOAK, DEADLINE, STALLED, phases, List.of(), List.of(), GatesSpec.OnFailure.HOLD, List.of());
        return Patience.of(spec, new Sequence.Entry(1, phase, null, null));
    }

    @Test
    void aPhaseThatEndsByItselfHasADeadline() {
        assertThat(of("install-cilium", Map.of())).isEqualTo(new Patience(SOAK, DEADLINE, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"first-nodes", "rotate-nodes", "clean-nodes"})
    void oneThatPeopleDriveMayNotStandStill(String row) {
        assertThat(of(row, Map.of())).isEqualTo(new Patience(SOAK, STALLED, true));
    }

    @Test
    void whatIsSaidOfThePhaseCountsMoreAndTheRestStays() {
        Duration five = Duration.ofMinutes(5);
        Duration six = Duration.ofHours(6);

        assertThat(of("install-cilium", Map.of("install-cilium", new GatesSpec.Times(five, null, six))))
                .isEqualTo(new Patience(five, DEADLINE, false));
        assertThat(of("rotate-nodes", Map.of("rotate-nodes", new GatesSpec.Times(null, five, six))))
                .isEqualTo(new Patience(SOAK, six, true));
        assertThat(of("install-cilium", Map.of("node-config", new GatesSpec.Times(five, five, five))))
                .isEqualTo(new Patience(SOAK, DEADLINE, false));
    }
}
