package dev.crossfade.core.spec;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a number must be, as PromQL writes it.
 *
 * @param operator ==, !=, <, <=, > or >=
 */
public record Comparison(String operator, double number) {

    static final String FORM = "(==|!=|<=|>=|<|>) *(-?[0-9]{1,15}(\\.[0-9]{1,15})?([eE][-+]?[0-9]{1,2})?)";

    private static final Pattern PATTERN = Pattern.compile(FORM);

    static Comparison parse(String text) {
        Matcher matcher = PATTERN.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no comparison with a number: " + text);
        }
        return new Comparison(matcher.group(1), Double.parseDouble(matcher.group(2)));
    }

    /** What is no number is equal to nothing, and different from nothing either. */
    public boolean holds(double value) {
        if (Double.isNaN(value)) {
            return false;
        }
        return switch (operator) {
            case "==" -> value == number;
            case "!=" -> value != number;
            case "<" -> value < number;
            case "<=" -> value <= number;
            case ">" -> value > number;
            default -> value >= number;
        };
    }

    @Override
    public String toString() {
        return operator + " " + text(number);
    }

    /** A number as people write it: whole ones without a point. */
    public static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.valueOf(value);
    }
}
