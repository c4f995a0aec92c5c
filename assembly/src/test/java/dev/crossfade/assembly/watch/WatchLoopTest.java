package dev.crossfade.assembly.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.assembly.Standings;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.progress.Advanced;
import dev.crossfade.core.progress.Decision;
import dev.crossfade.core.progress.Lead;
import dev.crossfade.core.progress.Terms;
import dev.crossfade.core.progress.Turn;
import dev.crossfade.core.proof.Steadiness;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a watch does between its looks, by turns that are written down and a time that does not pass. */
class WatchLoopTest {

    private static final MovingClock CLOCK = new MovingClock(Instant.parse("2026-08-01T12:00:00Z"));
    private static final Duration REST = Duration.ofSeconds(30);
    private static final Duration GAP = Duration.ofMillis(500);

    private final Deque<Supplier<Turn>> turns = new ArrayDeque<>();
    private final List<String> looks = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();
    private final List<String> waits = new ArrayList<>();
    private final LogLines lines = new LogLines();
    private final WatchMetrics metrics = new WatchMetrics("prod");
    private final Pulse pulse = new Pulse(CLOCK);
    private final List<String> events = new ArrayList<>();
    private final List<String> banners = new ArrayList<>();
    private final Deque<Lead> leads = new ArrayDeque<>();
    private Lead lead = Lead.LEADS;
    private long changes;
    private Duration stopsIn = Duration.ZERO;

    @AfterEach
    void forgetTheStop() {
        Thread.interrupted();
    }

    /** Counts what it is asked for, and is told to stop when no turn is left. */
    private final WatchLoop.Waiting waiting = new WatchLoop.Waiting() {
        @Override
        public long count() {
            lead = leads.isEmpty() ? Lead.LEADS : leads.removeFirst();
            return changes;
        }

        @Override
        public void await(long since, Duration limit) throws InterruptedException {
            waits.add(since + " " + limit.toSeconds());
            if (turns.isEmpty()) {
                throw new InterruptedException();
            }
        }

        @Override
        public void pause(Duration time) throws InterruptedException {
            pauses.add(time);
            if (time.equals(stopsIn)) {
                throw new InterruptedException();
            }
        }
    };

