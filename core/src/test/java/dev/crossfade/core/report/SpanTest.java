package dev.crossfade.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanTest {

    @ParameterizedTest
    @CsvSource({"PT3M, 3 min", "PT2H, 2 h", "PT90M, 1 h 30 min", "PT45S, 45 s", "P1DT2H, 1 d 2 h", "PT0S, 0 s"})
    void timesReadAsPeopleSayThem(Duration time, String words) {
        assertThat(Span.exact(time)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"PT119S, 119 s", "PT2M59S, 2 min", "PT119M, 119 min", "PT2H59M, 2 h", "PT49H, 49 h"})
    void whatGrowsIsSaidInOneUnit(Duration time, String words) {
        assertThat(Span.rounded(time)).isEqualTo(words);
    }
}
