package dev.crossfade.core.proposal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The line of a pull request's text by which Crossfade knows its own; Markdown does not show it.
 *
 * @param proposal the phase's id, or {@code undo-<phase id>}
 * @param superseded true where Crossfade itself closed the pull request: nobody said stop
 */
public record ReviewKey(String migration, String proposal, boolean superseded) {

    /** What the id of a proposal begins with that takes a phase back. */
    public static final String UNDO = "undo-";

    /** As in the plan's own digest. */
    private static final int LENGTH = 12;

    private static final Pattern LINE =
            Pattern.compile("(?m)^<!-- crossfade:([a-z0-9.-]+)/([a-z0-9.-]+)( superseded)? -->\\s*$");
    private static final Pattern DIGEST = Pattern.compile("(?m)^<!-- crossfade:text ([0-9a-f]+) -->\\s*$");

    private static final Pattern TICK = Pattern.compile("(?m)^(\\s*[-*] )\\[[xX]]");

    /** The first key of a text; a text may lack one, and then a person wrote it. */
    public static Optional<ReviewKey> read(String text) {
        Matcher found = LINE.matcher(text);
        return found.find()
                ? Optional.of(new ReviewKey(found.group(1), found.group(2), found.group(3) != null))
                : Optional.empty();
    }

    /** True where the text says that Crossfade itself closed its pull request. */
    public static boolean isSuperseded(String text) {
        return read(text).map(ReviewKey::superseded).orElse(false);
    }

    /** What Crossfade wrote when it wrote the text last, whatever was ticked in it since. */
    public static Optional<String> digest(String text) {
        Matcher found = DIGEST.matcher(text);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /**
     * True where the text is as Crossfade wrote it, but for boxes that were ticked in it, ends of lines, and the word that it is
     * superseded.
     */
    public static boolean isUntouched(String text) {
        Matcher found = DIGEST.matcher(text);
        if (!found.find()) {
            return false;
        }
        String rest = TICK.matcher(text.substring(0, found.start())).replaceAll("$1[ ]");
        String written = read(rest)
                .map(key -> rest.replace(key.line(), new ReviewKey(key.migration, key.proposal, false).line()))
                .orElse(rest);
        return lastLine(written).equals(found.group().strip())
                && text.substring(found.end()).isBlank();
    }

    /** As texts are written: no blanks at the ends of lines, one newline at the end. */
    private static String plain(String text) {
        return text.lines()
                        .map(String::stripTrailing)
                        .collect(Collectors.joining("\n"))
                        .strip() + "\n";
    }

    /** The text's last line, which says what all lines before it were when Crossfade wrote them. */
    public static String lastLine(String rest) {
        return "<!-- crossfade:text " + sum(plain(rest)) + " -->";
    }

    /** A line that changes with what is attached to the text. */
    public static String attachmentLine(String attachment) {
        return "<!-- crossfade:attached " + sum(attachment) + " -->";
    }

    private static String sum(String text) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)))
                    .substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The same text, saying that Crossfade closes its pull request; where a person wrote it, the key is all that is added. */
    public static String superseding(String text, String migration, String proposal) {
        String line = new ReviewKey(migration, proposal, true).line();
        return read(text)
                .map(key -> text.replace(key.line(), line))
                .orElseGet(() -> text.strip() + "\n\n" + line + "\n");
    }

    public String line() {
        return "<!-- crossfade:" + migration + "/" + proposal + (superseded ? " superseded" : "") + " -->";
    }
}
