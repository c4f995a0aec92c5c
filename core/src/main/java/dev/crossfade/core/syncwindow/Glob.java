package dev.crossfade.core.syncwindow;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A pattern as github.com/gobwas/glob reads it, without separators: {@code *}, {@code ?}, {@code [a-z]}, {@code [!a]}, <code>{a,b}</code>. */
final class Glob {

    private Glob() {}

    /** One that cannot be read matches nothing (argo-cd, util/glob/glob.go). */
    static boolean matches(String glob, String value) {
        try {
            return Pattern.compile(expression(glob), Pattern.DOTALL)
                    .matcher(value)
                    .matches();
        } catch (PatternSyntaxException notUnderstood) {
            return false;
        }
    }

    private static String expression(String glob) {
        StringBuilder text = new StringBuilder();
        int depth = 0;
        for (int i = 0; i < glob.length(); i++) {
            char sign = glob.charAt(i);
            switch (sign) {
                case '*' -> text.append(".*");
                case '?' -> text.append('.');
                case '[' -> {
                    int end = glob.indexOf(']', i + 1);
                    text.append(end < 0 ? "[" : range(glob.substring(i + 1, end)));
                    i = end < 0 ? i : end;
                }
                case '{' -> {
                    depth++;
                    text.append("(?:");
                }
                case '}' -> {
                    depth--;
                    text.append(')');
                }
                case '\\' -> {
                    i++;
                    text.append(i < glob.length() ? Pattern.quote(glob.substring(i, i + 1)) : "");
                }
                default -> text.append(sign == ',' && depth > 0 ? "|" : Pattern.quote(String.valueOf(sign)));
            }
        }
        return text.toString();
    }

    private static String range(String inside) {
        boolean not = inside.startsWith("!");
        return "[" + (not ? "^" : "") + inside.substring(not ? 1 : 0).replaceAll("([\\[\\]^&\\\\])", "\\\\$1") + "]";
    }
}
