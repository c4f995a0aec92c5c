package dev.crossfade.clustertest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReviewTest {

    private static final Review REVIEW = Review.of(
            Desired.parse("{\"created_at\": \"2026-11-27T10:00:00Z\", \"merged_at\": \"2026-11-27T11:00:03+01:00\"}")
                    .get(0));

    @Test
    void isBrokenOffByADeathWithinItsTime() {
        assertThat(REVIEW.wasBrokenOff(deaths("2026-11-27T09:59:59.9Z", "2026-11-27T10:00:02.5Z")))
                .isTrue();
        assertThat(REVIEW.wasBrokenOff(deaths("2026-11-27T10:00:08Z"))).isTrue();
    }

    @Test
    void isNotByOneBeforeOrLongAfter() {
        assertThat(REVIEW.wasBrokenOff(deaths("2026-11-27T09:59:59.9Z", "2026-11-27T10:00:10Z")))
                .isFalse();
        assertThat(REVIEW.wasBrokenOff(List.of())).isFalse();
    }

    private static List<Instant> deaths(String... times) {
        return List.of(times).stream().map(Instant::parse).toList();
    }
}
