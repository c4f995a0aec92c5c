package dev.crossfade.core.syncwindow;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Times in the five fields of cron: minute, hour, day of the month, month, day of the week (robfig/cron, spec.go). */
record CronSchedule(CronField minute, CronField hour, CronField day, CronField month, CronField weekday) {

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> WEEKDAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

    /** Where robfig/cron gives up: at the end of the fifth year from now. */
    private static final int YEARS = 5;

    /** @throws IllegalArgumentException with what is not understood */
    static CronSchedule parse(String text) {
        String[] fields = text.strip().split("\\s+", -1);
        if (fields.length != 5) {
            throw new IllegalArgumentException("it has " + (text.isBlank() ? 0 : fields.length) + " fields, not 5");
        }
        return new CronSchedule(
                CronField.parse(fields[0], 0, 59, List.of()),
                CronField.parse(fields[1], 0, 23, List.of()),
                CronField.parse(fields[2], 1, 31, List.of()),
                CronField.parse(fields[3], 1, 12, MONTHS),
                CronField.parse(fields[4], 0, 6, WEEKDAYS));
    }

    /** The first time after another, or nothing where there is none in this year and the next five. */
    Optional<LocalDateTime> next(LocalDateTime after) {
        LocalDateTime from = after.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        LocalDate last = LocalDate.of(from.getYear() + YEARS, 12, 31);
        for (LocalDate date = from.toLocalDate(); !date.isAfter(last); date = date.plusDays(1)) {
            if (isOn(date)) {
                int first = date.equals(from.toLocalDate()) ? from.getHour() * 60 + from.getMinute() : 0;
                Optional<LocalDateTime> found = on(date, first);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<LocalDateTime> on(LocalDate date, int first) {
        for (int minutes = first; minutes < 24 * 60; minutes++) {
            if (hour.has(minutes / 60) && minute.has(minutes % 60)) {
                return Optional.of(date.atTime(minutes / 60, minutes % 60));
            }
        }
        return Optional.empty();
    }

    /** Either of the two kinds of days is enough where both are restricted. */
    private boolean isOn(LocalDate date) {
        boolean inMonth = day.has(date.getDayOfMonth());
        boolean inWeek = weekday.has(date.getDayOfWeek().getValue() % 7);
        boolean either = day.any() || weekday.any();
        return month.has(date.getMonthValue()) && (either ? inMonth && inWeek : inMonth || inWeek);
    }
}
