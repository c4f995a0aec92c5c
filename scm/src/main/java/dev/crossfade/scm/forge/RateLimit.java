package dev.crossfade.scm.forge;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How long a forge that had too many requests asks to be left alone. GitHub: Retry-After, else x-ratelimit-reset once nothing
 * remains, else a minute, with 403 or 429 (docs.github.com, "Rate limits for the REST API"); GitLab: Retry-After and
 * RateLimit-Reset (docs.gitlab.com, "User and IP rate limits").
 */
final class RateLimit {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");
    private static final Pattern EPOCH = Pattern.compile("\\d{9,11}");
    private static final Duration UNNAMED = Duration.ofMinutes(1);
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final Clock clock;

    RateLimit(Clock clock) {
        this.clock = clock;
    }

    /** The time to wait, where the answer is that there were too many requests. */
    Optional<Duration> of(Answer answer) {
        if (answer.status() != 429 && !(answer.status() == 403 && saysSo(answer))) {
            return Optional.empty();
        }
        Duration wait = retryAfter(answer).or(() -> reset(answer)).orElse(UNNAMED);
        return Optional.of(wait.compareTo(LEAST) < 0 ? LEAST : wait);
    }

    /** Retry-After of any answer, in seconds or as a date. */
    Optional<Duration> retryAfter(Answer answer) {
        String after = answer.header("Retry-After").strip();
        if (SECONDS.matcher(after).matches()) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(after)));
        }
        return date(after).map(time -> Duration.between(now(answer), time));
    }

    private static boolean saysSo(Answer answer) {
        return !answer.header("Retry-After").isEmpty()
                || answer.header("x-ratelimit-remaining").equals("0")
                || answer.text().toLowerCase(Locale.ROOT).contains("rate limit");
    }

    private Optional<Duration> reset(Answer answer) {
        for (String name : new String[] {"x-ratelimit-reset", "RateLimit-Reset"}) {
            String reset = answer.header(name).strip();
            if (EPOCH.matcher(reset).matches()) {
                return Optional.of(Duration.between(now(answer), Instant.ofEpochSecond(Long.parseLong(reset))));
            }
        }
        return Optional.empty();
    }

    /** The forge's own clock where it tells: the one here may be wrong. */
    private Instant now(Answer answer) {
        return date(answer.header("Date")).orElseGet(clock::instant);
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
