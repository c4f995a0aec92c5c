package dev.crossfade.core.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateSectionTest {

    @ParameterizedTest
    @CsvSource({"PT3M, 3 min", "PT2H, 2 h", "PT90M, 1 h 30 min", "PT45S, 45 s", "P1DT2H, 1 d 2 h", "PT0S, 0 s"})
    void timesReadAsPeopleSayThem(Duration time, String words) {
        assertThat(GateSection.words(time)).isEqualTo(words);
    }
}
