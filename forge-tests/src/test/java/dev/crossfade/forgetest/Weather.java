package dev.crossfade.forgetest;

import dev.crossfade.scm.forge.Pace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** What happens to requests by chance: faults of all kinds, and a clock that jumps. */
final class Weather {
    private static final List<Integer> STATUSES = List.of(401, 403, 404, 405, 409, 422, 429, 500, 502, 503, 504);
    private static final List<String> WAITS = List.of("0", "2", "80", "4000", "Thu, 26 Nov 2026 09:00:00 GMT", "soon");

    private final Random random;
    private final double share;
    private Instant now = Instant.parse("2026-11-26T08:00:00Z");

    /** @param share of requests that something happens to */
    Weather(Random random, double share) {
        this.random = random;
        this.share = share;
    }

    synchronized Optional<Fault> next(Seen request) {
        if (random.nextDouble() < share / 4) {
            now = now.plusSeconds(random.nextInt(20_000) - 10_000L);
        }
        return random.nextDouble() < share ? Optional.of(fault(request)) : Optional.empty();
    }

    private Fault fault(Seen request) {
        int chance = random.nextInt(100);
        if (chance < 45) {
            return status();
        }
        if (chance < 53) {
            return Fault.page(List.of(200, 403, 404, 502).get(random.nextInt(4)));
        }
        if (chance < 60) {
            return Fault.redirect(
                    List.of(301, 302, 307).get(random.nextInt(3)),
                    "https://login.example.com/sso?from=" + request.path());
        }
        if (chance < 62) {
            return Fault.of(random.nextBoolean() ? Fault.Kind.SILENT : Fault.Kind.SILENT_AFTER);
        }
        return Fault.of(List.of(Fault.Kind.DROPPED, Fault.Kind.LOST, Fault.Kind.TRUNCATED, Fault.Kind.HALVED)
                .get(random.nextInt(4)));
    }

    private Fault status() {
        int status = STATUSES.get(random.nextInt(STATUSES.size()));
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", "application/json");
        if (random.nextInt(3) == 0) {
            headers.put("Retry-After", WAITS.get(random.nextInt(WAITS.size())));
        }
        if (status == 401) {
            headers.put("WWW-Authenticate", "Basic realm=\"forge\"");
        }
        if ((status == 403 || status == 429) && random.nextBoolean()) {
            headers.put("X-RateLimit-Remaining", "0");
            headers.put("X-RateLimit-Reset", Long.toString(now.getEpochSecond() + random.nextInt(3000)));
        }
        String body = random.nextBoolean() ? "{\"message\": \"injected " + status + "\"}" : "";
        return Fault.answer(status, headers, body);
    }

    /** Waits are over at once, by this clock as by others. */
    Pace pace(Duration answer) {
        return new Pace(new Sky(), this::passed, () -> 0.5, new Pace.Bounds(answer, Duration.ofSeconds(90), 4));
    }

    private synchronized void passed(Duration time) {
        now = now.plus(time);
    }

    private synchronized Instant now() {
        return now;
    }

    /** The clock that jumps. */
    private final class Sky extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(instant(), zone);
        }

        @Override
        public Instant instant() {
            return now();
        }
    }
}
