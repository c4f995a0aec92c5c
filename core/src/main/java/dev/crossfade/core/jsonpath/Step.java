package dev.crossfade.core.jsonpath;

import org.jspecify.annotations.Nullable;

/** A step from some values to those below them. */
public sealed interface Step {

    /** The value of a key. */
    record Field(String name) implements Step {}

    /** @param index counts from the end where it is negative */
    record Index(int index) implements Step {}

    /** Everything that is directly below. */
    record All() implements Step {}

    /**
     * What of that below passes a test.
     *
     * @param path from what is tested to what is looked at
     * @param test null where it is enough that something is there
     */
    record Where(JsonPath path, @Nullable Test test) implements Step {}

    /**
     * A comparison with a literal.
     *
     * @param operator ==, !=, <, <=, > or >=
     * @param number true where the literal is one
     */
    record Test(String operator, String literal, boolean number) {

        /** @param order of what was found to the literal */
        public boolean holds(int order) {
            return switch (operator) {
                case "==" -> order == 0;
                case "!=" -> order != 0;
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                default -> order >= 0;
            };
        }
    }
}
