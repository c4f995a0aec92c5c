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
import java.util.stream.Stream;

/** One history of a cluster after a merge, look by look, with what the gates and a naive look at the truth say each time. */
final class History {

    private static final int LOOKS = 32;
    private static final int AIMED = 5;

    private final HistoryScene scene;
    private final HistoryDeck deck;
    private final HistoryOracle oracle;
    private final Random chance;
    private final int number;
    private final HistoryLens lens;
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
    private Instant lastChange = HistoryScene.MERGED.plusSeconds(10);
    private HistoryFaults.@org.jspecify.annotations.Nullable Fault struck;
    private HistoryFaults.@org.jspecify.annotations.Nullable Fault flaps;
    private boolean flapping;
    private Steadiness steadiness = Steadiness.none();

    /**
     * A look as the oracle knows it.
     *
     * @param clear true where it showed the truth, and the truth was good
     * @param bad true where the truth was bad, and every answer that still counts was from that time
     */
    private record Seen(Instant at, boolean clear, boolean bad) {}

    History(HistoryScene scene, HistoryDeck deck, int number) {
        this(scene, deck, number, 5 + number % 4);
    }

    History(HistoryScene scene, HistoryDeck deck, int number, int machines) {
        this.scene = scene;
        this.deck = deck;
        this.oracle = new HistoryOracle(scene);
        this.chance = new Random(7_919L * number);
        this.number = number;
        this.good = new HistoryStart(scene).good(machines);
        this.good.others.put("shop", "apps");
        this.truth = good.copy();
        if (!oracle.mayGoOn(truth)) {
            throw new AssertionError("the oracle does not take the good truth of " + name());
        }
        this.back = oracle.mayGoBack(truth);
        HistoryTruth before = good.copy();
        before.now = HistoryScene.MERGED.minus(Look.STALE).minusSeconds(30);
        HistoryFaults.NOTHING_APPLIED.strike().accept(before, chance);
        this.lens = new HistoryLens(chance, new HistoryView(scene, before).readAt(before.now), before.now);
        this.view = new HistoryView(scene, truth);
        this.goodView = view;
    }

    private String name() {
        return scene.spec().name() + " " + scene.phase();
    }

    HistoryTally play() {
        tally.histories = 1;
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
        return tally;
    }

    /** All is well for long enough; then one thing is not, on one machine of many. */
    HistoryTally playOneFault() {
        tally.histories = 1;
        truth.now = truth.now.plus(scene.soak()).plusSeconds(30);
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
    }

    private void look(boolean clear) {
        Instant now = truth.now;
        Map<Question<?>, Reading<?>> look = lens.show(view, now, clear, steadiness.isSettled(scene.phase()));
        HistoryLens.Kind kind = lens.kind();
        count(look);
        Verdicts verdicts = scene.judge(new Look(now, look), steadiness);
        steadiness = steadiness.after(
                scene.phase(),
                now,
                Stream.concat(verdicts.gates().stream(), verdicts.entry().stream())
                        .toList());
        boolean forLong = !kind.lies && !lastChange.isAfter(now.minus(Look.STALE));
        boolean counts = kind.honest || forLong;
        boolean bad = kind == HistoryLens.Kind.IN_TURN ? !oracle.mayGoOn(allReached()) : !on && counts;
        seen.add(new Seen(now, on && kind.clear, bad));
        HistoryScene.Outcome outcome = scene.outcome(verdicts, now);
        judge(verdicts, outcome);
        undo(verdicts, outcome, new Seen(now, back && kind.clear, !back && counts));
    }

    /** That two nodes do not reach each other is found when it is their agents' turn. */
    private HistoryTruth allReached() {
        HistoryTruth counted = truth.copy();
        counted.machines.forEach(machine -> machine.reaches = true);
        return counted;
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
        Instant from = truth.now.minus(scene.soak());
        if (outcome.proposed() || outcome.green()) {
            tally.advances++;
            if (tally.falseAdvances.isEmpty()
                    && seen.stream().anyMatch(look -> look.at().isAfter(from) && look.bad())) {
                tally.falseAdvances.add(story(List.of()));
            }
        }
        if (!(outcome.proposed() && outcome.green())
                && tally.falseStops.isEmpty()
                && !lastChange.isAfter(from)
                && seen.stream().filter(look -> !look.at().isBefore(from)).allMatch(Seen::clear)) {
            tally.falseStops.add(story(verdicts.open()));
        }
    }

    /** A way back has no soak time: it counts what holds now. */
    private void undo(Verdicts verdicts, HistoryScene.Outcome outcome, Seen look) {
        if (outcome.undone() || outcome.reversible()) {
            tally.undos++;
            if (tally.falseAdvances.isEmpty() && look.bad()) {
                tally.falseAdvances.add("way back of " + story(List.of()));
            }
        }
        if (scene.asksToGoBack() && !outcome.reversible() && tally.falseStops.isEmpty() && look.clear()) {
            tally.falseStops.add("way back of " + story(verdicts.undo()));
        }
    }

    private long seconds() {
        return Duration.between(HistoryScene.MERGED, truth.now).toSeconds();
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
