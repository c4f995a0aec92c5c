package dev.crossfade.core.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.gate.Gate;
import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.proof.GateVerdict;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How decisions and statuses name the gates that are open. */
class VerdictsTest {

    private static GateVerdict gate(String id, Verdict verdict) {
        return new GateVerdict(
                new Gate(id, "it is so"),
                verdict,
                verdict == Verdict.PASSED,
                "seen",
                List.of(),
                Instant.EPOCH,
                null,
                Instant.MAX,
                false,
                false,
                null,
                null);
    }

    @Test
    void theWorstComesFirstAndWhatHasPassedIsNotNamed() {
        List<GateVerdict> gates = List.of(
                gate("coredns", Verdict.WAITING),
                gate("probe", Verdict.FAILED),
                gate("argo-synced", Verdict.PASSED),
                gate("agents-ready", Verdict.WAITING));

        assertThat(Verdicts.words(gates)).isEqualTo("probe failed, coredns waiting, agents-ready waiting");
        assertThat(Verdicts.worstFirst(gates)).hasSize(3);
        assertThat(Verdicts.words(List.of(gate("probe", Verdict.PASSED)))).isEmpty();
    }
}
