package dev.crossfade.core.gate;

import java.util.List;

/**
 * What a person has to do for a gate.
 *
 * @param what whole sentences: what is wrong, and why it does not heal by itself
 * @param table lines of columns, the heading first; empty where the sentences say it all
 * @param commands to be run as they stand
 */
public record Need(String what, List<List<String>> table, List<String> commands) {

    public Need {
        table = table.stream().map(List::copyOf).toList();
        commands = List.copyOf(commands);
    }

    public static Need of(String what, String... commands) {
        return new Need(what, List.of(), List.of(commands));
    }
}
