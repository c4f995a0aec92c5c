package dev.crossfade.core.spec;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Nearest;
import dev.crossfade.core.report.Problem;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Windows lie in a time zone that exists, and are open at some time. */
final class Windows {

    private Windows() {}

    static List<Problem> check(Bound bound) {
        List<Problem> problems = new ArrayList<>();
        for (String window : bound.items("spec.gates.windows")) {
            String zone = window + ".timeZone";
            bound.get(zone, String.class)
                    .filter(name -> !exists(name))
                    .ifPresent(name -> problems.add(Problem.blocker(
                            ErrorCode.SPEC_BAD_VALUE,
                            bound.where(zone),
                            zone + " cannot be '" + name + "': there is no such time zone"
                                    + Nearest.hint(name, new TreeSet<>(ZoneId.getAvailableZoneIds())),
                            "write a name of the time zone database, such as Europe/Berlin, or UTC")));
            Optional<String> to = bound.get(window + ".to", String.class);
            if (to.isPresent() && to.equals(bound.get(window + ".from", String.class))) {
                problems.add(Problem.blocker(
                        ErrorCode.SPEC_BAD_VALUE,
                        bound.where(window + ".to"),
                        window + " begins and ends at " + to.get() + ", so it is never open",
                        "write different times, or no window where any time will do"));
            }
        }
        return problems;
    }

    private static boolean exists(String name) {
        try {
            ZoneId.of(name);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
