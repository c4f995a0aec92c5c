package dev.crossfade.assembly;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A page for a terminal, written from top to bottom: lines of one width, times in few letters. */
final class Page {

    static final int WIDTH = 100;

    private static final DateTimeFormatter FULL = format("uuuu-MM-dd HH:mm:ss 'UTC'");
    private static final DateTimeFormatter DAY = format("uuuu-MM-dd HH:mm");
    private static final DateTimeFormatter SHORT = format("MM-dd HH:mm");
    private static final DateTimeFormatter CLOCK = format("HH:mm");

    /** As times stand in reasons. */
    private static final Pattern INSTANT =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]+)?Z");

    private final StringBuilder text = new StringBuilder();
    private final int width;
    private final Instant at;

    /** @param at the time of the page: of times on the same day the clock is enough */
    Page(int width, Instant at) {
        this.width = width;
        this.at = at;
    }

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    Instant at() {
        return at;
    }

    /** The time of the page itself. */
    String now() {
        return FULL.format(at);
    }

    /** The clock alone on the page's own day. */
    String time(Instant time) {
        return isToday(time) ? CLOCK.format(time) : SHORT.format(time);
    }

    /** To the second where seconds count, as for what is about to end. */
    String second(Instant time) {
        return isToday(time)
                ? FULL.format(time).substring(11, 19)
                : FULL.format(time).substring(5, 19);
    }

    /** With its date, for what began long ago. */
    String date(Instant time) {
        return DAY.format(time);
    }

    private boolean isToday(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC).equals(LocalDate.ofInstant(at, ZoneOffset.UTC));
    }

    /** A reason with its times as the page has them. */
    String reason(String reason) {
        return INSTANT.matcher(reason).replaceAll(found -> second(Instant.parse(found.group())));
    }

    Page line(String line) {
        text.append(line.stripTrailing()).append('\n');
        return this;
    }

    Page blank() {
        text.append('\n');
        return this;
    }

    /** Text behind a label, its further lines below its first. */
    Page labelled(String label, int column, String words) {
        return line(pad(label, column) + wrap(words, " ".repeat(column)));
    }

    /** Two ends of one line, or two lines where it is too short for both. */
    Page ends(String left, String right) {
        int gap = width - left.length() - right.length();
        return gap > 0 ? line(left + " ".repeat(gap) + right) : line(left).line(right);
    }

    static String pad(String word, int width) {
        return word + " ".repeat(Math.max(0, width - word.length()));
    }

    /** Lines of the page's width; what a no-break space holds together stays on one. */
    String wrap(String words, String indent) {
        return wrap(words, indent, width);
    }

    /** @param indent what stands before each line but the first */
    static String wrap(String words, String indent, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : words.split(" ", -1)) {
            if (!line.isEmpty() && indent.length() + line.length() + 1 + word.length() > width) {
                lines.add(plain(line));
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(plain(line));
        return String.join("\n" + indent, lines);
    }

    private static String plain(StringBuilder line) {
        return line.toString().replace('\u00a0', ' ').stripTrailing();
    }

    /** Columns as wide as their widest cell; the first row is the heading. */
    Page table(String indent, List<List<String>> rows) {
        int[] widths = new int[rows.isEmpty() ? 0 : rows.get(0).size()];
        rows.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(indent);
            for (int i = 0; i < widths.length; i++) {
                line.append(pad(row.get(i), widths[i])).append("  ");
            }
            line(line.toString());
        }
        return this;
    }

    @Override
    public String toString() {
        return PlainText.of(text.toString());
    }
}
