package dev.crossfade.core.inventory;

import java.util.List;

/** The keys of the operator's chart that render an object or leave it out, by {@code <key>.enabled}. */
public final class ChartSwitches {

    /** Kinds that a value of the chart switches off. */
    public static final List<String> KINDS = List.of("APIServer", "Goldmane", "Installation", "Whisker");

    private ChartSwitches() {}

    /** The key for a kind: {@code apiServer} for APIServer (projectcalico/calico charts/tigera-operator/values.yaml). */
    public static String of(String kind) {
        return kind.equals("APIServer") ? "apiServer" : Character.toLowerCase(kind.charAt(0)) + kind.substring(1);
    }
}
