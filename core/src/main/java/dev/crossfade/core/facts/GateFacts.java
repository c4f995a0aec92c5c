package dev.crossfade.core.facts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of the table of gates.
 *
 * @param from first row of the plan in which the gate stands by itself, or null where phases name it
 * @param to last such row
 * @param unless the install of Calico in which the gate has nothing to look at
 */
public record GateFacts(
        String id,
        @Nullable String from,
        @Nullable String to,
        @Nullable String unless,
        String passes) {

    public static List<GateFacts> all() {
        return FactTable.read("gates.yaml").rows().stream()
                .map(row -> new GateFacts(
                        String.valueOf(row.get("id")),
                        (String) row.get("from"),
                        (String) row.get("to"),
                        (String) row.get("unless"),
                        String.valueOf(row.get("passes"))))
                .toList();
    }
}
