package dev.crossfade.core.spec;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a regular expression may not say because Calico reads it in Go, whose syntax (RE2, github.com/google/re2
 * doc/syntax.txt) knows less than Java's or means something else.
 */
final class GoPattern {

    /** Letters that mean the same after a backslash in both. */
    private static final String ESCAPES = "afnrtvxABbdDsSwWz";

    /** Groups that both know: without a name, and with flags. */
    private static final Pattern GROUP = Pattern.compile("\\(\\?[ims]*(-[ims]+)?[:)]");

    private static final Pattern QUOTED = Pattern.compile("\\\\Q.*?(\\\\E|$)", Pattern.DOTALL);
    private static final Pattern POSSESSIVE = Pattern.compile("[*+?}]\\+");

    private final String text;

    private GoPattern(String text) {
        this.text = text;
    }

    /** The first part of the expression that Go does not take as Java does. */
    static Optional<String> foreign(String expression) {
        return new GoPattern(QUOTED.matcher(expression).replaceAll("")).foreign();
    }

    private Optional<String> foreign() {
        boolean inClass = false;
        for (int i = 0; i < text.length(); i++) {
            Optional<String> found = inClass ? inClass(i) : outside(i);
            if (found.isPresent()) {
                return found;
            }
            switch (text.charAt(i)) {
                case '\\' -> i++;
                case '[' -> {
                    inClass = true;
                    i += text.startsWith("[^", i) ? 1 : 0;
                }
                case ']' -> inClass = false;
                default -> {}
            }
        }
        return Optional.empty();
    }

    private Optional<String> outside(int at) {
        if (text.startsWith("(?", at) && !at(GROUP, at)) {
            boolean behind = text.startsWith("(?<", at);
            return Optional.of(text.substring(at, Math.min(text.length(), at + (behind ? 4 : 3))));
        }
        return at(POSSESSIVE, at) ? Optional.of(text.substring(at, at + 2)) : escape(at);
    }

    /** Java nests and intersects character classes; Go takes the signs for themselves. */
    private Optional<String> inClass(int at) {
        return List.of("[", "&&").stream()
                .filter(sign -> text.startsWith(sign, at))
                .findFirst()
                .map(sign -> sign + " in a class")
                .or(() -> escape(at));
    }

    private Optional<String> escape(int at) {
        if (text.charAt(at) != '\\' || at + 1 == text.length()) {
            return Optional.empty();
        }
        char escaped = text.charAt(at + 1);
        boolean letter = Character.isLetterOrDigit(escaped);
        return letter && ESCAPES.indexOf(escaped) < 0 ? Optional.of("\\" + escaped) : Optional.empty();
    }

    private boolean at(Pattern pattern, int at) {
        Matcher matcher = pattern.matcher(text).region(at, text.length());
        return matcher.lookingAt();
    }
}
