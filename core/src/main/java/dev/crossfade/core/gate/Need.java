package dev.crossfade.core.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a person has to do for a gate.
 *
 * @param what whole sentences: what is wrong, and why it does not heal by itself
 * @param table lines of columns, the heading first; empty where the sentences say it all
 * @param commands to be run as they stand
 */
public record Need(String what, List<List<String>> table, List<String> commands) {

    /**
     * What does not heal for as long may need somebody: a node boots, an image is pulled and an agent starts in less, and what failed
     * on the way was tried some times (kubelet, minutes of back-off).
     */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final int IN_LINE = 3;

    public Need {
        table = table.stream().map(List::copyOf).toList();
        commands = List.copyOf(commands);
    }

    /** All of it in one line but the table, for where there is no page: a command without its words is run too early. */
    public String line() {
        if (commands.isEmpty()) {
            return what;
        }
        int more = commands.size() - IN_LINE;
        return what + " " + commands.stream().limit(IN_LINE).collect(Collectors.joining("; "))
                + (more > 0 ? "; and " + more + " more, which crossfade status lists" : "");
    }

    /** True where something is so since then, and for too long; never where nobody knows since when. */
    static boolean isDue(@Nullable Instant since, Instant now) {
        return since != null && since.plus(PATIENCE).isBefore(now);
    }

    public static Need of(String what, String... commands) {
        return new Need(what, List.of(), List.of(commands));
    }
}