    private void run(boolean dryRun) {
        WatchLog log = lines.log(CLOCK);
        WatchSettings settings = new WatchSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.of(new WatchSettings.Lease("crossfade", "prod", Duration.ofSeconds(150))),
                true,
                false,
                dryRun);
        Herald herald = new Herald(
                event -> events.add(event.reason()),
                (application, warning, text, page) -> banners.add(text),
                settings,
                log);
        new WatchLoop(
                        new WatchLoop.Turns() {
                            @Override
                            public Turn turn(Terms terms) {
                                return WatchLoopTest.this.take(terms);
                            }

                            @Override
                            public void doubt(String why, Terms terms) {
                                looks.add("doubts: " + why);
                            }
                        },
                        new WatchLoop.Signals(waiting, () -> lead, dryRun),
                        CLOCK,
                        new WatchLoop.Reports(log, metrics, pulse, herald))
                .run();
        assertThat(Thread.currentThread().isInterrupted()).as("told to stop").isTrue();
    }

    private Turn take(Terms terms) {
        looks.add((terms.lead().get() == Lead.LEADS ? "leads" : "follows")
                + (terms.dryRun() ? ", dry" : "")
                + (terms.resume() ? ", resumes" : ""));
        return turns.removeFirst().get();
    }

    private static Turn good() {
        return turn(new Decision.Wait("gates", Optional.empty()), List.of());
    }

    private static Turn acted() {
        return turn(
                new Decision.Refresh(
                        ObjectId.namespaced("argoproj.io/v1alpha1", "Application", "argocd", "crossfade-prod")),
                List.of("ask Argo CD"));
    }

    private static Turn turn(Decision decision, List<String> done) {
        return new Turn(
                new Advanced(Standings.planned(), decision, done, Steadiness.none()), List.of(), List.of(), REST);
    }

    private static Supplier<Turn> untold(String... problems) {
        List<Problem> troubles = List.of(problems).stream()
                .map(problem -> Problem.blocker(
                        ErrorCode.REMOTE_UNAVAILABLE, Where.object("forge"), problem, "it is tried again"))
                .toList();
        return () -> new Turn(good().advanced(), List.of(), troubles, REST);
    }

    @Test
    void thatAReaderWasNotToldIsSaidWhenItIsAnotherThing() {
        turns.addAll(List.of(untold("away"), untold("away"), untold("full"), untold(), untold("full")));
        run(false);
        assertThat(lines.with("a reader was not told")).hasSize(3);
        assertThat(lines.with("problem=away")).hasSize(1);
    }

    private static Turn refused() {
        throw new CrossfadeException(
                ErrorCode.REMOTE_UNAVAILABLE, Where.object("forge"), "no answer", "it is tried again");
    }

    /** That the forge could not be told of a failure is told with the failure, and nowhere else. */
    @Test
    void whatFailsBesidesIsSaidWhenItIsAnotherThing() {
        for (String besides : List.of("away", "away", "full")) {
            turns.add(() -> {
                IllegalStateException failure = new IllegalStateException("oops");
                failure.addSuppressed(new CrossfadeException(
                        ErrorCode.FORGE_UNAVAILABLE,
                        Where.object("forge"),
                        besides,
                        "look there",
                        new IOException("https://token@git", new ConnectException("no"))));
                throw failure;
            });
        }
        run(false);
        assertThat(lines.with("this failed besides"))
                .satisfiesExactly(
                        away -> assertThat(away)
                                .contains("problem=away", "cure=look there", "cause=IOException, ConnectException")
                                .doesNotContain("token"),
                        full -> assertThat(full).contains("problem=full"));
    }

    @Test
    void restsForAsLongAsTheTurnSaysAndAGapBefore() {
        turns.addAll(List.of(WatchLoopTest::good, WatchLoopTest::good));
        run(false);
        assertThat(looks).hasSize(2);
        assertThat(waits).containsExactly("0 30", "0 30");
        assertThat(pauses).hasSize(2).allSatisfy(gap -> assertThat(gap).isBetween(GAP, Duration.ofSeconds(1)));
        assertThat(lines.with("stands")).as("said once").hasSize(1);
        assertThat(pulse.isReady()).isTrue();
    }

    @Test
    void theGapIsFiveTimesTheLookWithinLimits() {
        assertThat(WatchLoop.gap(Duration.ofMillis(1))).isEqualTo(GAP);
        assertThat(WatchLoop.gap(Duration.ofMillis(150))).isEqualTo(Duration.ofMillis(750));
        assertThat(WatchLoop.gap(Duration.ofMinutes(1))).isEqualTo(Duration.ofSeconds(1));
    }

    /** What changes while it looks is not in what it saw. */
    @Test
    void aChangeDuringALookWakesIt() {
        changes = 3;
        turns.add(() -> {
            changes = 5;
            return good();
        });
        turns.add(WatchLoopTest::good);
        run(false);
        assertThat(waits).containsExactly("3 30", "5 30");
    }

    @Test
    void pausesTwiceAsLongEachTimeUpToTwoMinutesAndBeginsAnewAfterAGoodTurn() {
        turns.addAll(Collections.nCopies(8, WatchLoopTest::refused));
        turns.addAll(List.of(WatchLoopTest::good, WatchLoopTest::refused));
        run(false);
        assertThat(pauses.stream()
                        .filter(pause -> pause.compareTo(Duration.ofSeconds(2)) >= 0)
                        .map(Duration::toSeconds))
                .containsExactly(2L, 4L, 8L, 16L, 32L, 64L, 120L, 120L, 2L);
        assertThat(waits)
                .as("a failed look has waited already")
                .startsWith("0 0")
                .contains("0 30");
        assertThat(lines.with("remote-unavailable")).hasSize(9);
        assertThat(metrics.text())
                .contains("crossfade_look_failures_total{code=\"remote-unavailable\",migration=\"prod\"} 9.0");
    }

    @Test
    void anErrorOfItsOwnIsLoggedAndTheNextLookBeginsAnew() {
        turns.add(() -> {
            throw new IllegalStateException("oops");
        });
        turns.add(WatchLoopTest::good);
        run(false);
        assertThat(lines.with("unexpected error; the next look begins anew"))
                .singleElement()
                .asString()
                .contains(" error ", "oops", "WatchLoopTest");
        assertThat(lines.with("stands")).hasSize(1);
        assertThat(looks).hasSize(2);
        assertThat(metrics.text())
                .contains("crossfade_look_failures_total{code=\"unexpected\",migration=\"prod\"} 1.0");
        assertThat(pulse.words()).doesNotContain("oops");
    }

    @ParameterizedTest
    @ValueSource(strings = {"before", "look", "failed", "gap", "wait"})
    void anInterruptStopsIt(String state) {
        turns.add(WatchLoopTest::good);
        switch (state) {
            case "before" -> Thread.currentThread().interrupt();
            case "look" ->
                turns.addFirst(() -> {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("stopped while asking");
                });
            case "failed" -> {
                turns.addFirst(WatchLoopTest::refused);
                stopsIn = Duration.ofSeconds(2);
            }
            case "gap" -> {
                turns.addFirst(WatchLoopTest::good);
                stopsIn = GAP;
            }
            default -> assertThat(turns).hasSize(1);
        }
        run(false);
        assertThat(looks).hasSize(state.equals("before") ? 0 : 1);
        assertThat(lines.with("stopped while asking")).isEmpty();
    }

    @Test
    void whetherItLeadsIsAskedBeforeEachLook() {
        leads.addAll(List.of(Lead.LEADS, Lead.FOLLOWS, Lead.LEADS));
        turns.addAll(Collections.nCopies(3, WatchLoopTest::good));
        run(false);
        assertThat(looks).containsExactly("leads", "follows", "leads");
        assertThat(events).containsExactly("PhaseWaits");
        assertThat(banners).as("another one may have written meanwhile").hasSize(2);
    }

    /** A moment later it may write no more, and what was green would stay so with nobody watching. */
    @Test
    void takesBackWhatIsGreenBeforeItsLeaseEnds() {
        leads.addAll(List.of(Lead.LEADS, Lead.ENDS, Lead.FOLLOWS));
        turns.addAll(Collections.nCopies(3, WatchLoopTest::good));
        run(false);
        assertThat(looks)
                .containsExactly("leads", "doubts: the watcher could not renew its Lease", "follows", "follows");
    }

    @Test
    void whatIsDoneIsLoggedAndCounted() {
        turns.addAll(List.of(WatchLoopTest::acted, WatchLoopTest::acted, WatchLoopTest::good));
        run(false);
        assertThat(lines.with(" done ")).hasSize(2);
        assertThat(metrics.text()).contains("crossfade_actions_total{action=\"refresh\",migration=\"prod\"} 2.0");
    }

    @Test
    void aDryRunSaysOnceWhatItWouldDoAndWritesNothing() {
        turns.addAll(List.of(WatchLoopTest::acted, WatchLoopTest::acted, WatchLoopTest::good, WatchLoopTest::acted));
        run(true);
        assertThat(looks).containsOnly("leads, dry");
        assertThat(lines.with("would do"))
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("ask Argo CD"));
        assertThat(lines.with(" done ")).isEmpty();
        assertThat(metrics.text()).doesNotContain("crossfade_actions_total{");
        assertThat(events).isEmpty();
        assertThat(banners).isEmpty();
    }
}
