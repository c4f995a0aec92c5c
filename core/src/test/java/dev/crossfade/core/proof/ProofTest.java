package dev.crossfade.core.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.gate.AllRule;
import dev.crossfade.core.gate.Evidence;
import dev.crossfade.core.gate.Gate;
import dev.crossfade.core.gate.Judgement;
import dev.crossfade.core.gate.Need;
import dev.crossfade.core.gate.Rule;
import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProofTest {

    private static final Instant MERGED = Instant.parse("2026-08-01T12:00:00Z");
    private static final Duration SOAK = Duration.ofMinutes(3);
    private static final Duration LIMIT = Duration.ofHours(2);
    private static final Gate PROBE = new Gate("probe", "all reach all");
    private static final Gate DNS = new Gate("coredns", "DNS serves");
    private static final Gate FIRST = new Gate("nodes-first", "the first are there");

    private final Map<Gate, Rule> rules = new LinkedHashMap<>();

    /** A rule that has made up its mind. */
    private record Settled(Judgement judgement, Set<Question<?>> asks) implements Rule {
        @Override
        public Judgement judge(Look look) {
            return judgement;
        }
    }

    private ProofTest with(Gate gate, Verdict verdict, @Nullable Instant since) {
        Evidence evidence = new Evidence("Node a", "spec", "x", since);
        rules.put(gate, new Settled(Judgement.of(verdict, "because", List.of(evidence)), Set.of()));
        return this;
    }

    private GateVerdict judge(Look look) {
        return new Proof("prepare", rules, MERGED, new Patience(SOAK, LIMIT, false))
                .judge(look, Steadiness.none())
                .get(0);
    }

    private List<GateVerdict> judge(Instant at, boolean driven, Steadiness steadiness) {
        return new Proof("prepare", rules, MERGED, new Patience(SOAK, LIMIT, driven))
                .judge(new Look(at, Map.of()), steadiness);
    }

    private GateVerdict judge(Instant at) {
        return judge(at, false, Steadiness.none()).get(0);
    }

    @Test
    void soakCountsFromTheNewestEvidence() {
        Instant since = MERGED.plusSeconds(600);
        with(PROBE, Verdict.PASSED, since);

        GateVerdict early = judge(since.plus(SOAK).minusSeconds(1));
        assertThat(early.verdict()).isEqualTo(Verdict.WAITING);
        assertThat(early.satisfied()).isTrue();
        assertThat(early.reason()).isEqualTo("because; must hold until " + since.plus(SOAK));
        assertThat(early.since()).isEqualTo(since);
        assertThat(early.overdue()).isFalse();

        GateVerdict due = judge(since.plus(SOAK));
        assertThat(due.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(due.satisfied()).isTrue();
        assertThat(due.evidence()).singleElement().extracting(Evidence::object).isEqualTo("Node a");
    }

    @Test
    void whatHeldBeforeTheMergeCountsFromTheMerge() {
        with(PROBE, Verdict.PASSED, MERGED.minusSeconds(9000)).with(DNS, Verdict.PASSED, null);

        assertThat(judge(MERGED.plus(SOAK).minusSeconds(1), false, Steadiness.none()))
                .allSatisfy(gate -> assertThat(gate.verdict()).isEqualTo(Verdict.WAITING))
                .allSatisfy(gate -> assertThat(gate.since()).isEqualTo(MERGED));
        assertThat(judge(MERGED.plus(SOAK), false, Steadiness.none()))
                .allSatisfy(gate -> assertThat(gate.verdict()).isEqualTo(Verdict.PASSED));
    }

    /** A gate that soaks is held up by nobody, so that its time is never over. */
    @Test
    void soakIsNotCutShortByTheDeadline() {
        Instant since = MERGED.plus(LIMIT);
        with(PROBE, Verdict.PASSED, since);

        assertThat(judge(since.plusSeconds(60)).verdict()).isEqualTo(Verdict.WAITING);
        assertThat(judge(since.plus(SOAK)).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void evidenceFromTheFutureProvesNothing() {
        Instant now = MERGED.plusSeconds(600);
        with(PROBE, Verdict.PASSED, now.plusSeconds(61));

        GateVerdict skewed = judge(now);
        assertThat(skewed.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(skewed.satisfied()).isFalse();
        assertThat(skewed.reason())
                .isEqualTo("its evidence is from " + now.plusSeconds(61) + ", and it is " + now + ": clocks differ");

        with(PROBE, Verdict.PASSED, now.plusSeconds(60));
        assertThat(judge(now).verdict()).isEqualTo(Verdict.WAITING);
    }

    @Test
    void aMergeFromTheFutureProvesNothingEither() {
        with(PROBE, Verdict.PASSED, null);

        assertThat(judge(MERGED.minusSeconds(90)).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void waitingFailsWhenItsTimeIsOver() {
        with(PROBE, Verdict.WAITING, null);

        assertThat(judge(MERGED.plus(LIMIT)).verdict()).isEqualTo(Verdict.WAITING);
        GateVerdict late = judge(MERGED.plus(LIMIT).plusSeconds(1));
        assertThat(late.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(late.reason()).isEqualTo("because; not passed within 2 h");
        assertThat(late.overdue()).isTrue();
    }

    /** That nobody can tell is not that it has failed. */
    /** A window of Argo CD's that keeps it from going on, or a rolling update that goes on node by node. */
    @Test
    void timeMayCountFromALaterThingThanTheMerge() {
        Instant step = MERGED.plus(LIMIT).minusSeconds(60);
        Evidence evidence = new Evidence("DaemonSet x", "status", "1 of 2", null);
        rules.put(
                DNS,
                new Settled(
                        new Judgement(Verdict.WAITING, "1 of 2", List.of(evidence), null, null, null, step, null),
                        Set.of()));
        with(PROBE, Verdict.WAITING, null);

        assertThat(judge(step.plus(LIMIT), false, Steadiness.none()))
                .allSatisfy(gate -> assertThat(gate.verdict()).isEqualTo(Verdict.WAITING))
                .allSatisfy(gate -> assertThat(gate.due()).isEqualTo(step.plus(LIMIT)));
        assertThat(judge(step.plus(LIMIT).plusSeconds(1), false, Steadiness.none()))
                .allSatisfy(gate -> assertThat(gate.verdict()).isEqualTo(Verdict.FAILED))
                .allSatisfy(gate -> assertThat(gate.reason()).endsWith("; not passed within 2 h from " + step));
    }

    @Test
    void unknownStaysUnknownAndIsOverdue() {
        with(PROBE, Verdict.UNKNOWN, null);

        assertThat(judge(MERGED.plus(LIMIT)).overdue()).isFalse();
        GateVerdict late = judge(MERGED.plus(LIMIT).plusSeconds(1));
        assertThat(late.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(late.overdue()).isTrue();
    }

    @Test
    void failedFailsAtOnceAndNeedsAsItWants() {
        Judgement judgement = Judgement.failed("broken", List.of()).needing(Need.of("Look.", "kubectl get nodes"));
        rules.put(PROBE, new Settled(judgement, Set.of()));

        GateVerdict failed = judge(MERGED.plusSeconds(1));
        assertThat(failed.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(failed.overdue()).isFalse();
        assertThat(failed.needs())
                .hasValueSatisfying(need -> assertThat(need.commands()).containsExactly("kubectl get nodes"));
    }

    private GateVerdict broken(Instant at, Steadiness steadiness) {
        rules.put(PROBE, new Settled(AllRule.of(MESH).judge(new Look(at, Map.of())), Set.of()));
        return judge(at, false, steadiness).get(0);
    }

    /** A rule of a path that broke, which a node that goes does for a moment. */
    private static final Rule MESH = new Settled(
            new Judgement(Verdict.FAILED, "a path is broken", List.of(), null, null, Judgement.BLIP, null, null),
            Set.of());

    @Test
    void whatBreaksForAMomentWaitsUntilEveryLookOfAWhileSawIt() {
        Instant first = MERGED.plusSeconds(600);
        Instant counts = first.plus(Judgement.BLIP);
        GateVerdict waits = broken(first, Steadiness.none());

        assertThat(waits.verdict()).isEqualTo(Verdict.WAITING);
        assertThat(waits.satisfied()).isFalse();
        assertThat(waits.reason())
                .isEqualTo("a path is broken; broken since " + first + ", counts as failed after " + counts);

        Instant middle = first.plusSeconds(60);
        Steadiness seen = Steadiness.none().after("prepare", first, List.of(waits));
        seen = seen.after("prepare", middle, List.of(broken(middle, seen)));
        GateVerdict almost = broken(counts.minusSeconds(1), seen);
        assertThat(almost.verdict()).isEqualTo(Verdict.WAITING);
        assertThat(almost.failing()).isEqualTo(first);
        seen = seen.after("prepare", counts.minusSeconds(1), List.of(almost));
        assertThat(broken(counts, seen).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(broken(counts, seen).reason()).isEqualTo("a path is broken");
    }

    /** One look that did not see it, and the time begins anew; to soak begins anew, too. */
    @Test
    void aLookInWhichItHeldBeginsAnew() {
        Instant first = MERGED.plusSeconds(600);
        Steadiness seen = Steadiness.none().after("prepare", first, List.of(broken(first, Steadiness.none())));
        with(PROBE, Verdict.PASSED, null);
        Instant healed = first.plusSeconds(60);
        GateVerdict soaks = judge(healed, false, seen).get(0);
        assertThat(soaks.satisfied()).isTrue();
        assertThat(soaks.verdict()).isEqualTo(Verdict.WAITING);
        seen = seen.after("prepare", healed, List.of(soaks));

        Instant again = first.plus(Judgement.BLIP).plusSeconds(30);
        assertThat(broken(again, seen).verdict()).isEqualTo(Verdict.WAITING);
        assertThat(broken(again, seen).failing()).isEqualTo(again);
    }

    /** What breaks again and again, or is looked at by a process that knows nothing of earlier looks, does not wait for ever. */
    @Test
    void pastTheDeadlineNothingIsTolerated() {
        Instant late = MERGED.plus(LIMIT).plusSeconds(1);

        assertThat(broken(late.minusSeconds(2), Steadiness.none()).verdict()).isEqualTo(Verdict.WAITING);
        assertThat(broken(late, Steadiness.none()).verdict()).isEqualTo(Verdict.FAILED);
    }

    /** Phases stand for days before somebody merges the next one, and nodes go every day. */
    @Test
    void whatHadPassedHasAsLongAgain() {
        with(PROBE, Verdict.PASSED, null);
        Instant passed = MERGED.plus(LIMIT).plusSeconds(600);
        Steadiness seen = Steadiness.none().after("prepare", passed, judge(passed, false, Steadiness.none()));
        Instant next = passed.plusSeconds(30);

        GateVerdict first = broken(next, seen);
        assertThat(first.verdict()).isEqualTo(Verdict.WAITING);
        assertThat(first.due()).isEqualTo(passed.plus(LIMIT));
        Steadiness after = seen.after("prepare", next, List.of(first));
        assertThat(broken(next.plusSeconds(30), after).verdict()).isEqualTo(Verdict.WAITING);
        for (Verdict open : List.of(Verdict.WAITING, Verdict.UNKNOWN)) {
            with(PROBE, open, null);
            GateVerdict soon = judge(next, false, seen).get(0);
            assertThat(soon.verdict()).isEqualTo(open);
            assertThat(soon.overdue()).isFalse();
            GateVerdict late =
                    judge(passed.plus(LIMIT).plusSeconds(1), false, seen).get(0);
            assertThat(late.overdue()).isTrue();
        }
    }

    /** A process that begins hours after the merge lists what there is first; what refuses it is another matter. */
    @Test
    void whatWasNeverAskedBeforeIsNotLate() {
        Instant late = MERGED.plus(LIMIT).plusSeconds(1);
        Question<?> nodes = new Question.Nodes();
        rules.put(PROBE, new Settled(Judgement.unknown("Nodes: not listed yet"), Set.of(nodes)));

        GateVerdict first = judge(new Look(late, Map.of(nodes, Reading.Unread.awaited("not listed yet", late))));
        assertThat(first.verdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(first.overdue()).isFalse();
        assertThat(first.awaited()).isTrue();

        GateVerdict refused = judge(new Look(late, Map.of(nodes, new Reading.Unread<>("403 Forbidden", late))));
        assertThat(refused.overdue()).isTrue();
        assertThat(refused.awaited()).isFalse();
    }

    /** What is on its way excuses nothing that is out of reach beside it. */
    @Test
    void whatIsRefusedIsLateThoughSomethingElseIsAwaited() {
        Instant late = MERGED.plus(LIMIT).plusSeconds(1);
        Question<?> nodes = new Question.Nodes();
        Question<?> pods = new Question.Pods();
        rules.put(PROBE, new Settled(Judgement.unknown("Pods: 403 Forbidden"), Set.of(nodes, pods)));

        GateVerdict refused = judge(new Look(
                late,
                Map.of(
                        nodes,
                        Reading.Unread.awaited("not listed yet", late),
                        pods,
                        new Reading.Unread<>("403 Forbidden", late))));
        assertThat(refused.awaited()).isFalse();
        assertThat(refused.overdue()).isTrue();
    }

    @Test
    void ofSeveralRulesOneThatFailsAtOnceFails() {
        Rule firm = new Settled(Judgement.failed("gone", List.of()), Set.of());
        rules.put(PROBE, AllRule.of(MESH, firm));

        assertThat(judge(MERGED.plusSeconds(1)).verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void wherePeopleDriveTimeRunsFromTheLastThingThatHappened() {
        Instant moved = MERGED.plus(Duration.ofHours(5));
        with(PROBE, Verdict.WAITING, null).with(FIRST, Verdict.PASSED, moved);

        assertThat(judge(moved.plus(LIMIT), true, Steadiness.none()).get(0).verdict())
                .isEqualTo(Verdict.WAITING);
        GateVerdict stalled =
                judge(moved.plus(LIMIT).plusSeconds(1), true, Steadiness.none()).get(0);
        assertThat(stalled.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(stalled.reason()).isEqualTo("because; nothing has moved for 2 h");
    }

    @Test
    void whatIsFromBeforeTheMergeOrFromTheFutureIsNoProgress() {
        Instant now = MERGED.plus(LIMIT).plusSeconds(1);
        with(PROBE, Verdict.WAITING, MERGED.minusSeconds(1)).with(FIRST, Verdict.PASSED, now.plusSeconds(1));

        assertThat(judge(now, true, Steadiness.none()).get(0).verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void whatAnEarlierLookSawBrokenSoaksAnew() {
        with(PROBE, Verdict.WAITING, null).with(DNS, Verdict.PASSED, null);
        Instant broken = MERGED.plusSeconds(1000);
        Steadiness steadiness = Steadiness.none().after("prepare", broken, judge(broken, false, Steadiness.none()));
        with(PROBE, Verdict.PASSED, null);

        List<GateVerdict> early = judge(broken.plus(SOAK).minusSeconds(1), false, steadiness);
        assertThat(early).extracting(GateVerdict::verdict).containsExactly(Verdict.WAITING, Verdict.PASSED);
        assertThat(early.get(0).since()).isEqualTo(broken);
        assertThat(judge(broken.plus(SOAK), false, steadiness))
                .extracting(GateVerdict::verdict)
                .containsExactly(Verdict.PASSED, Verdict.PASSED);
    }

    @Test
    void asksWhatAllRulesAsk() {
        rules.put(PROBE, new Settled(Judgement.unknown("x"), Set.of(new Question.Nodes())));
        rules.put(DNS, new Settled(Judgement.unknown("x"), Set.of(new Question.Nodes(), new Question.Pods())));

        assertThat(new Proof("prepare", rules, MERGED, new Patience(SOAK, LIMIT, false)).asks())
                .containsExactlyInAnyOrder(new Question.Nodes(), new Question.Pods());
    }
}
