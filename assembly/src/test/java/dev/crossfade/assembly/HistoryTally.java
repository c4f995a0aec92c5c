package dev.crossfade.assembly;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What came out of histories. */
final class HistoryTally {

    int histories;
    long looks;
    long advances;
    /** Looks in which a way back was proposed, or could have been merged. */
    long undos;

    /** Looks in which a person was called, or a way back proposed because something had failed. */
    long alarms;
    /** Of these, the ones that are right by the truth: it has been broken for as long as the phase may take. */
    long overdue;

    /** Looks in which a way back was proposed, and those in which it had to be. */
    long undone;

    long owed;

    final List<String> falseAdvances = new ArrayList<>();
    final List<String> falseStops = new ArrayList<>();
    /** Held, failed or taken back though all had been well for a while, or before what heals by itself had the time to. */
    final List<String> falseAlarms = new ArrayList<>();
    /** Never called failed, or not taken back where that is to be proposed, though broken for longer than the phase may take. */
    final List<String> silences = new ArrayList<>();
    /** Proposed to go back though the truth did not allow it. */
    final List<String> falseUndos = new ArrayList<>();

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
        both.alarms = alarms + other.alarms;
        both.overdue = overdue + other.overdue;
        both.undone = undone + other.undone;
        both.owed = owed + other.owed;
        for (HistoryTally one : List.of(this, other)) {
            both.falseAdvances.addAll(one.falseAdvances);
            both.falseStops.addAll(one.falseStops);
            both.falseAlarms.addAll(one.falseAlarms);
            both.silences.addAll(one.silences);
            both.falseUndos.addAll(one.falseUndos);
            one.kinds.forEach((kind, times) -> both.kinds.merge(kind, times, Integer::sum));
        }
        return both;
    }

    /** All that is wrong, in words. */
    List<String> wrong() {
        return Stream.of(
                        said("false advance", falseAdvances),
                        said("false stop", falseStops),
                        said("false alarm", falseAlarms),
                        said("silence", silences),
                        said("false way back", falseUndos))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> said(String what, List<String> stories) {
        return stories.stream().map(story -> what + ": " + story).toList();
    }

    @Override
    public String toString() {
        return "false advances: " + falseAdvances.size() + " of " + histories + ", false stops: " + falseStops.size()
                + " of " + histories + ", false alarms: " + falseAlarms.size() + ", silences: " + silences.size()
                + ", false ways back: " + falseUndos.size() + " of " + histories + " histories; looks: " + looks
                + ", of which " + advances + " went on, " + undos + " could have gone back, " + alarms
                + " called somebody, " + overdue + " had to; " + undone + " proposed a way back, " + owed
                + " had to\nshown to a gate: " + kinds;
    }
}
