package dev.crossfade.assembly;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What came out of histories. */
final class HistoryTally {

    int histories;
    long looks;
    long advances;
    /** Looks in which a way back was proposed, or could have been merged. */
    long undos;

    final List<String> falseAdvances = new ArrayList<>();
    final List<String> falseStops = new ArrayList<>();
    final Map<String, Integer> kinds = new TreeMap<>();

    void count(String kind) {
        kinds.merge(kind, 1, Integer::sum);
    }

    HistoryTally and(HistoryTally other) {
        HistoryTally both = new HistoryTally();
        both.histories = histories + other.histories;
        both.looks = looks + other.looks;
        both.advances = advances + other.advances;
        both.undos = undos + other.undos;
        for (HistoryTally one : List.of(this, other)) {
            both.falseAdvances.addAll(one.falseAdvances);
            both.falseStops.addAll(one.falseStops);
            one.kinds.forEach((kind, times) -> both.kinds.merge(kind, times, Integer::sum));
        }
        return both;
    }

    @Override
    public String toString() {
        return "false advances: " + falseAdvances.size() + " of " + histories + ", false stops: " + falseStops.size()
                + " of " + histories + " histories; looks: " + looks + ", of which " + advances
                + " went on, " + undos + " could have gone back\nshown to a gate: " + kinds;
    }
}
