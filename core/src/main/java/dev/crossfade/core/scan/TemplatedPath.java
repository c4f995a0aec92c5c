package dev.crossfade.core.scan;

import dev.crossfade.core.kustomize.Paths;
import java.util.regex.Pattern;

/**
 * A path as an ApplicationSet writes it: with expressions of a template, which may become anything, and as a glob.
 *
 * @param known true where it has no expression, so that a match is certain
 */
record TemplatedPath(Pattern pattern, boolean known) {

    private static final Pattern EXPRESSION = Pattern.compile("\\{\\{.*?\\}\\}", Pattern.DOTALL);
    private static final String ANY = "\u0001";

    /** What an expression becomes may have several steps: nobody knows how far back this leads. */
    private static final Pattern BACK = Pattern.compile("^.*" + ANY + ".*/\\.\\.(/|$)", Pattern.DOTALL);

    static TemplatedPath of(String text) {
        String plain = plain(text);
        StringBuilder regex = new StringBuilder();
        for (String piece : plain.split("(?<=" + ANY + ")|(?=" + ANY + ")", -1)) {
            regex.append(piece.equals(ANY) ? ".*" : Pattern.quote(piece));
        }
        return new TemplatedPath(Pattern.compile(regex.toString()), !plain.contains(ANY));
    }

    static TemplatedPath glob(String text, Glob glob) {
        String plain = plain(text);
        return new TemplatedPath(glob.pattern(plain, ANY), !plain.contains(ANY));
    }

    private static String plain(String text) {
        String plain = EXPRESSION.matcher(text).replaceAll(ANY);
        return Paths.normal(BACK.matcher(plain).replaceFirst(ANY));
    }

    boolean matches(String path) {
        return pattern.matcher(path).matches();
    }
}
