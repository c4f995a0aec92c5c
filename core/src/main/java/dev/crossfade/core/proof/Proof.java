package dev.crossfade.core.proof;

import dev.crossfade.core.gate.ApplicationRule;
import dev.crossfade.core.gate.Gate;
import dev.crossfade.core.gate.Gates;
import dev.crossfade.core.gate.Judgement;
import dev.crossfade.core.gate.Left;
import dev.crossfade.core.gate.Rule;
import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.report.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges all gates of a phase by one look: a pure function of what the look saw. */
public final class Proof {

    /** How far apart two clocks may be before times say nothing any more. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final String merge;
    private final Map<Gate, Rule> rules;
    private final Instant merged;
    private final Patience patience;

    /**
     * @param merge the commit that brought the phase
     * @param merged when it did: what holds since before that proves nothing of it, nor of what may come next
     */
    public Proof(String merge, Map<Gate, Rule> rules, Instant merged, Patience patience) {
        this.merge = merge;
        this.rules = new LinkedHashMap<>(rules);
        this.merged = merged;
        this.patience = patience;
    }

    /** Whether the phase may go back: what holds now, for however short a time, and nothing else. */
    public static Proof ofUndo(ApplicationRule.Merge merge, Standpoint at) {
        return new Proof(merge.commit(), Rules.ofUndo(at), merge.time(), Patience.NONE);
    }

    public Set<Question<?>> asks() {
        Set<Question<?>> asks = new HashSet<>();
        rules.values().forEach(rule -> asks.addAll(rule.asks()));
        return asks;
    }

