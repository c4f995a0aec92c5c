package dev.crossfade.core.syncwindow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDateTime;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schedules mean what they mean to Argo CD. */
class CronScheduleTest {

    /** From robfig/cron's own tests where they have such a case (spec_test.go, parser_test.go). */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "* * * * *        | 2026-08-01T10:00    | 2026-08-01T10:01",
                "* * * * *        | 2026-08-01T10:00:59 | 2026-08-01T10:01",
                "0/15 * * * *     | 2026-07-09T14:45    | 2026-07-09T15:00",
                "20-35/15 * * * * | 2026-07-09T14:36    | 2026-07-09T15:20",
                "0 9 * * 1-5      | 2026-08-01T10:00    | 2026-08-03T09:00",
                "0 9 * * MON-Fri  | 2026-08-01T10:00    | 2026-08-03T09:00",
                "0 0 31 * *       | 2026-08-31T00:00    | 2026-10-31T00:00",
                "0 0 29 feb ?     | 2026-08-01T00:00    | 2028-02-29T00:00",
                "0 22 * * 0,6     | 2026-08-01T22:00    | 2026-08-02T22:00",
                "0 0 13 * 5       | 2026-08-01T00:00    | 2026-08-07T00:00",
                "0 0 1-7 * */2    | 2026-08-07T00:00    | 2026-08-08T00:00",
                "0 0 */31 * 5     | 2026-08-01T00:00    | 2026-08-07T00:00",
                "59 23 31 12 *    | 2026-12-31T23:59    | 2027-12-31T23:59",
            })
    void theNextTimeIsTheFirstThatFits(String schedule, LocalDateTime after, LocalDateTime next) {
        assertThat(CronSchedule.parse(schedule).next(after)).contains(next);
    }

    @Test
    void whatNoDayFitsNeverComes() {
        assertThat(CronSchedule.parse("0 0 30 2 *").next(LocalDateTime.parse("2026-08-01T00:00")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "* * * *",
                "* * * * * *",
                "@daily",
                "60 * * * *",
                "* 24 * * *",
                "* * 0 * *",
                "* * * 13 *",
                "* * * * 7",
                "5-1 * * * *",
                "*/0 * * * *",
                "a * * * *",
                "1-2-3 * * * *",
                "1/2/3 * * * *",
                "-1 * * * *",
                "* * * foo *"
            })
    void whatArgoCdRefusesIsRefused(String schedule) {
        assertThatIllegalArgumentException().isThrownBy(() -> CronSchedule.parse(schedule));
    }

    /** Against a walk from minute to minute. */
    @Property(tries = 200)
    void noTimeThatFitsIsPassedOver(@ForAll("schedules") String text, @ForAll("times") LocalDateTime after) {
        CronSchedule schedule = CronSchedule.parse(text);
        LocalDateTime next = schedule.next(after).orElseThrow();

        assertThat(next).isAfter(after);
        assertThat(next.getSecond()).isZero();
        assertThat(fits(schedule, next)).isTrue();
        LocalDateTime walk = after.withSecond(0).withNano(0).plusMinutes(1);
        for (int i = 0; i < 3000 && walk.isBefore(next); i++, walk = walk.plusMinutes(1)) {
            assertThat(fits(schedule, walk)).as("%s at %s", text, walk).isFalse();
        }
    }

    private static boolean fits(CronSchedule schedule, LocalDateTime time) {
        boolean day = schedule.day().has(time.getDayOfMonth());
        boolean week = schedule.weekday().has(time.getDayOfWeek().getValue() % 7);
        boolean either = !schedule.day().any() && !schedule.weekday().any();
        return schedule.minute().has(time.getMinute())
                && schedule.hour().has(time.getHour())
                && schedule.month().has(time.getMonthValue())
                && (either ? day || week : day && week);
    }

    @Provide
    static Arbitrary<String> schedules() {
        return Combinators.combine(field(0, 59), field(0, 23), field(1, 28), field(1, 12), field(0, 6))
                .as((minute, hour, day, month, week) -> String.join(" ", minute, hour, day, month, week));
    }

    private static Arbitrary<String> field(int min, int max) {
        Arbitrary<Integer> number = Arbitraries.integers().between(min, max);
        Arbitrary<String> range = Combinators.combine(number, number)
                .as((one, other) -> Math.min(one, other) + "-" + Math.max(one, other));
        Arbitrary<String> list = Combinators.combine(number, range).as((one, other) -> one + "," + other);
        Arbitrary<String> step = Arbitraries.integers().between(1, 7).map(by -> "*/" + by);
        return Arbitraries.oneOf(Arbitraries.just("*"), number.map(String::valueOf), range, list, step);
    }

    @Provide
    static Arbitrary<LocalDateTime> times() {
        return Arbitraries.longs()
                .between(0, 86_400L * 730)
                .map(seconds -> LocalDateTime.parse("2026-01-01T00:00").plusSeconds(seconds));
    }
}
