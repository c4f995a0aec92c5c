package dev.crossfade.assembly.watch;

import dev.crossfade.argo.watch.Pace;
import dev.crossfade.assembly.AdvanceText;
import dev.crossfade.core.progress.Advanced;
import dev.crossfade.core.progress.Lead;
import dev.crossfade.core.progress.Terms;
import dev.crossfade.core.progress.Turn;
import dev.crossfade.core.progress.Watch;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Takes turn after turn: soon after something changed, and else when the last turn said so. Nothing but a stop ends it. */
final class WatchLoop {

    private static final Duration GAP = Duration.ofMillis(500);
    /** What has come true is to be proposed within two seconds, and that takes a look besides. */
    private static final Duration LONGEST_GAP = Duration.ofSeconds(1);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

    private final Turns turns;
    private final Signals signals;
    private final Clock clock;
    private final Reports reports;
    private Duration pause = FIRST_PAUSE;
    private String said = "";
    private String planned = "";
    private String besides = "";
    private List<Problem> untold = List.of();

    /** What a {@link Watch} does. */
    interface Turns {
        Turn turn(Terms terms);

        void doubt(String why, Terms terms);
    }

    /** What wakes and stops it. */
    record Signals(Waiting waiting, Supplier<Lead> lead, boolean dryRun) {}

    /** Waits for changes in the cluster, or for time to pass. */
    interface Waiting {
        long count();

        void await(long since, Duration limit) throws InterruptedException;

        /** Whatever changes meanwhile. */
        void pause(Duration time) throws InterruptedException;
    }

    /** Whom it reports to. */
    record Reports(WatchLog log, WatchMetrics metrics, Pulse pulse, Herald herald) {}

    WatchLoop(Turns turns, Signals signals, Clock clock, Reports reports) {
        this.turns = turns;
        this.signals = signals;
        this.clock = clock;
        this.reports = reports;
    }

    /** Until the thread is interrupted. */
    void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long before = signals.waiting().count();
                long began = System.nanoTime();
                reports.pulse().beat();
                Duration rest = turn();
                Duration took = Duration.ofNanos(System.nanoTime() - began);
                signals.waiting().pause(gap(took));
                signals.waiting().await(before, rest);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param took the last look */
    static Duration gap(Duration took) {
        Duration share = Pace.rest(took);
        return share.compareTo(GAP) < 0 ? GAP : share.compareTo(LONGEST_GAP) > 0 ? LONGEST_GAP : share;
    }

    /** @return after which to look again at the latest */
    private Duration turn() throws InterruptedException {
        long began = System.nanoTime();
        try {
            Instant now = clock.instant();
            Lead lead = signals.lead().get();
            Terms terms = Terms.of(now).dry(signals.dryRun()).led(signals.lead());
            if (lead == Lead.ENDS) {
                turns.doubt("the watcher could not renew its Lease", terms);
            }
            boolean leads = lead == Lead.LEADS;
            Turn turn = turns.turn(terms);
            reports.metrics().turned(turn, Duration.ofNanos(System.nanoTime() - began), clock.instant());
            reports.pulse().looked();
            besides = "";
            said(turn, leads, now);
            pause = FIRST_PAUSE;
            return turn.rest();
        } catch (RuntimeException failed) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            failed(failed);
        }
        Duration again = pause;
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        // what failed is not tried again because a pod came up meanwhile
        signals.waiting().pause(again);
        return Duration.ZERO;
    }

    private void failed(RuntimeException failure) {
        if (failure instanceof CrossfadeException refused) {
            reports.log().refused(refused);
            reports.metrics().failed(refused.problems().get(0).code().id());
            reports.pulse().failed(refused.problems().get(0).message());
        } else {
            reports.log().unexpected(failure);
            reports.metrics().failed("unexpected");
            reports.pulse().failed(failure.toString());
        }
        besides(failure);
    }

    /** While the same fails with every look, what fails besides is the same, too. */
    private void besides(RuntimeException failure) {
        List<Throwable> failures = List.of(failure.getSuppressed());
        if (!failures.toString().equals(besides)) {
            failures.forEach(reports.log()::besides);
        }
        besides = failures.toString();
    }

    private void said(Turn turn, boolean leads, Instant now) {
        Advanced advanced = turn.advanced();
        Map<String, Object> where = new LinkedHashMap<>();
        where.put("phase", advanced.status().entry().id());
        where.put("number", advanced.status().entry().number());
        where.put("state", advanced.status().state().id());
        where.put("verdict", advanced.status().proofs().verdict().id());
        where.put("decision", AdvanceText.word(advanced.decision()));
        where.put("reason", AdvanceText.reason(advanced.decision()));
        if (!where.toString().equals(said)) {
            reports.log().info("stands", where);
            said = where.toString();
        }
        did(advanced);
        turn.notices().forEach(step -> reports.log().info("posted", Map.of("step", step)));
        untold(turn.troubles());
        if (!leads) {
            reports.herald().forget();
        } else if (!signals.dryRun()) {
            reports.herald().tell(advanced, now);
        }
    }

    /** What the forge refuses it may refuse with every look. */
    private void untold(List<Problem> troubles) {
        if (!troubles.equals(untold)) {
            reports.log().problems("a reader was not told", troubles);
        }
        untold = troubles;
    }

    /** A dry run comes to the same steps with every look. */
    private void did(Advanced advanced) {
        String phase = advanced.status().entry().id();
        String steps = phase + advanced.done();
        if (!signals.dryRun() || !steps.equals(planned)) {
            advanced.done()
                    .forEach(step -> reports.log()
                            .info(signals.dryRun() ? "would do" : "done", Map.of("step", step, "phase", phase)));
        }
        planned = steps;
        if (!signals.dryRun() && !advanced.done().isEmpty()) {
            reports.metrics().acted(advanced.decision());
        }
    }
}
