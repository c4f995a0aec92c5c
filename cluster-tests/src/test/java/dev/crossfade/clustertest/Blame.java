package dev.crossfade.clustertest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * That a gate does not pass, and why, as the watcher says it: in a line of its log, or in the gate's own row of the comment on a
 * pull request.
 *
 * @param text some whole words of the gate's reason
 */
record Blame(String gate, String text) {

    private static final String NOT_PASSED = "\\*\\*(waiting|failed|unknown)\\*\\*";

    Blame {
        if (gate.isBlank() || text.isBlank()) {
            throw new IllegalArgumentException("a blame of a gate has words, not \"" + text + "\" of \"" + gate + "\"");
        }
    }

    /** True where a text has some words, and not as the beginning or the end of longer ones. */
    static boolean isIn(String text, String words) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(words) + "(?![\\w-])")
                .matcher(text)
                .find();
    }

    /** Of a line {@code stands}, whose reason is that of the worst gate, or of each one that has failed; its verdict is the merged phase's. */
    boolean isIn(JsonNode stands) {
        String said = stands.path("reason").asText();
        if (stands.path("verdict").asText().equals("passed") && !said.startsWith("entry gates of ")) {
            return false;
        }
        String id = Pattern.quote(gate);
        Matcher reason = Pattern.compile("gates of \\S+: [^;]*\\b" + id + " (waiting|failed|unknown)[^;]*; " + id
                        + ": (?<why>.*)" + "|gate " + id + " of \\S+: (?<held>.*?)(; gate \\S+ of |$)")
                .matcher(said);
        while (reason.find()) {
            String why = reason.group("why") == null ? reason.group("held") : reason.group("why");
            if (isIn(why, text)) {
                return true;
            }
        }
        return false;
    }

    /** Of a comment, whose words are code where they could mean something in Markdown. */
    boolean isIn(String comment) {
        Pattern row =
                Pattern.compile("\\| `" + Pattern.quote(gate) + "` \\| " + NOT_PASSED + " \\| [^|]* \\| (.*) \\|");
        List<String> reasons = row.matcher(comment)
                .results()
                .map(found -> found.group(2).replace("`", "").replace("\\|", "|"))
                .toList();
        return reasons.stream().anyMatch(reason -> isIn(reason, text));
    }
}
