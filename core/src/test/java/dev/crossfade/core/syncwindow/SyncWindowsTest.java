package dev.crossfade.core.syncwindow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.observation.Content;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether windows keep Argo CD from a sync, and until when. */
class SyncWindowsTest {

    private static final WindowTarget TARGET = new WindowTarget("prod-cilium", List.of(), "kube-system");

    /** A Saturday. */
    private static final Instant NOON = Instant.parse("2026-08-01T12:00:00Z");

    @Test
    void withoutWindowsNothingIsBlocked() {
        assertThat(windows().block(NOON)).isEmpty();
        assertThat(windows(window("deny", "* * * * *", "1h", "applications", "other"))
                        .block(NOON))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0 9 * * *, 8h, 2026-08-01T17:00:00Z",
        "0 12 * * *, 1h, ",
        "0 9 * * *, 3h, ",
        "0 9 * * 1-5, 8h, ",
        "0 22 * * 5, 48h, 2026-08-02T22:00:00Z"
    })
    void anActiveDenyWindowBlocksUntilItsEnd(
            String schedule, String duration, @org.jspecify.annotations.Nullable Instant until) {
        Optional<SyncWindows.Block> block =
                windows(window("deny", schedule, duration)).block(NOON);

        assertThat(block.map(SyncWindows.Block::until)).isEqualTo(Optional.ofNullable(until));
        assertThat(block.map(SyncWindows.Block::words))
                .isEqualTo(Optional.ofNullable(until).map(end -> "deny '" + schedule + "' for " + duration));
    }

    @Test
    void whereAWindowAllowsAllOtherTimesAreBlocked() {
        SyncWindows windows = windows(window("allow", "0 22 * * *", "2h"), window("allow", "0 3 * * 0", "1h"));

        assertThat(windows.block(Instant.parse("2026-08-01T22:30:00Z"))).isEmpty();
        assertThat(windows.block(NOON))
                .contains(new SyncWindows.Block(
                        "none is active of allow '0 22 * * *' for 2h, allow '0 3 * * 0' for 1h",
                        Instant.parse("2026-08-01T22:00:00Z"),
                        false));
    }

    @Test
    void denyCountsBeforeAllow() {
        SyncWindows windows = windows(window("allow", "0 10 * * *", "4h"), window("deny", "0 11 * * *", "2h"));

        assertThat(windows.block(NOON).orElseThrow().until()).isEqualTo("2026-08-01T13:00:00Z");
        assertThat(windows.block(Instant.parse("2026-08-01T10:30:00Z"))).isEmpty();
        // the end of the one is no beginning of the other
        assertThat(windows(window("allow", "0 22 * * *", "1h"), window("deny", "0 11 * * *", "2h"))
                        .block(NOON)
                        .orElseThrow()
                        .until())
                .isEqualTo("2026-08-01T22:00:00Z");
    }

    @Test
    void aWindowLiesInItsTimeZone() {
        Map<String, Object> berlin = window("deny", "0 9 * * *", "8h", "timeZone", "Europe/Berlin");

        assertThat(windows(berlin).block(NOON).orElseThrow())
                .isEqualTo(new SyncWindows.Block(
                        "deny '0 9 * * *' for 8h (Europe/Berlin)", Instant.parse("2026-08-01T15:00:00Z"), false));
        assertThat(windows(window("deny", "0 9 * * *", "8h", "timeZone", "Berlin"))
                        .block(NOON)
                        .orElseThrow()
                        .until())
                .as("a zone that does not exist is UTC")
                .isEqualTo("2026-08-01T17:00:00Z");
    }

    @Test
    void peopleMaySyncWhereEveryWindowThatBlocksSaysSo() {
        Map<String, Object> manual = window("deny", "0 9 * * *", "8h", "manualSync", true);

        assertThat(windows(manual).block(NOON).orElseThrow().manual()).isTrue();
        assertThat(windows(manual, window("deny", "0 10 * * *", "8h"))
                        .block(NOON)
                        .orElseThrow()
                        .manual())
                .isFalse();
        assertThat(windows(manual, window("deny", "0 20 * * *", "1h"))
                        .block(NOON)
                        .orElseThrow()
                        .manual())
                .isTrue();
    }

    @Test
    void oneThatCannotBeReadBlocksForGood() {
        SyncWindows windows = windows(window("allow", "* * * * *", "1h"), window("deny", "0 25 * * *", "1h"));

        assertThat(windows.block(NOON))
                .contains(new SyncWindows.Block(
                        "it cannot read deny '0 25 * * *' for '1h': '25' is not understood", null, false));
    }

    @Test
    void aDayThatNeverComesDeniesAlways() {
        SyncWindows windows = windows(window("deny", "0 0 30 2 *", "1h"));

        assertThat(windows.block(NOON)).contains(new SyncWindows.Block("deny '0 0 30 2 *' for 1h", null, false));
        assertThat(windows(window("deny", "* * * * *", "2m"))
                        .block(NOON)
                        .orElseThrow()
                        .until())
                .as("windows without a gap")
                .isNull();
    }

    @Test
    void whatWasClosedOpenedWhenTheWindowBegan() {
        SyncWindows nights = windows(window("allow", "0 22 * * *", "2h"));

        assertThat(nights.opened(NOON, Instant.parse("2026-08-01T21:00:00Z"))).isEmpty();
        assertThat(nights.opened(NOON, Instant.parse("2026-08-01T23:00:00Z")))
                .contains(Instant.parse("2026-08-01T22:00:00Z"));
        assertThat(nights.opened(NOON, Instant.parse("2026-08-03T23:00:00Z")))
                .contains(Instant.parse("2026-08-03T22:00:00Z"));
        assertThat(nights.opened(Instant.parse("2026-08-01T22:30:00Z"), Instant.parse("2026-08-01T23:00:00Z")))
                .isEmpty();
        assertThat(windows().opened(NOON, NOON.plus(Duration.ofDays(9)))).isEmpty();
    }

    /** Against a look at every half minute for some hours: nothing lets a sync through before the end, and everything after it. */
    @Property(tries = 50)
    void aBlockEndsWhenItSays(@ForAll("several") List<Map<String, Object>> several, @ForAll("times") Instant now) {
        SyncWindows windows = SyncWindows.of(Content.of(Map.of("syncWindows", several)), TARGET);
        Optional<SyncWindows.Block> block = windows.block(now);
        if (block.isEmpty() || block.get().until() == null) {
            return;
        }
        Instant until = block.get().until();

        assertThat(until).isAfterOrEqualTo(now);
        assertThat(windows.block(until.plusSeconds(1))).isEmpty();
        Instant at = now;
        for (int i = 0; i < 300 && at.isBefore(until); i++, at = at.plusSeconds(30)) {
            assertThat(windows.block(at)).as("%s at %s", several, at).isPresent();
        }
        assertThat(windows.opened(now, until.plusSeconds(2))).contains(until);
    }

    @Provide
    static Arbitrary<List<Map<String, Object>>> several() {
        Arbitrary<String> schedule = Combinators.combine(
                        Arbitraries.of("0", "30", "*/20"),
                        Arbitraries.of("*", "9", "22", "0-6"),
                        Arbitraries.of("*", "1-5", "6,0"))
                .as((minute, hour, week) -> minute + " " + hour + " * * " + week);
        return Combinators.combine(Arbitraries.of("allow", "deny"), schedule, Arbitraries.of("15m", "1h", "9h", "26h"))
                .as((kind, cron, duration) -> window(kind, cron, duration))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    @Provide
    static Arbitrary<Instant> times() {
        return Arbitraries.longs().between(0, 86_400L * 14).map(NOON::plusSeconds);
    }

    @SafeVarargs
    private static SyncWindows windows(Map<String, Object>... several) {
        return SyncWindows.of(Content.of(Map.of("syncWindows", List.of(several))), TARGET);
    }

    /** For every Application, unless the further keys say otherwise. */
    private static Map<String, Object> window(String kind, String schedule, String duration, Object... more) {
        Map<String, Object> window = new java.util.TreeMap<>(
                Map.of("kind", kind, "schedule", schedule, "duration", duration, "applications", List.of("*")));
        for (int i = 0; i < more.length; i += 2) {
            window.put(
                    String.valueOf(more[i]),
                    more[i].equals("applications") ? new ArrayList<>(List.of(more[i + 1])) : more[i + 1]);
        }
        return window;
    }
}
