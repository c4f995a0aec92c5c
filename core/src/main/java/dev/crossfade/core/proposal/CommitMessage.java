package dev.crossfade.core.proposal;

import java.util.ArrayList;
import java.util.List;

/**
 * A commit message in the form that Crossfade finds its own work by: subject within 72 characters, wrapped body,
 * trailers in a fixed order.
 */
public final class CommitMessage {

    /** Git's own convention for the width of subjects and bodies. */
    static final int WIDTH = 72;

    private final String subject;
    private final List<String> paragraphs = new ArrayList<>();
    private final List<String> trailers = new ArrayList<>();

    public CommitMessage(String migration, String title) {
        this.subject = shorten(migration + ": " + title);
    }

    /** Adds prose: blank lines part paragraphs, lines that are indented or start a list keep to themselves. */
    public CommitMessage prose(String markdown) {
        for (String block : markdown.strip().split("\\n\\s*\\n", -1)) {
            paragraphs.add(wrapBlock(block));
        }
        return this;
    }

    public CommitMessage trailer(String key, String value) {
        trailers.add(key + ": " + value);
        return this;
    }

    public String text() {
        StringBuilder text = new StringBuilder(subject).append('\n');
        paragraphs.forEach(paragraph -> text.append('\n').append(paragraph).append('\n'));
        text.append('\n');
        trailers.forEach(trailer -> text.append(trailer).append('\n'));
        return text.toString();
    }

    /** A title that does not fit loses its end, marked as lost. */
    private static String shorten(String line) {
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1).stripTrailing() + "…";
    }

    private static String wrapBlock(String block) {
        if (block.startsWith("kubectl ")) {
            // people paste commands, and a shell would run half a one
            return block;
        }
        List<String> lines = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        for (String line : block.split("\n", -1)) {
            boolean own = line.startsWith("- ") || line.startsWith("  ");
            if (own && !run.isEmpty()) {
                lines.add(wrap(run.toString()));
                run.setLength(0);
            }
            run.append(run.isEmpty() ? "" : " ").append(line.strip());
        }
        lines.add(wrap(run.toString()));
        return String.join("\n", lines);
    }

    /** Continuation lines of a list item stand under its text. */
    private static String wrap(String text) {
        String indent = text.startsWith("- ") ? "  " : "";
        StringBuilder wrapped = new StringBuilder();
        int column = 0;
        for (String word : text.split("\\s+", -1)) {
            if (column > 0 && column + 1 + word.length() > WIDTH) {
                wrapped.append('\n').append(indent);
                column = indent.length();
            } else if (column > 0) {
                wrapped.append(' ');
                column++;
            }
            wrapped.append(word);
            column += word.length();
        }
        return wrapped.toString();
    }
}
