package dev.crossfade.core.progress;

import dev.crossfade.core.proposal.ReviewText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The comments that hold the whole difference of a commit whose text had no room for it: each as long as forges take. */
final class Attachment {

    /** Nobody reads more than this in comments; the commit has it all. */
    private static final int MOST = 5;

    /** What stands around the lines of a part. */
    private static final int AROUND = 400;

    /** A part that an earlier text needed and the present one does not. */
    private static final String EMPTY = "This part of the change is not needed any more.\n";

    private final String difference;

    Attachment(String difference) {
        this.difference = difference;
    }

    /**
     * @param there the texts of the comments that the pull request has
     * @return what each comment has to say, by its first line, which tells it from others
     */
    Map<String, String> comments(List<String> there) {
        List<List<String>> parts = parts();
        int shown = Math.min(MOST, parts.size());
        Map<String, String> comments = new LinkedHashMap<>();
        for (int i = 1; i <= MOST; i++) {
            String key = key(i);
            if (i <= shown) {
                comments.put(key, text(i, shown, parts.get(i - 1), i == MOST && shown < parts.size()));
            } else if (there.stream().anyMatch(text -> text.startsWith(key))) {
                comments.put(key, key + "\n" + EMPTY);
            }
        }
        return comments;
    }

    private static String key(int part) {
        return "<!-- crossfade:attachment " + part + " -->";
    }

    private static String text(int part, int of, List<String> lines, boolean cut) {
        String fence = fence(lines);
        return key(part)
                + "\n**The whole change"
                + (of == 1 ? "" : ", part " + part + " of " + of)
                + "**\n\n"
                + fence
                + "diff\n"
                + String.join("\n", lines)
                + "\n"
                + fence
                + "\n"
                + (cut ? "\nThe rest is in the commit.\n" : "");
    }

    /** Longer than any that a line begins with: nothing of a customer's file is read as Markdown. */
    private static String fence(List<String> lines) {
        String fence = "```";
        while (contains(lines, fence)) {
            fence += "`";
        }
        return fence;
    }

    private static boolean contains(List<String> lines, String fence) {
        return lines.stream().anyMatch(line -> line.contains(fence));
    }

    private List<List<String>> parts() {
        int room = ReviewText.LONGEST - AROUND;
        List<List<String>> parts = new ArrayList<>();
        List<String> part = new ArrayList<>();
        int length = 0;
        for (String line : difference.lines().toList()) {
            String fitting = line.length() < room ? line : line.substring(0, room - 1);
            if (length + fitting.length() + 1 > room) {
                parts.add(part);
                part = new ArrayList<>();
                length = 0;
            }
            part.add(fitting);
            length += fitting.length() + 1;
        }
        parts.add(part);
        return parts;
    }
}
