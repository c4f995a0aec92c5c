package dev.crossfade.core.inventory;

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

    static TemplatedPath of(String text) {
        return of(text, false);
    }

    /** As Go's path.Match has it, and ** for any folders between (argo-cd applicationset/generators/git.go). */
    static TemplatedPath glob(String text) {
        return of(text, true);
    }

    private static TemplatedPath of(String text, boolean glob) {
        String plain = Paths.normal(EXPRESSION.matcher(text).replaceAll(ANY));
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < plain.length(); i++) {
            String rest = plain.substring(i);
            if (rest.startsWith(ANY)) {
                regex.append(".*");
            } else if (glob && rest.startsWith("**/")) {
                regex.append("(.*/)?");
                i += 2;
            } else if (glob && rest.startsWith("**")) {
                regex.append(".*");
                i += 1;
            } else if (glob && rest.startsWith("*")) {
                regex.append("[^/]*");
            } else if (glob && rest.startsWith("?")) {
                regex.append("[^/]");
            } else {
                regex.append(Pattern.quote(rest.substring(0, 1)));
            }
        }
        return new TemplatedPath(Pattern.compile(regex.toString()), !plain.contains(ANY));
    }

    boolean matches(String path) {
        return pattern.matcher(path).matches();
    }
}
