package dev.crossfade.assembly;

import java.util.ArrayList;
import java.util.List;

/** What {@code git diff} shows between two texts: as few lines as can be, in their order. */
record LineDiff(List<String> added, List<String> removed) {

    static LineDiff of(String before, String after) {
        List<String> old = new ArrayList<>(before.lines().toList());
        List<String> fresh = new ArrayList<>(after.lines().toList());
        while (!old.isEmpty() && !fresh.isEmpty() && old.get(0).equals(fresh.get(0))) {
            old = old.subList(1, old.size());
            fresh = fresh.subList(1, fresh.size());
        }
        while (!old.isEmpty() && !fresh.isEmpty() && last(old).equals(last(fresh))) {
            old = old.subList(0, old.size() - 1);
            fresh = fresh.subList(0, fresh.size() - 1);
        }
        List<String> added = beyond(old, fresh);
        List<String> removed = beyond(fresh, old);
        if (fresh.size() - added.size() == old.size()) {
            return new LineDiff(added, List.of());
        }
        if (old.size() - removed.size() == fresh.size()) {
            return new LineDiff(List.of(), removed);
        }
        return common(old, fresh);
    }

    /** As {@code git diff --numstat} prints it. */
    String numstat() {
        return added.size() + " " + removed.size();
    }

    /** The lines of one that are left when the other's, in their order, are taken out. */
    private static List<String> beyond(List<String> part, List<String> whole) {
        List<String> beyond = new ArrayList<>();
        int at = 0;
        for (String line : whole) {
            if (at < part.size() && part.get(at).equals(line)) {
                at++;
            } else {
                beyond.add(line);
            }
        }
        return beyond;
    }

    /** By the longest row of lines that both have. */
    private static LineDiff common(List<String> old, List<String> fresh) {
        int[][] longest = new int[old.size() + 1][fresh.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = fresh.size() - 1; j >= 0; j--) {
                longest[i][j] = old.get(i).equals(fresh.get(j))
                        ? longest[i + 1][j + 1] + 1
                        : Math.max(longest[i + 1][j], longest[i][j + 1]);
            }
        }
        List<String> added = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < old.size() || j < fresh.size()) {
            if (i < old.size() && j < fresh.size() && old.get(i).equals(fresh.get(j))) {
                i++;
                j++;
            } else if (j < fresh.size() && (i == old.size() || longest[i][j + 1] > longest[i + 1][j])) {
                added.add(fresh.get(j++));
            } else {
                removed.add(old.get(i++));
            }
        }
        return new LineDiff(added, removed);
    }

    private static String last(List<String> lines) {
        return lines.get(lines.size() - 1);
    }
}
