package dev.crossfade.assembly;

import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.progress.Verdicts;
import dev.crossfade.core.proof.GateVerdict;
import dev.crossfade.core.proof.Steadiness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** One history of a cluster after a merge, look by look, with what the gates and a naive look at the truth say each time. */
final class History {

    private static final int LOOKS = 32;
    private static final int AIMED = 5;
    /** Every so many histories begin when the phase should have been over for a while. */
    private static final int LATE = 5;

    /** The templates of so many carry a checksum, then of as many not: fewer than there are scenes, and no divisor of their number. */
    static final int CHECKSUMS = 7;

    private static final Instant MERGED = HistoryScene.MERGED;

    private final HistoryScene scene;
    private final HistoryDeck deck;
    private final HistoryOracle oracle;
    private final Duration soakToEnter;
    private final Random chance;
    private final int number;
    private final HistoryLens lens;
    private final HistoryAlarms alarms;
    private HistoryJudge judge;
    private final HistoryTally tally = new HistoryTally();
    private final HistoryShown shown = new HistoryShown();
    private final List<String> past = new ArrayList<>();
    private final List<Seen> seen = new ArrayList<>();
    private HistoryTruth good;
    private HistoryTruth truth;
    private HistoryView view;
    private HistoryView goodView;
    /** Whether the truth lets the next phase come, and whether it lets this one go back. */
    private boolean on = true;

    private boolean back;
    private boolean proved = true;
    private Instant lastChange = MERGED.plusSeconds(10);
    private HistoryFaults.@org.jspecify.annotations.Nullable Fault struck;
    private HistoryFaults.@org.jspecify.annotations.Nullable Fault flaps;
    private boolean flapping;
    private Steadiness steadiness = Steadiness.none();

    /**
     * A look as the oracle knows it.
     *
     * @param clear true where it showed the truth, and the truth was good
     * @param bad true where the phase was not proved by the truth, and every answer that still counts was from that time
     * @param out the same of what keeps the next phase out
     */
    private record Seen(Instant at, boolean clear, boolean bad, boolean out) {}

    History(HistoryScene scene, HistoryDeck deck, int number) {
        this(scene, deck, number, 5 + number % 4);
    }

    History(HistoryScene scene, HistoryDeck deck, int number, int machines) {
        this.scene = scene;
        this.deck = deck;
        this.oracle = new HistoryOracle(scene);
        this.soakToEnter = oracle.soakToEnter();
        this.chance = new Random(7_919L * number);
        this.number = number;
        this.good = new HistoryStart(scene).good(machines);
        this.good.others.put("shop", "apps");
        this.good.chart.checksum = number / CHECKSUMS % 2 == 1;
        this.truth = good.copy();
        if (!oracle.mayGoOn(truth)) {
            throw new AssertionError("the oracle does not take the good truth of " + name());
        }
        this.back = oracle.mayGoBack(truth);
        HistoryTruth before = good.copy();
        before.now = MERGED.minus(Look.STALE).minusSeconds(30);
        HistoryFaults.NOTHING_APPLIED.strike().accept(before, chance);
        this.lens = new HistoryLens(chance, new HistoryView(scene, before).readAt(before.now), before.now);
        this.view = new HistoryView(scene, truth);
        this.goodView = view;
        this.judge = scene::judge;
        this.alarms = new HistoryAlarms(scene);
    }

    /** The same history before another judge. */
    History judgedBy(HistoryJudge other) {
        judge = other;
        return this;
    }

    private String name() {
        return scene.spec().name() + " " + scene.phase();
    }

    HistoryTally play() {
        tally.histories = 1;
        if (number % LATE == LATE - 1) {
            beginLate();
        }
        if (chance.nextInt(100) < 30) {
            strike(HistoryFaults.NOTHING_APPLIED);
        }
        for (int i = 0; i < LOOKS; i++) {
            truth.now = truth.now.plusSeconds(10 + chance.nextInt(26));
            boolean quiet = number % 2 == 0 && i > LOOKS / 2;
            happen(quiet);
            if (!quiet && chance.nextInt(100) < 2) {
                restart();
            }
            look(quiet);
        }
        goHalfWay();
        endLate();
        return tally;
    }

    /** The phase was merged hours ago, and nobody watches before now. */
    private void beginLate() {
        truth.now = MERGED.plus(scene.limit()).plusSeconds(600 + chance.nextInt(6_000));
        restart();
        lens.starts();
    }

    /** Nothing happens for most of the time that the phase has. */
    private void goHalfWay() {
        Instant then =
                MERGED.plus(scene.limit().multipliedBy(6 + chance.nextInt(4)).dividedBy(10));
        if (then.isAfter(truth.now)) {
            truth.now = then;
            if (proved != oracle.isProved(truth)) {
                changed();
            }
            look(true);
        }
    }

