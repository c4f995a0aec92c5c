package dev.crossfade.assembly.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.argo.write.ClusterDesk;
import dev.crossfade.assembly.Standings;
import dev.crossfade.core.progress.Advanced;
import dev.crossfade.core.progress.Decision;
import dev.crossfade.core.progress.StatusReport;
import dev.crossfade.core.proof.Steadiness;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each piece of news is told once, and what was refused is told later. */
class HeraldTest {

    private static final Instant NOON = Instant.parse("2026-08-01T12:00:00Z");
    private static final Decision WAITS = new Decision.Wait("gates", Optional.empty());
    private static final Optional<WatchSettings.Lease> LEASE =
            Optional.of(new WatchSettings.Lease("crossfade", "prod", Duration.ofSeconds(150)));

    private final List<ClusterDesk.Happening> events = new ArrayList<>();
    private final List<String> banners = new ArrayList<>();
    private final LogLines lines = new LogLines();
    private final Herald herald = herald(LEASE, true);
    private boolean refuses;

    private Herald herald(Optional<WatchSettings.Lease> lease, boolean banner) {
        return new Herald(
                happening -> {
                    refuse("Events");
                    events.add(happening);
                },
                (application, warning, text, page) -> {
                    refuse("the banner");
                    banners.add(application.name() + " " + warning + " " + text + " " + page);
                },
                new WatchSettings(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), lease, banner, false, false),
                lines.log(new MovingClock(NOON)));
    }

    private void refuse(String what) {
        if (refuses) {
            throw new CrossfadeException(
                    ErrorCode.CLUSTER_UNREACHABLE, Where.object(what), "no answer", "it is tried again");
        }
    }

    private void tell(Herald to, StatusReport status, Decision decision) {
        to.tell(new Advanced(status, decision, List.of(), Steadiness.none()), NOON);
    }

    @Test
    void theSameNewsIsToldOnce() {
        tell(herald, Standings.planned(), WAITS);
        tell(herald, Standings.planned(), WAITS);
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.about().name()).isEqualTo("crossfade-prod");
            assertThat(event.reason()).isEqualTo("PhaseWaits");
            assertThat(event.warning()).isFalse();
            assertThat(event.note()).contains("phase 1 of", "planned: gates");
            assertThat(event.at()).isEqualTo(NOON);
        });
        assertThat(banners)
                .singleElement()
                .asString()
                .startsWith("crossfade-prod false CNI migration prod: phase 1 of");

        tell(herald, Standings.proposedAfter("prepare"), WAITS);
        assertThat(events).hasSize(2);
        assertThat(banners).hasSize(2);
        assertThat(banners.get(1)).contains("pull request 7", "/pulls/7");
    }

    @Test
    void aHoldIsAWarning() {
        Decision hold = new Decision.Hold(
                List.of(Problem.blocker(ErrorCode.MIGRATION_HELD, Where.object("migration prod"), "held", "let go")));
        tell(herald, Standings.planned(), WAITS);
        tell(herald, Standings.planned(), hold);
        assertThat(events).extracting(ClusterDesk.Happening::reason).containsExactly("PhaseWaits", "MigrationHeld");
        assertThat(events.get(1).warning()).isTrue();
        assertThat(events.get(1).note()).contains("held");
    }

    private void hold(ErrorCode code, String where, String message) {
        tell(
                herald,
                Standings.planned(),
                new Decision.Hold(List.of(Problem.blocker(code, Where.object(where), message, "look"))));
    }

    /** A person who takes the label off must hear that a gate holds now, and need not hear of every figure. */
    @Test
    void anotherReasonOfAHoldIsNewsAndAnotherFigureIsNone() {
        hold(ErrorCode.MIGRATION_HELD, "migration prod", "pull request 1 carries the label");
        hold(ErrorCode.MIGRATION_HELD, "migration prod", "pull request 1 goes into release");
        hold(ErrorCode.GATE_FAILED, "gate probe of prepare", "1 paths are broken");
        hold(ErrorCode.GATE_FAILED, "gate probe of prepare", "2 paths are broken");
        hold(ErrorCode.GATE_FAILED, "gate coredns of prepare", "1 of 2 pods");

        assertThat(events).extracting(ClusterDesk.Happening::reason).containsOnly("MigrationHeld");
        assertThat(events)
                .extracting(ClusterDesk.Happening::note)
                .satisfiesExactly(
                        note -> assertThat(note).contains("carries the label"),
                        note -> assertThat(note).contains("goes into release"),
                        note -> assertThat(note).contains("1 paths are broken"),
                        note -> assertThat(note).contains("1 of 2 pods"));
    }

    @Test
    void whatWasRefusedIsTriedAgainAndLoggedOnce() {
        refuses = true;
        tell(herald, Standings.planned(), WAITS);
        tell(herald, Standings.planned(), WAITS);
        assertThat(events).isEmpty();
        assertThat(lines.with("nobody was told")).hasSize(2);
        assertThat(lines.with("Events")).hasSize(1);
        assertThat(lines.with("the banner")).hasSize(1);

        refuses = false;
        tell(herald, Standings.planned(), WAITS);
        tell(herald, Standings.planned(), WAITS);
        assertThat(events).hasSize(1);
        assertThat(banners).hasSize(1);
    }

    /** Another watcher may have shown another one meanwhile. */
    @Test
    void whoLeadsAgainShowsTheBannerAnew() {
        tell(herald, Standings.planned(), WAITS);
        herald.forget();
        tell(herald, Standings.planned(), WAITS);
        assertThat(banners).hasSize(2);
        assertThat(events).hasSize(1);
    }

    @Test
    void withoutALeaseThereAreNoEventsAndABannerOnlyWhereItIsWanted() {
        tell(herald(Optional.empty(), false), Standings.planned(), WAITS);
        assertThat(events).isEmpty();
        assertThat(banners).isEmpty();
        tell(herald(Optional.empty(), true), Standings.planned(), WAITS);
        assertThat(events).isEmpty();
        assertThat(banners).hasSize(1);
    }
}
