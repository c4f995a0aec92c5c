package dev.crossfade.core.review;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hidden lines of a pull request's text: the first says which phase it is for, the last what was written, so that whoever
 * compares need not compare texts in which a person has ticked a box by now.
 */
public final class ReviewKey {

    /** As in the plan's own digest. */
    private static final int LENGTH = 12;

    private static final Pattern PHASE = Pattern.compile("\\A<!-- crossfade:([a-z0-9-]+/[A-Za-z0-9._-]+) -->");
    private static final Pattern TEXT = Pattern.compile("<!-- crossfade:text ([0-9a-f]{12}) -->\\s*\\z");

    private ReviewKey() {}

    /** Migration and phase, as {@code prod/install-cilium} or {@code prod/undo-install-cilium}. */
    public static Optional<String> phase(String text) {
        return first(PHASE.matcher(text));
    }

    /** The digest of what was written once, whatever a person has edited since. */
    public static Optional<String> digest(String text) {
        return first(TEXT.matcher(text));
    }

    static String firstLine(String migration, String phase) {
        return "<!-- crossfade:" + migration + "/" + phase + " -->";
    }

    static String lastLine(String rest) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            String digest = HexFormat.of().formatHex(sha.digest(rest.getBytes(StandardCharsets.UTF_8)));
            return "<!-- crossfade:text " + digest.substring(0, LENGTH) + " -->";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static Optional<String> first(Matcher matcher) {
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
