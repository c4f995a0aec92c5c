package dev.crossfade.core.syncwindow;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One field of a schedule (robfig/cron, parser.go: getField, getRange).
 *
 * @param any true where a star without a step stands in it: of two such fields for days, both must match
 */
record CronField(BitSet values, boolean any) {

    CronField {
        values = (BitSet) values.clone();
    }

    @Override
    public BitSet values() {
        return (BitSet) values.clone();
    }

    boolean has(int value) {
        return values.get(value);
    }

    /**
     * @param names of the values from {@code min} on, or none
     * @throws IllegalArgumentException with the part that is not understood
     */
    static CronField parse(String text, int min, int max, List<String> names) {
        BitSet values = new BitSet();
        boolean any = false;
        for (String part :
                Stream.of(text.split(",", -1)).filter(each -> !each.isEmpty()).toList()) {
            String[] steps = part.split("/", -1);
            String[] ends = steps[0].split("-", -1);
            boolean star = ends[0].equals("*") || ends[0].equals("?");
            boolean single = ends.length == 1;
            if (steps.length > 2 || (!star && ends.length > 2)) {
                throw unknown(part);
            }
            int low = star ? min : number(ends[0], min, names);
            int high = star || (single && steps.length == 2) ? max : single ? low : number(ends[1], min, names);
            int step = steps.length == 2 ? number(steps[1], min, List.of()) : 1;
            if (low < min || high > max || low > high || step == 0) {
                throw unknown(part);
            }
            for (int value = low; value <= high; value += step) {
                values.set(value);
            }
            any |= star && step == 1;
        }
        return new CronField(values, any);
    }

    private static int number(String text, int min, List<String> names) {
        int name = names.indexOf(text.toLowerCase(Locale.ROOT));
        if (name >= 0) {
            return min + name;
        }
        if (!text.matches("[0-9]{1,6}")) {
            throw unknown(text);
        }
        return Integer.parseInt(text);
    }

    private static IllegalArgumentException unknown(String part) {
        return new IllegalArgumentException("'" + part + "' is not understood");
    }
}
