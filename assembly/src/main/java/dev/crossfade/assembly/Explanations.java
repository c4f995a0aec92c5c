package dev.crossfade.assembly;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pages of error codes and phases, as the documentation has them. */
public final class Explanations {

    private static final Pattern HEADING = Pattern.compile("(?m)^## `([a-z0-9-]+)`.*$");
    private static final List<String> ERRORS =
            List.of("errors.md", "findings.md", "findings-files.md", "errors-proposals.md");
    private static final List<String> PHASES = List.of("phases.md", "phases-end.md");

    private Explanations() {}

    /** The section about a code or a phase; an extra commit of a row is explained by its row. */
    public static Optional<String> of(String name) {
        return Stream.concat(ERRORS.stream(), PHASES.stream())
                .flatMap(page -> section(text(page), name).stream())
                .findFirst()
                .or(() -> rowOf(name));
    }

    private static Optional<String> rowOf(String commit) {
        return phases().stream()
                .filter(row -> commit.startsWith(row + "-"))
                .map(row -> of(row).orElseThrow())
                .filter(Explanations::namesExtraCommits)
                .findFirst();
    }

    /** A row with several commits says so in its section, by an id that begins with its own. */
    private static boolean namesExtraCommits(String section) {
        Matcher heading = HEADING.matcher(section);
        return heading.find() && section.contains("`" + heading.group(1) + "-");
    }

    /** Every name that has a section, codes first. */
    public static List<String> names() {
        return Stream.concat(codes().stream(), phases().stream()).toList();
    }

    static List<String> codes() {
        return names(ERRORS);
    }

    static List<String> phases() {
        return names(PHASES);
    }

    private static List<String> names(List<String> pages) {
        return pages.stream()
                .flatMap(page -> HEADING.matcher(text(page)).results())
                .map(found -> found.group(1))
                .toList();
    }

    private static Optional<String> section(String text, String name) {
        List<MatchResult> headings = HEADING.matcher(text).results().toList();
        for (int i = 0; i < headings.size(); i++) {
            if (headings.get(i).group(1).equals(name)) {
                int next = i + 1 < headings.size() ? headings.get(i + 1).start() : text.length();
                int group = text.indexOf("\n# ", headings.get(i).start());
                int end = group < 0 ? next : Math.min(next, group);
                return Optional.of(text.substring(headings.get(i).start(), end).strip() + "\n");
            }
        }
        return Optional.empty();
    }

    private static String text(String page) {
        try (InputStream in = Explanations.class.getResourceAsStream("/dev/crossfade/docs/" + page)) {
            if (in == null) {
                throw new IllegalStateException("page " + page + " is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("page " + page, e);
        }
    }
}
