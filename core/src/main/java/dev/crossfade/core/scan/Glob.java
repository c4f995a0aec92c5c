package dev.crossfade.core.scan;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** How patterns of a git generator are read. */
enum Glob {
    /** Folders: Go's path.Match, in which * and ? stop at a slash (argo-cd applicationset/generators/git.go, filterApps). */
    FOLDERS("[^/]*", "[^/]*", "[^/]"),
    /** Files by default: git ls-files, in which both cross slashes (argo-cd util/git/client.go, LsFiles). */
    GREEDY(".*", ".*", "."),
    /** Files where the controller runs with --enable-new-git-file-globbing: doublestar, in which ** alone crosses. */
    STRICT("[^/]*", ".*", "[^/]");

    private static final Pattern NOTHING = Pattern.compile("(?!)");

    private final String star;
    private final String stars;
    private final String one;

    Glob(String star, String stars, String one) {
        this.star = star;
        this.stars = stars;
        this.one = one;
    }

    /**
     * The paths that a text is for.
     *
     * @param any stands for what may be anything; an ill-formed pattern matches nothing
     */
    Pattern pattern(String text, String any) {
        StringBuilder regex = new StringBuilder();
        int i = 0;
        while (i < text.length()) {
            String rest = text.substring(i);
            int end = rest.startsWith("[") ? end(rest) : 0;
            if (end < 0) {
                return NOTHING;
            }
            int taken = end > 0 ? end : this == STRICT && rest.startsWith("**/") ? 3 : rest.startsWith("**") ? 2 : 1;
            regex.append(end > 0 ? characters(rest.substring(1, end - 1)) : piece(rest, any));
            i += rest.startsWith("\\") ? 2 : taken;
        }
        // git reads a plain name of a folder as all that is in it (gitglossary, "pathspec")
        String below = this == GREEDY && text.matches("[^*?\\[]*") ? "(/.*)?" : "";
        return compile(regex + below);
    }

    private String piece(String rest, String any) {
        if (rest.startsWith(any)) {
            return ".*";
        }
        if (this == STRICT && rest.startsWith("**/")) {
            return "(.*/)?";
        }
        return switch (rest.charAt(0)) {
            case '*' -> rest.startsWith("**") ? stars : star;
            case '?' -> one;
            case '\\' -> rest.length() > 1 ? Pattern.quote(rest.substring(1, 2)) : "(?!)";
            default -> Pattern.quote(rest.substring(0, 1));
        };
    }

    /** Behind the bracket that closes a class, or -1; one that comes first, or escaped, is a character. */
    private static int end(String rest) {
        for (int i = rest.matches("(?s)\\[[!^].*") ? 3 : 2; i < rest.length(); i++) {
            if (rest.charAt(i) == ']' && rest.charAt(i - 1) != '\\') {
                return i + 1;
            }
        }
        return -1;
    }

    private String characters(String inside) {
        boolean not = inside.startsWith("^") || (this != FOLDERS && inside.startsWith("!"));
        String characters = (not ? inside.substring(1) : inside).replaceAll("(?<!\\\\)[\\[\\]&^]", "\\\\$0");
        return "[" + (not ? "^" : "") + characters + "]";
    }

    private static Pattern compile(String regex) {
        try {
            return Pattern.compile(regex, Pattern.DOTALL);
        } catch (PatternSyntaxException illFormed) {
            return NOTHING;
        }
    }
}
