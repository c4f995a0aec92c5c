package dev.crossfade.core.gate;

import dev.crossfade.core.facts.GateFacts;
import java.util.Collection;
import java.util.List;

/** The gates by id, and those that stand in a phase by themselves. */
public final class Gates {

    private static final List<GateFacts> TABLE = GateFacts.all();

    private Gates() {}

    /** Every gate, in the order in which they are printed. */
    public static List<Gate> all() {
        return TABLE.stream().map(Gates::gate).toList();
    }

    /** The gates that a phase names, in the table's order; an id that the table lacks is a mistake in code. */
    public static List<Gate> named(Collection<String> ids) {
        List<Gate> found = TABLE.stream()
                .filter(row -> ids.contains(row.id()))
                .map(Gates::gate)
                .toList();
        if (found.size() != ids.size()) {
            throw new IllegalArgumentException("unknown or repeated gate in " + ids);
        }
        return found;
    }

    /**
     * The gates that stand in this row because of the rows around it.
     *
     * @param rows ids of all rows in the plan's order
     */
    public static List<Gate> standing(List<String> rows, String row) {
        int here = rows.indexOf(row);
        return TABLE.stream()
                .filter(gate -> gate.from() != null && gate.to() != null)
                .filter(gate -> rows.indexOf(gate.from()) <= here && here <= rows.indexOf(gate.to()))
                .map(Gates::gate)
                .toList();
    }

    /** True for one that stands in phases by itself, or is none of the plan's: it says that all is well, and not how far a phase is. */
    public static boolean isOnlyHealth(Gate gate) {
        return TABLE.stream().noneMatch(row -> row.id().equals(gate.id()) && row.from() == null);
    }

    /**
     * True where the gate has something to look at.
     *
     * @param traits what the migration is like, in the table's words
     */
    public static boolean applies(Gate gate, Collection<String> traits) {
        return TABLE.stream()
                .noneMatch(row -> row.id().equals(gate.id()) && row.unless() != null && traits.contains(row.unless()));
    }

    private static Gate gate(GateFacts row) {
        return new Gate(row.id(), row.passes());
    }
}
