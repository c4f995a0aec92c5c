package dev.crossfade.core.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The difference of two texts as Git shows it, with three lines around each change. */
final class LineDiff {

    private static final int AROUND = 3;

    /** Above that many pairs of lines a change reads as lines out, lines in: exact would cost memory, and nobody reads it. */
    private static final long PAIRS = 4_000_000;

    private final List<String> out = new ArrayList<>();

    private LineDiff() {}

    static String of(String path, Optional<String> before, Optional<String> after) {
        String old = before.isPresent() ? "a/" + path : "/dev/null";
        String now = after.isPresent() ? "b/" + path : "/dev/null";
        LineDiff diff = new LineDiff();
        diff.edits(lines(before), lines(after));
        return "--- " + old + "\n+++ " + now + "\n" + hunks(diff.out);
    }

    private static List<String> lines(Optional<String> text) {
        return text.map(all -> all.lines().toList()).orElse(List.of());
    }

    private void edits(List<String> before, List<String> after) {
        int head = 0;
        int least = Math.min(before.size(), after.size());
        while (head < least && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < least - head && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        before.subList(0, head).forEach(line -> out.add(" " + line));
        middle(before.subList(head, before.size() - tail), after.subList(head, after.size() - tail));
        before.subList(before.size() - tail, before.size()).forEach(line -> out.add(" " + line));
    }

    private void middle(List<String> before, List<String> after) {
        if ((long) before.size() * after.size() > PAIRS) {
            before.forEach(line -> out.add("-" + line));
            after.forEach(line -> out.add("+" + line));
            return;
        }
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                out.add(" " + before.get(i++));
                j++;
            } else if (i < before.size() && (j == after.size() || common[i + 1][j] >= common[i][j + 1])) {
                out.add("-" + before.get(i++));
            } else {
                out.add("+" + after.get(j++));
            }
        }
    }

    private static String hunks(List<String> lines) {
        StringBuilder text = new StringBuilder();
        int old = 1;
        int now = 1;
        int last = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (isNear(lines, i)) {
                if (last != i - 1 || text.isEmpty()) {
                    text.append("@@ -").append(old).append(" +").append(now).append(" @@\n");
                }
                text.append(lines.get(i)).append('\n');
                last = i;
            }
            old += lines.get(i).startsWith("+") ? 0 : 1;
            now += lines.get(i).startsWith("-") ? 0 : 1;
        }
        return text.toString();
    }

    private static boolean isNear(List<String> lines, int index) {
        for (int i = Math.max(0, index - AROUND); i <= Math.min(lines.size() - 1, index + AROUND); i++) {
            if (!lines.get(i).startsWith(" ")) {
                return true;
            }
        }
        return false;
    }
}