    /** @param steadiness what earlier looks of the same process saw */
    public List<GateVerdict> judge(Look look, Steadiness steadiness) {
        Map<Gate, Judgement> judgements = new LinkedHashMap<>();
        rules.forEach((gate, rule) -> judgements.put(gate, rule.judge(look)));
        Instant from = patience.driven() ? progress(judgements, look.at(), steadiness) : merged;
        Instant begun = judgements.values().stream()
                .flatMap(each -> Stream.ofNullable(each.counted()))
                .filter(from::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(from);
        Instant counted = patience.driven() ? begun : rolledOut(judgements, begun, look.at(), steadiness);
        return judgements.entrySet().stream()
                .map(entry -> verdict(
                        entry.getKey(),
                        entry.getValue(),
                        seen(entry.getKey(), entry.getValue().left(), look, steadiness, counted)))
                .toList();
    }

    /** What had passed in time has as long again from then on: nodes go, and come, while people are waited for. */
    private Seen seen(Gate gate, @Nullable Left left, Look look, Steadiness steadiness, Instant counted) {
        Instant from =
                steadiness.passed(merge, gate.id()).filter(counted::isBefore).orElse(counted);
        return new Seen(
                steadiness.broken(merge, gate.id()).orElse(merged),
                steadiness.failing(merge, gate.id(), look.at()).orElse(look.at()),
                look.at(),
                from,
                from.plus(patience.limit()),
                look.awaitsAll(Objects.requireNonNull(rules.get(gate)).asks()),
                steadiness.fewest(merge, gate.id(), left));
    }

    /**
     * When the phase came nearer to its end. Where a gate counts what is left, that is when earlier looks saw fewer left than ever
     * before: on machines that come and go all day a newcomer moves nothing, and neither does what only says that all is well.
     */
    private Instant progress(Map<Gate, Judgement> judgements, Instant now, Steadiness steadiness) {
        return judgements.entrySet().stream()
                .filter(entry -> !Gates.isOnlyHealth(entry.getKey()))
                .flatMap(entry -> steadiness
                        .nearer(merge, entry.getKey().id(), entry.getValue().left(), now)
                        .or(() -> Optional.ofNullable(entry.getValue().since()))
                        .stream())
                .filter(time -> !time.isAfter(now))
                .filter(merged::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(merged);
    }

    /**
     * When a rollout that the phase has begun went one pod further the last time: however many nodes there are, and however few of them at
     * once. One that begins when the phase's time is over is none of its doing, so that one that begins again and again has an end.
     *
     * @param from when the phase's time began
     */
    private Instant rolledOut(Map<Gate, Judgement> judgements, Instant from, Instant now, Steadiness steadiness) {
        Instant end = from.plus(patience.limit());
        return judgements.entrySet().stream()
                .flatMap(entry -> Stream.ofNullable(entry.getValue().left())
                        .filter(left -> isWithin(left.rollout(), merged, end))
                        .flatMap(left -> steadiness
                                .nearer(merge, entry.getKey().id(), left, now)
                                .or(() -> Optional.ofNullable(left.step()))
                                .stream()))
                .filter(time -> isWithin(time, from, now))
                .max(Comparator.naturalOrder())
                .orElse(from);
    }

    private static boolean isWithin(@Nullable Instant time, Instant after, Instant end) {
        return time != null && time.isAfter(after) && !time.isAfter(end);
    }

    /**
     * What looks saw of a gate.
     *
     * @param broken the last that saw it not hold
     * @param failing the first that saw it fail since one saw something else, where this one does
     * @param now this one
     * @param from when its time began
     * @param due by when it must have passed
     * @param awaits true where what it asks for was not asked before
     * @param fewest how few of what it counts were left once, where there are more again; else empty
     */
    private record Seen(
            Instant broken, Instant failing, Instant now, Instant from, Instant due, boolean awaits, String fewest) {
        boolean isLate() {
            return now.isAfter(due);
        }
    }

    private GateVerdict verdict(Gate gate, Judgement judgement, Seen seen) {
        Instant now = seen.now();
        Instant since = Stream.of(merged, seen.broken(), Objects.requireNonNullElse(judgement.since(), merged))
                .max(Comparator.naturalOrder())
                .orElse(merged);
        Draft draft = new Draft(gate, judgement, since, seen.due());
        String reason = judgement.reason();
        if (since.isAfter(now.plus(SKEW))) {
            String clocks = "its evidence is from " + since + ", and it is " + now + ": clocks differ";
            return draft.of(Verdict.UNKNOWN, clocks, null, seen.isLate());
        }
        if (judgement.verdict() == Verdict.PASSED && patience.isSoaking(since, now)) {
            return draft.soaking(reason + "; must hold until " + since.plus(patience.soak()));
        }
        if (judgement.verdict() == Verdict.FAILED) {
            return failed(draft, seen);
        }
        if (judgement.verdict() == Verdict.WAITING && seen.isLate()) {
            return draft.of(Verdict.FAILED, reason + over(seen), seen.failing(), true);
        }
        return judgement.verdict() == Verdict.UNKNOWN
                ? draft.unknown(reason, seen)
                : draft.of(judgement.verdict(), reason, null, false);
    }

    /** Why its time is over, as the end of a reason. */
    private String over(Seen seen) {
        String limit = Span.exact(patience.limit());
        if (patience.driven()) {
            return "; nothing has moved for " + limit + seen.fewest();
        }
        return "; not passed within " + limit + (seen.from().equals(merged) ? "" : " from " + seen.from());
    }

    /**
     * What breaks for a moment wherever a node goes has failed only where looks saw nothing else for a while. That ends with the deadline,
     * so that what breaks again and again does not wait for ever, nor a process that looks once.
     */
    private static GateVerdict failed(Draft draft, Seen seen) {
        Judgement judgement = draft.judgement();
        Instant failing = seen.failing();
        Instant counts =
                seen.isLate() ? failing : failing.plus(judgement.tolerance().orElse(Duration.ZERO));
        return counts.isAfter(seen.now())
                ? draft.of(
                        Verdict.WAITING,
                        judgement.reason() + "; broken since " + failing + ", counts as failed after " + counts,
                        failing,
                        false)
                : draft.of(Verdict.FAILED, judgement.reason(), failing, false);
    }

    /** A verdict on a gate but for what it is. */
    private record Draft(Gate gate, Judgement judgement, Instant since, Instant due) {

        /** What holds, but not for long enough yet. */
        GateVerdict soaking(String reason) {
            return verdict(Verdict.WAITING, true, reason, null, false, false);
        }

        /** What was never asked before is not late because its first answer takes its time. */
        GateVerdict unknown(String reason, Seen seen) {
            return verdict(Verdict.UNKNOWN, false, reason, null, seen.isLate() && !seen.awaits(), seen.awaits());
        }

        GateVerdict of(Verdict verdict, String reason, @Nullable Instant failing, boolean overdue) {
            return verdict(verdict, verdict == Verdict.PASSED, reason, failing, overdue, false);
        }

        private GateVerdict verdict(
                Verdict verdict,
                boolean satisfied,
                String reason,
                @Nullable Instant failing,
                boolean overdue,
                boolean awaited) {
            return new GateVerdict(
                    gate,
                    verdict,
                    satisfied,
                    reason,
                    judgement.evidence(),
                    since,
                    failing,
                    due,
                    overdue,
                    awaited,
                    judgement.need(),
                    judgement.left());
        }
    }
}
