package dev.crossfade.core.jsonpath;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a JSONPath of kubectl's from left to right. */
final class JsonPathParser {

    private static final Pattern FILTER =
            Pattern.compile("@(?<path>[.\\[].*?)\\s*(?:(?<operator>==|!=|<=|>=|<|>)\\s*(?<literal>.+?))?");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");

    private final String whole;
    private final String path;
    private int at;

    JsonPathParser(String whole) {
        this.whole = whole;
        String text = whole.strip();
        if (text.startsWith("{") && text.endsWith("}")) {
            text = text.substring(1, text.length() - 1).strip();
        }
        if (text.startsWith("$")) {
            text = text.substring(1);
        }
        // kubectl wait and get -o custom-columns take a path without braces and first dot (kubectl,
        // RelaxedJSONPathExpression)
        this.path = text.isEmpty() || text.startsWith(".") || text.startsWith("[") ? text : "." + text;
    }

    List<Step> steps() {
        if (path.contains("{") || path.contains("}") || path.startsWith(".range ")) {
            throw unknown("one expression is understood, without text or range beside it");
        }
        List<Step> steps = new ArrayList<>();
        while (at < path.length()) {
            if (path.startsWith("..", at)) {
                throw unknown(".. is not understood");
            }
            steps.add(path.charAt(at) == '[' ? bracket() : dotted());
        }
        return steps;
    }

    private Step dotted() {
        if (path.charAt(at) != '.') {
            throw unknown("'" + path.charAt(at) + "' is not understood at " + at);
        }
        at++;
        StringBuilder name = new StringBuilder();
        boolean escaped = false;
        while (at < path.length() && path.charAt(at) != '.' && path.charAt(at) != '[') {
            if (path.charAt(at) == '\\' && at + 1 < path.length()) {
                at++;
                escaped = true;
            }
            name.append(path.charAt(at++));
        }
        if (name.isEmpty()) {
            throw unknown("a field has a name");
        }
        return !escaped && name.toString().equals("*") ? new Step.All() : new Step.Field(name.toString());
    }

    private Step bracket() {
        int end = end();
        String inside = path.substring(at + 1, end).strip();
        at = end + 1;
        if (inside.equals("*")) {
            return new Step.All();
        }
        if (inside.matches("-?\\d{1,9}")) {
            return new Step.Index(Integer.parseInt(inside));
        }
        if (isQuoted(inside)) {
            return new Step.Field(inside.substring(1, inside.length() - 1).replace("\\", ""));
        }
        if (inside.startsWith("?(") && inside.endsWith(")")) {
            return filter(inside.substring(2, inside.length() - 1).strip());
        }
        throw unknown("[" + inside + "] is not understood");
    }

    /** The bracket's other half; those in quotes do not count. */
    private int end() {
        int depth = 0;
        char quote = 0;
        for (int i = at; i < path.length(); i++) {
            char each = path.charAt(i);
            if (quote != 0) {
                quote = each == quote ? 0 : quote;
            } else if (each == '\'' || each == '"') {
                quote = each;
            } else if (each == '[') {
                depth++;
            } else if (each == ']' && --depth == 0) {
                return i;
            }
        }
        throw unknown("a bracket stays open");
    }

    private Step filter(String text) {
        Matcher filter = FILTER.matcher(text);
        if (!filter.matches() || text.contains("&&") || text.contains("||")) {
            throw unknown("?(" + text + ") is not understood");
        }
        JsonPath left = JsonPath.parse(filter.group("path"));
        String operator = filter.group("operator");
        if (operator == null) {
            return new Step.Where(left, null);
        }
        String literal = filter.group("literal");
        boolean number = NUMBER.matcher(literal).matches();
        if (!isQuoted(literal) && !number && !literal.matches("true|false")) {
            throw unknown(literal + " is neither text in quotes nor a number");
        }
        String right = isQuoted(literal) ? literal.substring(1, literal.length() - 1) : literal;
        return new Step.Where(left, new Step.Test(operator, right, number));
    }

    private static boolean isQuoted(String text) {
        return text.length() > 1
                && (text.charAt(0) == '\'' || text.charAt(0) == '"')
                && text.charAt(text.length() - 1) == text.charAt(0)
                && text.indexOf(text.charAt(0), 1) == text.length() - 1;
    }

    private IllegalArgumentException unknown(String why) {
        return new IllegalArgumentException("the JSONPath " + whole + ": " + why);
    }
}
