package dev.crossfade.core.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.spec.GatesSpec;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeWindowsTest {

    private static final GatesSpec.Window OFFICE =
            new GatesSpec.Window(List.of("Mon", "Tue", "Wed", "Thu"), "09:00", "16:00", "Europe/Berlin");
    private static final GatesSpec.Window NIGHT = new GatesSpec.Window(List.of("Sat"), "22:00", "04:00", "UTC");

    /** 2026-11-26 is a Thursday; Berlin is an hour ahead of UTC in winter, two in summer. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-26T07:59:59Z, 2026-11-26T08:00:00Z",
        "2026-11-26T08:00:00Z,",
        "2026-11-26T14:59:59Z,",
        "2026-11-26T15:00:00Z, 2026-11-28T22:00:00Z",
        "2026-11-27T10:00:00Z, 2026-11-28T22:00:00Z",
        "2026-11-28T22:00:00Z,",
        "2026-11-29T03:59:59Z,",
        "2026-11-29T04:00:00Z, 2026-11-30T08:00:00Z",
        "2026-07-23T07:00:00Z,"
    })
    void aWindowIsOpenByTheClockOfItsOwnZone(Instant now, Instant opens) {
        ChangeWindows windows = new ChangeWindows(List.of(OFFICE, NIGHT));

        assertThat(windows.isOpen(now)).isEqualTo(opens == null);
        assertThat(windows.opens(now).orElse(null)).isEqualTo(opens);
    }

    @Test
    void withoutWindowsAnyTimeWillDo() {
        ChangeWindows windows = new ChangeWindows(List.of());

        assertThat(windows.isOpen(Instant.EPOCH)).isTrue();
        assertThat(windows.opens(Instant.EPOCH)).isEmpty();
    }
}
