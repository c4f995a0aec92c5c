package dev.crossfade.core.progress;

import dev.crossfade.core.spec.GatesSpec;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The times of the week at which proposals may be opened and merged; any time where none is given. */
public final class ChangeWindows {

    private static final int DAYS_AHEAD = 8;

    private final List<GatesSpec.Window> windows;

    public ChangeWindows(List<GatesSpec.Window> windows) {
        this.windows = List.copyOf(windows);
    }

    public boolean isOpen(Instant now) {
        return windows.isEmpty() || windows.stream().anyMatch(window -> isOpen(window, now));
    }

    /** When the next window opens, or nothing where one is open. */
    public Optional<Instant> opens(Instant now) {
        if (isOpen(now)) {
            return Optional.empty();
        }
        return windows.stream()
                .flatMap(window -> starts(window, now).stream())
                .filter(start -> start.isAfter(now))
                .min(Instant::compareTo);
    }

    private static boolean isOpen(GatesSpec.Window window, Instant now) {
        return starts(window, now.minus(Duration.ofDays(2))).stream()
                .anyMatch(start -> !now.isBefore(start) && now.isBefore(end(window, start)));
    }

    /** Its next starts, by the clock of its own time zone. */
    private static List<Instant> starts(GatesSpec.Window window, Instant from) {
        ZonedDateTime day = from.atZone(ZoneId.of(window.timeZone()));
        return java.util.stream.IntStream.range(0, DAYS_AHEAD)
                .mapToObj(day.toLocalDate()::plusDays)
                .filter(date -> window.days().contains(name(date.getDayOfWeek())))
                .map(date -> date.atTime(LocalTime.parse(window.from()))
                        .atZone(day.getZone())
                        .toInstant())
                .toList();
    }

    /** A window that ends before it begins ends on the next day. */
    private static Instant end(GatesSpec.Window window, Instant start) {
        ZonedDateTime begin = start.atZone(ZoneId.of(window.timeZone()));
        LocalTime to = LocalTime.parse(window.to());
        boolean overnight = to.isBefore(LocalTime.parse(window.from()));
        return begin.toLocalDate()
                .plusDays(overnight ? 1 : 0)
                .atTime(to)
                .atZone(begin.getZone())
                .toInstant();
    }

    private static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
    }
}
