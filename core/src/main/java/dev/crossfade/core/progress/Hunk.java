package dev.crossfade.core.progress;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Lines that a change replaced, with one line of what stands around them.
 *
 * @param head the line before them, or none at the file's begin
 * @param before the lines that the change took
 * @param after the lines that it left in their place
 * @param tail the line behind them, or none at the file's end
 */
record Hunk(List<String> head, List<String> before, List<String> after, List<String> tail) {

    /** Above this many pairs of lines the difference is one hunk: nothing that phases write comes near. */
    private static final long MOST_PAIRS = 4_000_000;

    /** The hunks of a change, in the order of the file. */
    static List<Hunk> between(List<String> before, List<String> after) {
        int head = 0;
        int shortest = Math.min(before.size(), after.size());
        while (head < shortest && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shortest - head
                && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        return new Difference(before, after).hunks(head, before.size() - tail, after.size() - tail);
    }

    /** The lines without the change; nothing where they are not what it left, or stand in two places. */
    Optional<List<String>> undoneIn(List<String> now) {
        List<String> left = joined(after);
        int at = Collections.indexOfSubList(now, left);
        if (!left.isEmpty() && at >= 0 && at == Collections.lastIndexOfSubList(now, left)) {
            List<String> undone = new ArrayList<>(now.subList(0, at));
            undone.addAll(joined(before));
            undone.addAll(now.subList(at + left.size(), now.size()));
            return Optional.of(undone);
        }
        // what was only added, and of which nothing is left, was taken away since
        return before.isEmpty() && after.stream().noneMatch(now::contains) ? Optional.of(now) : Optional.empty();
    }

    private List<String> joined(List<String> lines) {
        List<String> joined = new ArrayList<>(head);
        joined.addAll(lines);
        joined.addAll(tail);
        return joined;
    }

    /** Two states of a file, compared line by line. */
    private record Difference(List<String> before, List<String> after) {

        /** What differs between the equal begin and the equal end. */
        List<Hunk> hunks(int from, int beforeEnd, int afterEnd) {
            List<Hunk> hunks = new ArrayList<>();
            long pairs = (long) (beforeEnd - from) * (afterEnd - from);
            int[][] common = pairs > MOST_PAIRS ? new int[0][] : common(from, beforeEnd, afterEnd);
            int i = from;
            int j = from;
            while (i < beforeEnd || j < afterEnd) {
                if (common.length > 0
                        && i < beforeEnd
                        && j < afterEnd
                        && before.get(i).equals(after.get(j))) {
                    i++;
                    j++;
                    continue;
                }
                int startBefore = i;
                int startAfter = j;
                while ((i < beforeEnd || j < afterEnd)
                        && !(common.length > 0
                                && i < beforeEnd
                                && j < afterEnd
                                && before.get(i).equals(after.get(j)))) {
                    boolean skipsBefore = j >= afterEnd
                            || (i < beforeEnd
                                    && (common.length == 0
                                            || common[i + 1 - from][j - from] >= common[i - from][j + 1 - from]));
                    if (skipsBefore) {
                        i++;
                    } else {
                        j++;
                    }
                }
                hunks.add(hunk(startBefore, i, startAfter, j));
            }
            return hunks;
        }

        private Hunk hunk(int startBefore, int endBefore, int startAfter, int endAfter) {
            return new Hunk(
                    after.subList(Math.max(0, startAfter - 1), startAfter),
                    before.subList(startBefore, endBefore),
                    after.subList(startAfter, endAfter),
                    after.subList(endAfter, Math.min(after.size(), endAfter + 1)));
        }

        /** Lengths of the longest common row of lines behind each pair. */
        private int[][] common(int from, int beforeEnd, int afterEnd) {
            int[][] length = new int[beforeEnd - from + 1][afterEnd - from + 1];
            for (int i = beforeEnd - 1; i >= from; i--) {
                for (int j = afterEnd - 1; j >= from; j--) {
                    length[i - from][j - from] = before.get(i).equals(after.get(j))
                            ? length[i + 1 - from][j + 1 - from] + 1
                            : Math.max(length[i + 1 - from][j - from], length[i - from][j + 1 - from]);
                }
            }
            return length;
        }
    }
}
