package dev.crossfade.core.review;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes what others wrote so that it stays text: no mention, reference, HTML or table comes of it on any forge (GitHub
 * Flavored Markdown 0.29, section 6; docs.gitlab.com/user/markdown; goldmark in Gitea).
 */
final class Markdown {

    /** Words that mean nothing in Markdown wherever they stand; a path, a name, a range of addresses. */
    private static final Pattern PLAIN =
            Pattern.compile("[\"'(]*[\\p{L}\\p{N}./][\\p{L}\\p{N}._/:;,?=+\"'()-]*|[0-9]+%[,.;:)]*|-|\\+");

    /** A bare address becomes a link, an underscore at a word's end emphasis, a word between colons a picture. */
    private static final Pattern MEANT =
            Pattern.compile("://|(?i:www\\.)|\\b_|_\\b(?![\\p{L}\\p{N}])|__|:[\\p{L}\\p{N}_+-]+:");

    private static final Pattern CODE = Pattern.compile("`[A-Za-z0-9._/-]+`[,.;:)]*");

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Co}\\p{Cn}]");

    private static final Pattern TICKS = Pattern.compile("`+");

    private Markdown() {}

    /** A value as code: in one line, with what cannot be seen written out. */
    static String code(String value) {
        String visible = visible(value);
        if (visible.isBlank()) {
            return "`\"" + visible + "\"`";
        }
        String fence = "`".repeat(longest(visible) + 1);
        String pad = visible.startsWith("`") || visible.endsWith("`") || visible.startsWith(" ") ? " " : "";
        return fence + pad + visible + pad + fence;
    }

    /** Names one after the other, each as code. */
    static String codes(List<String> values) {
        return values.stream().map(Markdown::code).collect(Collectors.joining(", "));
    }

    /** A sentence with names in it: words that could mean something in Markdown become code. */
    static String words(String sentence) {
        return Arrays.stream(sentence.strip().split("\\s+", -1))
                .map(Markdown::word)
                .collect(Collectors.joining(" "))
                .replace("|", "\\|");
    }

    /** The same for a text whose lines are a list. */
    static String lines(String text) {
        return text.lines()
                .map(line -> line.startsWith("- ") ? "- " + words(line.substring(2)) : words(line))
                .collect(Collectors.joining("\n"));
    }

    /** A row of a table; a bar in a cell would begin the next one. */
    static String row(String... cells) {
        return Arrays.stream(cells)
                .map(cell -> cell.isEmpty()
                        ? "–"
                        : cell.replaceAll("(?<!\\\\)\\|", "\\\\|").replace("\n", " "))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    static String table(List<String> head, List<String> rows) {
        List<String> lines =
                new ArrayList<>(List.of(row(head.toArray(String[]::new)), "|---".repeat(head.size()) + "|"));
        lines.addAll(rows);
        return String.join("\n", lines);
    }

    /** Lines as they are, whatever they hold. */
    static String block(String language, String text) {
        String fence = "`".repeat(Math.max(3, longest(text) + 1));
        return fence + language + "\n" + withoutKey(text).stripTrailing() + "\n" + fence;
    }

    /** A comment could pass for one of Crossfade's own, by which it finds its work. */
    private static String withoutKey(String text) {
        return text.replace("<!--", "<! --");
    }

    private static String word(String word) {
        boolean plain = PLAIN.matcher(word).matches() && !MEANT.matcher(word).find();
        return word.isEmpty() || plain || CODE.matcher(word).matches() ? word : code(word);
    }

    private static String visible(String value) {
        Matcher invisible = INVISIBLE.matcher(value.replaceAll("\\R|\\t", " "));
        return withoutKey(invisible.replaceAll(found -> Matcher.quoteReplacement(
                String.format(Locale.ROOT, "(U+%04X)", found.group().codePointAt(0)))));
    }

    private static int longest(String text) {
        return TICKS.matcher(text)
                .results()
                .mapToInt(found -> found.group().length())
                .max()
                .orElse(0);
    }
}
