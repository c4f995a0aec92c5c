package dev.crossfade.core.syncwindow;

import dev.crossfade.core.observation.Content;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A window of an AppProject.
 *
 * @param deny true where nothing is synced while it is active; an allow window keeps syncs out of all other times
 * @param manual true where people may sync by hand when it keeps Argo CD from it
 */
record SyncWindow(boolean deny, CronSchedule schedule, Duration duration, ZoneId zone, boolean manual, String words) {

    /** @throws IllegalArgumentException with what Argo CD does not understand either */
    static SyncWindow of(Content window) {
        String kind = window.text("kind").orElse("");
        String schedule = window.text("schedule").orElse("");
        String duration = window.text("duration").orElse("");
        String zone = window.text("timeZone").orElse("");
        try {
            return new SyncWindow(
                    kind.equals("deny"),
                    CronSchedule.parse(schedule),
                    GoDuration.parse(duration),
                    zone(zone),
                    window.isTrue("manualSync"),
                    kind + " '" + schedule + "' for " + duration + (zone.isEmpty() ? "" : " (" + zone + ")"));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    kind + " '" + schedule + "' for '" + duration + "': " + e.getMessage(), e);
        }
    }

    /** One that does not exist is UTC (scheduleOffsetByTimeZone). */
    private static ZoneId zone(String name) {
        return ZoneId.getAvailableZoneIds().contains(name) ? ZoneId.of(name) : ZoneOffset.UTC;
    }

    /**
     * Between start and end, without either. A schedule that no day fits is active at all times: Argo CD takes the time that it
     * does not find for one long ago.
     */
    boolean isActive(Instant now) {
        return start(now).map(start -> start.isBefore(now)).orElse(true);
    }

    /** When it is not any more, or is, what it is now; nothing where that never comes. */
    Optional<Instant> turns(Instant now) {
        return isActive(now)
                ? start(now).map(start -> start.plus(duration))
                : schedule.next(wall(now).minusNanos(1)).map(start -> instant(start, now));
    }

    /** The first start whose window is not over by now. */
    private Optional<Instant> start(Instant now) {
        return schedule.next(wall(now).minus(duration)).map(start -> instant(start, now));
    }

    /** Argo CD takes the offset that the zone has now for all times. */
    private LocalDateTime wall(Instant now) {
        return LocalDateTime.ofInstant(now, offset(now));
    }

    private Instant instant(LocalDateTime wall, Instant now) {
        return wall.toInstant(offset(now));
    }

    private ZoneOffset offset(Instant now) {
        return zone.getRules().getOffset(now);
    }
}
