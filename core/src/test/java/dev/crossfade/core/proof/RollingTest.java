package dev.crossfade.core.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.gate.Evidence;
import dev.crossfade.core.gate.Gate;
import dev.crossfade.core.gate.Judgement;
import dev.crossfade.core.gate.Left;
import dev.crossfade.core.gate.Rule;
import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How long a phase may take that rolls a DaemonSet out, whatever its size. */
class RollingTest {

    private static final Instant MERGED = Instant.parse("2026-08-01T12:00:00Z");
    private static final Duration LIMIT = Duration.ofHours(1);
    private static final Duration STEP = Duration.ofMinutes(20);
    private static final Instant BEGUN = MERGED.plusSeconds(60);

    private Judgement agents = judgement(null);
    private Steadiness steadiness = Steadiness.none();
    private Instant now = MERGED;
    private String reason = "";

    private record Said(Supplier<Judgement> judgement) implements Rule {
        @Override
        public Set<Question<?>> asks() {
            return Set.of();
        }

        @Override
        public Judgement judge(Look look) {
            return judgement.get();
        }
    }

    private static Judgement judgement(@Nullable Left left) {
        List<Evidence> evidence = List.of(new Evidence("DaemonSet x", "status", "so", null));
        return new Judgement(Verdict.WAITING, "it waits", evidence, null, null, null, null, left);
    }

    private static Left left(int count, Instant rollout, @Nullable Instant step) {
        return new Left(count, rollout, step);
    }

    /** The verdict on a gate that waits for the rollout, as Argo CD's does. */
    private Verdict look(Left left) {
        return look(left, false);
    }

    private Verdict look(Left left, boolean driven) {
        now = now.plus(STEP);
        agents = judgement(left);
        Map<Gate, Rule> rules = new LinkedHashMap<>();
        rules.put(new Gate("agents-ready", "all are Ready"), new Said(() -> agents));
        rules.put(new Gate("argo-synced", "all is Healthy"), new Said(() -> judgement(null)));
        List<GateVerdict> gates = new Proof("prepare", rules, MERGED, new Patience(Duration.ZERO, LIMIT, driven))
                .judge(new Look(now, Map.of()), steadiness);
        steadiness = steadiness.after("prepare", now, gates);
        reason = gates.get(1).reason();
        return gates.get(1).verdict();
    }

    @Test
    void oneThatGoesOnNodeByNodeHasAsLongAsItTakes() {
        assertThat(look(left(0, MERGED.minusSeconds(600), null)))
                .as("before Argo CD has synced")
                .isEqualTo(Verdict.WAITING);
        for (int nodes = 20; nodes > 0; nodes--) {
            assertThat(look(left(nodes, BEGUN, now))).as("%d left", nodes).isEqualTo(Verdict.WAITING);
        }
        Instant last = now;
        for (int i = 0; i < 3; i++) {
            assertThat(look(left(1, BEGUN, last))).isEqualTo(Verdict.WAITING);
        }
        assertThat(look(left(1, BEGUN, last))).isEqualTo(Verdict.FAILED);
        assertThat(reason).endsWith("; not passed within 1 h from " + last);
    }

    /** A pod that is evicted again and again is young each time. */
    @Test
    void podsThatAreMadeAnewAreNoStep() {
        look(left(5, BEGUN, null));
        for (int i = 0; i < 2; i++) {
            assertThat(look(left(5 + i % 2, BEGUN, now))).isEqualTo(Verdict.WAITING);
        }
        look(left(5, BEGUN, now));
        assertThat(look(left(5, BEGUN, now))).isEqualTo(Verdict.FAILED);
    }

    /** Two who write the same object in turn. */
    @Test
    void oneThatBeginsAgainAndAgainHasAnEnd() {
        int looks = 0;
        while (look(left(5 - looks % 2, now, now)) == Verdict.WAITING) {
            looks++;
            assertThat(looks).isLessThan(9);
        }
        assertThat(looks).isGreaterThan(3);
    }

    @Test
    void whatWasRolledOutBeforeTheMergeIsNoneOfItsDoing() {
        for (int i = 5; i > 2; i--) {
            assertThat(look(left(i, MERGED, now))).isEqualTo(Verdict.WAITING);
        }
        assertThat(look(left(2, MERGED, now))).isEqualTo(Verdict.FAILED);
        assertThat(reason).endsWith("; not passed within 1 h");
    }

    @Test
    void whoBeginsToWatchTakesWhatThePodsSay() {
        now = MERGED.plus(Duration.ofHours(5));
        assertThat(look(left(3, BEGUN, now.minusSeconds(60)))).isEqualTo(Verdict.WAITING);
        steadiness = Steadiness.none();
        assertThat(look(left(3, BEGUN, now.minus(LIMIT)))).isEqualTo(Verdict.FAILED);
    }

    /** Where people and nodes drive a phase, what only says that all is well moves nothing. */
    @Test
    void aRolloutIsNoProgressOfARotation() {
        for (int i = 9; i > 6; i--) {
            assertThat(look(left(i, BEGUN, now), true)).isEqualTo(Verdict.WAITING);
        }
        assertThat(look(left(6, BEGUN, now), true)).isEqualTo(Verdict.FAILED);
    }
}
