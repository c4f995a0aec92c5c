package dev.crossfade.core.syncwindow;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A duration as Go writes it: {@code 8h}, {@code 1h30m}, {@code 1.5h} (pkg.go.dev/time#ParseDuration). */
final class GoDuration {

    private static final Pattern WHOLE = Pattern.compile(
            "([-+]?)(0|(?:(?:[0-9]{1,18}(?:\\.[0-9]{0,18})?|\\.[0-9]{1,18})(?:ns|us|µs|μs|ms|s|m|h))+)");
    private static final Pattern PART = Pattern.compile("([0-9.]+)(ns|us|µs|μs|ms|s|m|h)");

    private static final Map<String, Long> NANOS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "µs", 1_000L,
            "μs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);

    private GoDuration() {}

    /** @throws IllegalArgumentException where it is none */
    static Duration parse(String text) {
        Matcher whole = WHOLE.matcher(text);
        if (!whole.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no duration of Go's");
        }
        BigDecimal nanos = BigDecimal.ZERO;
        Matcher part = PART.matcher(whole.group(2));
        while (part.find()) {
            BigDecimal number = new BigDecimal("0" + part.group(1).replaceAll("\\.$", ""));
            long unit = Objects.requireNonNull(NANOS.get(part.group(2)));
            nanos = nanos.add(number.multiply(BigDecimal.valueOf(unit)));
        }
        if (nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException("'" + text + "' is longer than Go's durations");
        }
        Duration duration = Duration.ofNanos(nanos.longValue());
        return whole.group(1).equals("-") ? duration.negated() : duration;
    }
}
