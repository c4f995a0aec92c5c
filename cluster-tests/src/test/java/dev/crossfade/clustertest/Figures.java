package dev.crossfade.clustertest;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was measured, each figure printed with its limit beside it. */
final class Figures {

    private final List<String> over = new ArrayList<>();

    /** @param limit which it may reach */
    void add(String what, double figure, double limit, String unit) {
        boolean fine = figure <= limit;
        String line = String.format(
                Locale.ROOT, "%-60s %10.2f %s, limit %.2f%s", what, figure, unit, limit, fine ? "" : ": OVER");
        System.out.println(line);
        if (!fine) {
            over.add(line);
        }
    }

    /** One that has no limit. */
    void add(String what, double figure, String unit) {
        System.out.printf(Locale.ROOT, "%-60s %10.2f %s%n", what, figure, unit);
    }

    /** The lines of those beyond their limits; says how busy the machine was, too. */
    List<String> over() {
        add(
                "load average of the machine, " + Runtime.getRuntime().availableProcessors() + " cores",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                "");
        return List.copyOf(over);
    }
}
