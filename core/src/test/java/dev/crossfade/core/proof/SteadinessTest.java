package dev.crossfade.core.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.gate.Gate;
import dev.crossfade.core.gate.Verdict;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SteadinessTest {

    private static final Instant LOOK = Instant.parse("2026-08-01T12:00:00Z");

    private static List<GateVerdict> probe(Verdict verdict, boolean satisfied) {
        Gate gate = new Gate("probe", "all reach all");
        return List.of(new GateVerdict(gate, verdict, satisfied, "because", List.of(), LOOK, null, false, null));
    }

    @ParameterizedTest
    @CsvSource({
        "WAITING, false, true",
        "UNKNOWN, false, true",
        "FAILED, false, true",
        "WAITING, true, false",
        "PASSED, true, false"
    })
    void remembersWhatDidNotHoldAndNotWhatSoaks(Verdict verdict, boolean satisfied, boolean broken) {
        Steadiness after = Steadiness.none().after("prepare", LOOK, probe(verdict, satisfied), true);

        assertThat(after.broken("prepare", "probe").isPresent()).isEqualTo(broken);
        assertThat(after.broken("prepare", "coredns")).isEmpty();
    }

    @Test
    void theLastTimeCounts() {
        Steadiness after = Steadiness.none()
                .after("prepare", LOOK, probe(Verdict.WAITING, false), true)
                .after("prepare", LOOK.plusSeconds(15), probe(Verdict.UNKNOWN, false), true)
                .after("prepare", LOOK.plusSeconds(30), probe(Verdict.WAITING, true), true);

        assertThat(after.broken("prepare", "probe")).contains(LOOK.plusSeconds(15));
    }

    @Test
    void anotherPhaseBeginsAnew() {
        Steadiness before = Steadiness.none().after("prepare", LOOK, probe(Verdict.WAITING, false), true);
        assertThat(before.broken("node-config", "probe")).isEmpty();

        Steadiness after = before.after("node-config", LOOK.plusSeconds(15), probe(Verdict.PASSED, true), true);
        assertThat(after.broken("node-config", "probe")).isEmpty();
        assertThat(after.broken("prepare", "probe")).isEmpty();
    }

    @Test
    void oneThatHasSeenNothingKnowsNothing() {
        assertThat(Steadiness.none().broken("", "probe")).isEmpty();
        assertThat(Steadiness.none().broken("prepare", "probe")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"WAITING, true, false", "UNKNOWN, false, false", "FAILED, false, false", "PASSED, true, true"})
    void isSettledWhereTheLastLookSawAllOfThisMergePass(Verdict verdict, boolean satisfied, boolean settled) {
        Steadiness after = Steadiness.none()
                .after("prepare", LOOK, probe(Verdict.PASSED, true), true)
                .after("prepare", LOOK.plusSeconds(15), probe(verdict, satisfied), true);

        assertThat(after.isSettled("prepare")).isEqualTo(settled);
        assertThat(after.isSettled("node-config")).isFalse();
        assertThat(Steadiness.none().isSettled("prepare")).isFalse();
        assertThat(Steadiness.none().isSettled("")).isFalse();
    }

    /** Before everything was listed once, nobody can tell; what was seen to fail has failed. */
    @ParameterizedTest
    @CsvSource({"UNKNOWN, false", "FAILED, true", "WAITING, true"})
    void coldItForgetsOnlyWhatNobodyCouldTell(Verdict verdict, boolean broken) {
        Steadiness after = Steadiness.none().after("prepare", LOOK, probe(verdict, false), false);

        assertThat(after.broken("prepare", "probe").isPresent()).isEqualTo(broken);
        assertThat(after.isSettled("prepare")).isFalse();
    }

    private static List<GateVerdict> failing(Instant since) {
        Gate gate = new Gate("probe", "all reach all");
        return List.of(new GateVerdict(gate, Verdict.WAITING, false, "because", List.of(), LOOK, since, false, null));
    }

    @Test
    void knowsSinceWhichLookEachOneSawAFailure() {
        Steadiness twice = Steadiness.none()
                .after("prepare", LOOK, failing(LOOK), true)
                .after("prepare", LOOK.plusSeconds(15), failing(LOOK), true);

        assertThat(twice.failing("prepare", "probe")).contains(LOOK);
        assertThat(twice.failing("prepare", "coredns")).isEmpty();
        assertThat(twice.failing("node-config", "probe")).isEmpty();
        Steadiness healed = twice.after("prepare", LOOK.plusSeconds(30), probe(Verdict.WAITING, false), true);
        assertThat(healed.failing("prepare", "probe")).isEmpty();
    }
}