    /** All stays as it is for as long as the phase may take, well or broken. */
    private void endLate() {
        HistoryFaults.Fault now = struck;
        if (chance.nextBoolean() && now != null) {
            mend(now);
        } else if (now == null) {
            strike(deck.draw(scene, chance));
        }
        look(true);
        truth.now = truth.now.plus(scene.limit()).plus(HistoryAlarms.GRACE).plusSeconds(30);
        if (proved != oracle.isProved(truth)) {
            // what came from the future has become the past
            changed();
        }
        if (chance.nextInt(3) == 0) {
            restart();
        }
        look(true);
    }

    /** All is well for long enough; then one thing is not, on one machine of many. */
    HistoryTally playOneFault() {
        tally.histories = 1;
        truth.now = truth.now.plus(scene.soak()).plus(soakToEnter).plusSeconds(30);
        look(true);
        HistoryFaults.Fault fault;
        do {
            truth = at(good, truth.now);
            fault = deck.draw(scene, chance);
            fault.strike().accept(truth, chance);
        } while (oracle.mayGoOn(truth));
        truth.now = truth.now.plusSeconds(15);
        struck(fault);
        look(true);
        return tally;
    }

    private void happen(boolean quiet) {
        HistoryFaults.Fault now = struck;
        if (now != null) {
            if (quiet || chance.nextInt(100) < 25) {
                mend(now);
                flaps = !quiet && chance.nextInt(100) < 30 ? now : null;
            }
        } else if (flaps != null && !quiet) {
            HistoryFaults.Fault again = flaps;
            strike(again);
            flapping = true;
            flaps = null;
        } else if (!quiet && chance.nextInt(100) < 12) {
            strike(deck.draw(scene, chance));
        }
    }

    /** Mostly where it matters: on one machine of several, or none. */
    private void strike(HistoryFaults.Fault fault) {
        int tries = chance.nextInt(4) == 0 ? 1 : AIMED;
        do {
            truth = at(good, truth.now);
            fault.strike().accept(truth, chance);
        } while (--tries > 0 && !oracle.isChanged(good, truth));
        struck(fault);
    }

    private void struck(HistoryFaults.Fault fault) {
        struck = fault;
        past.add(fault.name() + " at " + seconds());
        changed();
        shown.struck(goodView.answers(), view.answers());
    }

    /** What started anew stays as it is from now on. */
    private void mend(HistoryFaults.Fault fault) {
        truth = at(good, truth.now);
        fault.mend().accept(truth);
        good = truth.copy();
        struck = null;
        flapping = false;
        shown.mended();
        past.add("mended at " + seconds());
        changed();
        goodView = view;
    }

    private void changed() {
        lastChange = truth.now;
        on = oracle.mayGoOn(truth);
        proved = oracle.isProved(truth);
        back = oracle.mayGoBack(truth);
        view = new HistoryView(scene, truth);
    }

    private static HistoryTruth at(HistoryTruth good, Instant now) {
        HistoryTruth copy = good.copy();
        copy.now = now;
        return copy;
    }

    /** What looks before it saw is forgotten: the evidence's own times have to do. */
    private void restart() {
        tally.count("restart of the watcher");
        steadiness = Steadiness.none();
        seen.clear();
        alarms.restarted();
        if (chance.nextBoolean()) {
            lens.starts();
        }
    }

    private void look(boolean clear) {
        Instant now = truth.now;
        Map<Question<?>, Reading<?>> look = lens.show(view, now, clear, steadiness.isSettled(scene.phase()));
        HistoryLens.Kind kind = lens.kind();
        count(look);
        Verdicts verdicts = judge.judge(now, look, steadiness);
        steadiness = steadiness.after(
                scene.phase(),
                now,
                Stream.concat(verdicts.gates().stream(), verdicts.entry().stream())
                        .toList());
        boolean forLong = !kind.lies && !lastChange.isAfter(now.minus(Look.STALE));
        boolean counts = kind.honest || forLong;
        boolean bad = kind == HistoryLens.Kind.IN_TURN ? !oracle.isProved(truth.allReached()) : !proved && counts;
        boolean out = counts && !oracle.letsIn(truth);
        seen.add(new Seen(now, on && kind.clear, bad, out));
        HistoryScene.Outcome outcome = scene.outcome(verdicts, now);
        judge(verdicts, outcome);
        if (kind == HistoryLens.Kind.STARTING
                || (kind == HistoryLens.Kind.CALM_ENDS && !out && oracle.isProved(truth.allReached()))) {
            // as if nobody had looked: what is on its way says nothing of before
            seen.remove(seen.size() - 1);
        }
        undo(verdicts, outcome, back && kind.clear, !back && counts);
        alarm(verdicts, outcome, counts);
    }

