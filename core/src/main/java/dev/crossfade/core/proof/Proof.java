package dev.crossfade.core.proof;

import dev.crossfade.core.gate.Gate;
import dev.crossfade.core.gate.Judgement;
import dev.crossfade.core.gate.Rule;
import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    public Set<Question<?>> asks() {
        Set<Question<?>> asks = new HashSet<>();
        rules.values().forEach(rule -> asks.addAll(rule.asks()));
        return asks;
    }

    /** @param steadiness what earlier looks of the same process saw */
    public List<GateVerdict> judge(Look look, Steadiness steadiness) {
        Map<Gate, Judgement> judgements = new LinkedHashMap<>();
        rules.forEach((gate, rule) -> judgements.put(gate, rule.judge(look)));
        Instant from = patience.driven() ? progress(judgements, look.at()) : merged;
        Instant counted = judgements.values().stream()
                .flatMap(each -> Stream.ofNullable(each.counted()))
                .filter(from::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(from);
        boolean late = look.at().isAfter(counted.plus(patience.limit()));
        // what had passed in time may break for a moment whenever a node goes
        boolean tolerant = !late || steadiness.isProved(merge);
        return judgements.entrySet().stream()
                .map(entry -> verdict(
                        entry.getKey(),
                        entry.getValue(),
                        new Seen(
                                steadiness.broken(merge, entry.getKey().id()).orElse(merged),
                                steadiness.failing(merge, entry.getKey().id()).orElse(look.at()),
                                look.at(),
                                tolerant),
                        late))
                .toList();
    }

    /** The newest thing that happened, in whatever gate: as long as nodes come, a rotation is not stalled. */
    private Instant progress(Map<Gate, Judgement> judgements, Instant now) {
        return judgements.values().stream()
                .map(Judgement::since)
                .filter(Objects::nonNull)
                .filter(time -> !time.isAfter(now))
                .filter(merged::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(merged);
    }

    /**
     * What looks saw of a gate.
     *
     * @param broken the last that saw it not hold
     * @param failing the first from which on each one saw it fail, where this one does
     * @param now this one
     * @param tolerant true where what breaks for a moment has not failed at once
     */
    private record Seen(Instant broken, Instant failing, Instant now, boolean tolerant) {}

    private GateVerdict verdict(Gate gate, Judgement judgement, Seen seen, boolean late) {
        Instant now = seen.now();
        Instant since = Stream.of(merged, seen.broken(), Objects.requireNonNullElse(judgement.since(), merged))
                .max(Comparator.naturalOrder())
                .orElse(merged);
        String reason = judgement.reason();
        if (since.isAfter(now.plus(SKEW))) {
            String clocks = "its evidence is from " + since + ", and it is " + now + ": clocks differ";
            return verdict(gate, judgement, Verdict.UNKNOWN, clocks, since, null, late);
        }
        if (judgement.verdict() == Verdict.PASSED && patience.isSoaking(since, now)) {
            String soak = reason + "; must hold until " + since.plus(patience.soak());
            return new GateVerdict(gate, Verdict.WAITING, true, soak, judgement.evidence(), since, null, false, null);
        }
        if (judgement.verdict() == Verdict.FAILED) {
            return failed(gate, judgement, seen, since);
        }
        if (judgement.verdict() == Verdict.WAITING && late) {
            String over = reason + (patience.driven() ? "; nothing has moved for " : "; not passed within ")
                    + patience.limit().toMinutes() + " min";
            return verdict(gate, judgement, Verdict.FAILED, over, since, seen.failing(), true);
        }
        boolean overdue = judgement.verdict() == Verdict.UNKNOWN && late;
        return verdict(gate, judgement, judgement.verdict(), reason, since, null, overdue);
    }

    /**
     * What breaks for a moment wherever a node goes has failed only where every look of a while saw it. That ends with the deadline,
     * so that what breaks again and again does not wait for ever, nor a process that looks once.
     */
    private static GateVerdict failed(Gate gate, Judgement judgement, Seen seen, Instant since) {
        Instant failing = seen.failing();
        Instant counts = seen.tolerant() ? failing.plus(judgement.tolerance().orElse(Duration.ZERO)) : failing;
        return counts.isAfter(seen.now())
                ? verdict(
                        gate,
                        judgement,
                        Verdict.WAITING,
                        judgement.reason() + "; broken since " + failing + ", counts as failed after " + counts,
                        since,
                        failing,
                        false)
                : verdict(gate, judgement, Verdict.FAILED, judgement.reason(), since, failing, false);
    }

    private static GateVerdict verdict(
            Gate gate,
            Judgement judgement,
            Verdict verdict,
            String reason,
            Instant since,
            @Nullable Instant failing,
            boolean overdue) {
        return new GateVerdict(
                gate,
                verdict,
                verdict == Verdict.PASSED,
                reason,
                judgement.evidence(),
                since,
                failing,
                overdue,
                judgement.need());
    }
}
