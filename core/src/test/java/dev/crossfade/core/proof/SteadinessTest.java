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
        return List.of(new GateVerdict(
                gate, verdict, satisfied, "because", List.of(), LOOK, null, Instant.MAX, false, false, null, null));
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
        Steadiness after = Steadiness.none().after("prepare", LOOK, probe(verdict, satisfied));

        assertThat(after.broken("prepare", "probe").isPresent()).isEqualTo(broken);
        assertThat(after.broken("prepare", "coredns")).isEmpty();
    }

    @Test
    void theLastTimeCounts() {
        Steadiness after = Steadiness.none()
                .after("prepare", LOOK, probe(Verdict.WAITING, false))
                .after("prepare", LOOK.plusSeconds(15), probe(Verdict.UNKNOWN, false))
                .after("prepare", LOOK.plusSeconds(30), probe(Verdict.WAITING, true));

        assertThat(after.broken("prepare", "probe")).contains(LOOK.plusSeconds(15));
    }

    @Test
    void anotherPhaseBeginsAnew() {
        Steadiness before = Steadiness.none().after("prepare", LOOK, probe(Verdict.WAITING, false));
        assertThat(before.broken("node-config", "probe")).isEmpty();

        Steadiness after = before.after("node-config", LOOK.plusSeconds(15), probe(Verdict.PASSED, true));
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
                .after("prepare", LOOK, probe(Verdict.PASSED, true))
                .after("prepare", LOOK.plusSeconds(15), probe(verdict, satisfied));

        assertThat(after.isSettled("prepare")).isEqualTo(settled);
        assertThat(after.isSettled("node-config")).isFalse();
        assertThat(after.unsettled().isSettled("prepare")).isFalse();
        assertThat(after.unsettled().passed("prepare", "probe")).contains(LOOK.plusSeconds(settled ? 15 : 0));
        assertThat(Steadiness.none().isSettled("prepare")).isFalse();
        assertThat(Steadiness.none().isSettled("")).isFalse();
    }

    /** Before the first answer is there, nothing was seen. */
    @Test
    void whatIsAwaitedWasNotSeenToBreak() {
        Gate gate = new Gate("probe", "all reach all");
        Steadiness after = Steadiness.none()
                .after(
                        "prepare",
                        LOOK,
                        List.of(new GateVerdict(
                                gate,
                                Verdict.UNKNOWN,
                                false,
                                "not listed yet",
                                List.of(),
                                LOOK,
                                null,
                                Instant.MAX,
                                false,
                                true,
                                null,
                                null)));

        assertThat(after.broken("prepare", "probe")).isEmpty();
        assertThat(after.isSettled("prepare")).isFalse();
    }

    private static List<GateVerdict> failing(Instant since) {
        Gate gate = new Gate("probe", "all reach all");
        return List.of(new GateVerdict(
                gate,
                Verdict.WAITING,
                false,
                "because",
                List.of(),
                LOOK,
                since,
                Instant.MAX,
                false,
                false,
                null,
                null));
    }

    private static Steadiness failed(Instant... looks) {
        Steadiness seen = Steadiness.none();
        for (Instant look : looks) {
            seen = seen.after("prepare", look, failing(LOOK));
        }
        return seen;
    }

    @Test
    void knowsSinceWhichLookAGateFails() {
        Instant now = LOOK.plusSeconds(30);
        Steadiness twice = failed(LOOK, LOOK.plusSeconds(15));

        assertThat(twice.failing("prepare", "probe", now)).contains(LOOK);
        assertThat(twice.failing("prepare", "coredns", now)).isEmpty();
        assertThat(twice.failing("node-config", "probe", now)).isEmpty();
        Steadiness healed = twice.after("prepare", now, probe(Verdict.WAITING, false));
        assertThat(healed.failing("prepare", "probe", now)).isEmpty();
    }

    /** What is broken may be why nobody can see it. */
    @Test
    void whatCannotBeSeenHasNotHealed() {
        Instant now = LOOK.plusSeconds(30);
        Steadiness seen = failed(LOOK).after("prepare", now, probe(Verdict.UNKNOWN, false));

        assertThat(seen.failing("prepare", "probe", now.plusSeconds(30))).contains(LOOK);
    }

    /** While Git is away the cluster is not judged either: two looks ten minutes apart saw two moments. */
    @Test
    void betweenLooksThatAreFarApartNobodySawWhatWas() {
        Instant later = LOOK.plusSeconds(91);

        assertThat(failed(LOOK).failing("prepare", "probe", later.minusSeconds(1)))
                .contains(LOOK);
        assertThat(failed(LOOK).failing("prepare", "probe", later)).isEmpty();
        Steadiness seen = failed(LOOK).after("prepare", later, probe(Verdict.UNKNOWN, false));
        assertThat(seen.failing("prepare", "probe", later)).isEmpty();
    }

    @Test
    void knowsWhenAGateHadPassed() {
        Steadiness passed = Steadiness.none()
                .after("prepare", LOOK, probe(Verdict.PASSED, true))
                .after("prepare", LOOK.plusSeconds(15), probe(Verdict.WAITING, true));

        assertThat(passed.passed("prepare", "probe")).contains(LOOK);
        assertThat(passed.passed("prepare", "coredns")).isEmpty();
        assertThat(passed.passed("node-config", "probe")).isEmpty();
        assertThat(passed.after("node-config", LOOK, probe(Verdict.WAITING, false))
                        .passed("node-config", "probe"))
                .isEmpty();
    }
}
