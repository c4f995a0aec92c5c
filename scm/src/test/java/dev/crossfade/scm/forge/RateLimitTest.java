package dev.crossfade.scm.forge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");

    private final RateLimit limits = new RateLimit(Clock.fixed(NOW, ZoneOffset.UTC));

    private static Answer answer(int status, String text, String... headers) {
        Map<String, List<String>> map = new TreeMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            map.put(headers[i], List.of(headers[i + 1]));
        }
        return new Answer(
                Call.get("/x"),
                status,
                HttpHeaders.of(map, (name, value) -> true),
                text,
                MissingNode.getInstance(),
                new Refusals("GitHub", "a/b", "https://github.com/a/b"));
    }

    private static String epoch(long seconds) {
        return Long.toString(NOW.getEpochSecond() + seconds);
    }

    @Test
    void retryAfterComesFirst() {
        assertThat(limits.of(answer(429, "", "Retry-After", "7", "x-ratelimit-reset", epoch(99))))
                .contains(Duration.ofSeconds(7));
        assertThat(limits.of(answer(403, "", "Retry-After", "8"))).contains(Duration.ofSeconds(8));
        assertThat(limits.of(answer(429, "", "Retry-After", "Thu, 26 Nov 2026 08:00:11 GMT")))
                .contains(Duration.ofSeconds(11));
    }

    @Test
    void theResetIsATime() {
        assertThat(limits.of(answer(403, "", "x-ratelimit-remaining", "0", "x-ratelimit-reset", epoch(9))))
                .contains(Duration.ofSeconds(9));
        assertThat(limits.of(answer(429, "", "RateLimit-Reset", epoch(10)))).contains(Duration.ofSeconds(10));
    }

    @Test
    void theForgesOwnClockCounts() {
        Answer answer = answer(
                403,
                "",
                "x-ratelimit-remaining",
                "0",
                "x-ratelimit-reset",
                epoch(7205),
                "Date",
                "Thu, 26 Nov 2026 10:00:00 GMT");

        assertThat(limits.of(answer)).contains(Duration.ofSeconds(5));
    }

    @Test
    void whatIsOverOrUnnamedIsNotZero() {
        assertThat(limits.of(answer(429, "", "Retry-After", "0"))).contains(Duration.ofSeconds(1));
        assertThat(limits.of(answer(429, "", "x-ratelimit-reset", epoch(-60)))).contains(Duration.ofSeconds(1));
        assertThat(limits.of(answer(429, ""))).contains(Duration.ofMinutes(1));
        assertThat(limits.of(answer(403, "{\"message\":\"You have exceeded a secondary rate limit\"}")))
                .contains(Duration.ofMinutes(1));
    }

    @Test
    void otherRefusalsAreNoLimits() {
        for (Answer other : Arrays.asList(
                answer(403, "{\"message\":\"no\"}", "x-ratelimit-remaining", "12"),
                answer(200, "", "x-ratelimit-remaining", "0"),
                answer(404, ""))) {
            assertThat(limits.of(other)).isEmpty();
        }
    }
}