    /** What is wrong counts where a gate was told so, and not where it was only drawn. */
    private void count(Map<Question<?>, Reading<?>> look) {
        if (lens.isWrong()) {
            tally.count(lens.kind().words());
        }
        HistoryFaults.Fault now = struck;
        if (now != null && !(on && back == oracle.mayGoBack(good)) && shown.isNewIn(look, truth.now)) {
            tally.count(now.name());
            if (flapping) {
                tally.count("flapping");
            }
        }
    }

    private void judge(Verdicts verdicts, HistoryScene.Outcome outcome) {
        tally.looks++;
        if (outcome.proposed() || outcome.green()) {
            tally.advances++;
            if (tally.falseAdvances.isEmpty() && (isAny(scene.soak(), Seen::bad) || isAny(soakToEnter, Seen::out))) {
                tally.falseAdvances.add(story(List.of()));
            }
        }
        Duration longest = scene.soak().compareTo(soakToEnter) < 0 ? soakToEnter : scene.soak();
        Instant from = truth.now.minus(longest);
        boolean should = !lastChange.isAfter(from)
                && seen.stream().filter(look -> !look.at().isBefore(from)).allMatch(Seen::clear);
        if (should) {
            alarms.passed();
        }
        if (should && !(outcome.proposed() && outcome.green()) && tally.falseStops.isEmpty()) {
            tally.falseStops.add(story(verdicts.open()));
        }
    }

    /** In one of the looks for so long, and in this one. */
    private boolean isAny(Duration soak, Predicate<Seen> what) {
        Instant from = truth.now.minus(soak);
        return what.test(seen.get(seen.size() - 1))
                || seen.stream().anyMatch(look -> look.at().isAfter(from) && what.test(look));
    }

    /** A way back has no soak time: it counts what holds now. */
    private void undo(Verdicts verdicts, HistoryScene.Outcome outcome, boolean clear, boolean bad) {
        if (outcome.undone() || outcome.reversible()) {
            tally.undos++;
            if (tally.falseUndos.isEmpty() && bad) {
                tally.falseUndos.add(story(List.of()));
            }
        }
        if (oracle.asksToGoBack() && !outcome.reversible() && tally.falseStops.isEmpty() && clear) {
            tally.falseStops.add("way back of " + story(verdicts.undo()));
        }
    }

    private void alarm(Verdicts verdicts, HistoryScene.Outcome outcome, boolean counts) {
        boolean healing = past.size() == 1 && struck != null && HistoryAlarms.HEALS.contains(struck.name());
        HistoryAlarms.Scene what = new HistoryAlarms.Scene(truth.now, lens.kind(), proved, lastChange, healing);
        if (outcome.undone()) {
            tally.undone++;
        }
        if (outcome.alarms()) {
            tally.alarms++;
            if ((alarms.isFalse(what) || isTooEarly(verdicts)) && tally.falseAlarms.isEmpty()) {
                tally.falseAlarms.add(story(verdicts.gates()) + "\n    seen: " + lens.kind());
            }
        }
        if (outcome.undone() && counts && !oracle.mayPropose(truth) && tally.falseUndos.isEmpty()) {
            tally.falseUndos.add(story(verdicts.gates()));
        }
        if (alarms.isDue(what)) {
            tally.overdue++;
            if (!outcome.alarms() && tally.silences.isEmpty()) {
                tally.silences.add(story(verdicts.gates()));
            }
            requireWayBack(verdicts, outcome);
        }
    }

    /** What nobody can tell is no reason to go back; all else that is broken for so long is, where crossfade.yaml says so. */
    private void requireWayBack(Verdicts verdicts, HistoryScene.Outcome outcome) {
        if (oracle.mayPropose(truth) && !(struck != null && HistoryAlarms.UNTOLD.contains(struck.name()))) {
            tally.owed++;
            if (!outcome.undone() && tally.silences.isEmpty()) {
                tally.silences.add("no way back of " + story(verdicts.gates()));
            }
        }
    }

    /** Nothing is late before the phase has had its time. */
    private boolean isTooEarly(Verdicts verdicts) {
        return verdicts.gates().stream().anyMatch(GateVerdict::overdue)
                && !truth.now.isAfter(MERGED.plus(scene.limit()));
    }

    private long seconds() {
        return Duration.between(MERGED, truth.now).toSeconds();
    }

    private String story(List<GateVerdict> gates) {
        StringBuilder text = new StringBuilder(name() + " #" + number + " at " + seconds() + " s: " + past);
        gates.stream()
                .filter(gate -> gate.verdict() != Verdict.PASSED)
                .forEach(gate -> text.append("\n    ")
                        .append(gate.gate().id())
                        .append(' ')
                        .append(gate.verdict().id())
                        .append(": ")
                        .append(gate.reason()));
        return text.toString();
    }
}
