package dev.crossfade.core.progress;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Tries what was refused again after a pause, each thing by itself, and says meanwhile what it was refused for: a cluster that
 * changes has a turn every half a second, and a forge counts calls that it refuses, too.
 */
final class Attempts {

    /** As a turn that fails has it. */
    static final Duration LONGEST = Duration.ofMinutes(2);

    private static final Duration FIRST = Duration.ofSeconds(2);

    private final Map<String, Refused> refused = new TreeMap<>();
    private final Set<String> wanted = new HashSet<>();

    private record Refused(List<Problem> problems, Instant at, Duration pause) {
        Instant end(Duration longest) {
            return at.plus(pause.compareTo(longest) < 0 ? pause : longest);
        }
    }

    /**
     * @param what the same thing has the same name with every turn
     * @param longest how long it may be left at most
     * @throws CrossfadeException LEASE_LOST, after which nothing is to be tried
     */
    void attempt(String what, Duration longest, Instant now, Runnable attempt) {
        wanted.add(what);
        Refused before = refused.get(what);
        if (before != null && before.end(longest).isAfter(now)) {
            return;
        }
        try {
            attempt.run();
            refused.remove(what);
        } catch (CrossfadeException why) {
            if (why.problems().stream().anyMatch(problem -> problem.code() == ErrorCode.LEASE_LOST)) {
                throw why;
            }
            refused.put(what, new Refused(why.problems(), now, before == null ? FIRST : longer(before.pause())));
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
    }

    /** Ends a turn; what nobody wants any more is kept for a while, for it may be wanted by the next turn again. */
    List<Problem> troubles(Instant now) {
        refused.entrySet()
                .removeIf(entry -> !wanted.contains(entry.getKey())
                        && !entry.getValue().at().plus(LONGEST.multipliedBy(2)).isAfter(now));
        List<Problem> troubles = refused.entrySet().stream()
                .filter(entry -> wanted.contains(entry.getKey()))
                .flatMap(entry -> entry.getValue().problems().stream())
                .distinct()
                .toList();
        wanted.clear();
        return troubles;
    }
}
