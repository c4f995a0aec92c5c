package dev.crossfade.core.review;

import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Optional;

/** What the migration's comments in a values file say of a key: why it is there, and until when. */
record ValueComments(YamlDocument document, List<String> lines) {

    private static final String MIGRATION = "# migration: ";
    private static final String PERMANENT = "permanent; ";

    /** @param until the phase that ends it, or empty where the value stays */
    record Comment(String why, String until) {}

    /** The comment above the key or the keys right before it, or that of the nearest key around it. */
    Optional<Comment> of(YamlPath path) {
        for (int length = path.steps().size(); length > 0; length--) {
            int line = document.where(new YamlPath(path.steps().subList(0, length)))
                    .line();
            Optional<Comment> comment = above(line);
            if (comment.isPresent()) {
                return comment;
            }
        }
        return Optional.empty();
    }

    /** @param line of the key, from 1 */
    private Optional<Comment> above(int line) {
        if (line < 2 || line > lines.size()) {
            return Optional.empty();
        }
        String indent = indent(lines.get(line - 1));
        for (int i = line - 2;
                i >= 0 && indent(lines.get(i)).equals(indent) && !lines.get(i).isBlank();
                i--) {
            String above = lines.get(i).strip();
            if (above.startsWith("#")) {
                return above.startsWith(MIGRATION)
                        ? Optional.of(comment(above.substring(MIGRATION.length())))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static String indent(String line) {
        return line.substring(0, line.length() - line.stripLeading().length());
    }

    private static Comment comment(String text) {
        if (text.startsWith(PERMANENT)) {
            return new Comment(text.substring(PERMANENT.length()), "");
        }
        int end = text.lastIndexOf("; ");
        return end < 0 ? new Comment(text, "") : new Comment(text.substring(0, end), text.substring(end + 2));
    }
}
