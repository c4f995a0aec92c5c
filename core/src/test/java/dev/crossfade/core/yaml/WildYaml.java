package dev.crossfade.core.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Adds to a document what people rarely write and YAML allows, or does not: files as they come, not as one would wish. */
final class WildYaml {

    private static final Pattern VALUE = Pattern.compile("(?m)^( *)([^\\s#:\"'\\[{|>-][^\\n#:]*): ([a-z][^\\n]*)$");
    private static final List<String> VALUES = List.of(
            "&anchor text",
            "&anchor {a: 1, b: [2]}",
            "*anchor",
            "!!str 12",
            "!!int \"7\"",
            "!!binary aGVsbG8=",
            "!ours {a: 1}",
            "!!map {a: 1}",
            "!!null ''",
            "\ttabbed",
            "text\t# after a tab",
            "trailing   ",
            "\"two\n    lines # not a comment\"",
            "plain over\n      two lines",
            "'it''s\n\n      three'",
            "{\"a\":1,'b': [x, {w: z}],}",
            "[ # opened\n      a, # first\n      b ]",
            "|\n      --- not a document\n      # not a comment\n",
            ">2-\n      folded\n       more\n",
            "2001-12-14",
            "? b");
    private static final List<String> LINES = List.of(
            "\"quoted key\": 1",
            "'single': {a: 1}",
            "? complex key\n: value",
            "<<: *anchor",
            "<<: {a: 1}",
            "anchored: &anchor\n  a: 1\n  b: 2",
            "alias: *anchor",
            "a: again",
            "\"a\": again",
            "\ttab: 1",
            "#at the edge",
            "          # far out",
            "---",
            "--- # another",
            "...",
            "...\n---",
            "%YAML 1.2\n---",
            "null: 1",
            "1.5: four",
            "-: dash",
            "empty:",
            "list:\n- a\n# between\n- b\n-\n  c: 1\n  # inside\n  d: 2",
            "nested:\n\n    # before the first key\n    deep: 1\n    # behind the last key",
            "tagged: !!seq\n- a\n- b",
            "deep:\n  -\n    - x\n    -\n      y1: 1\n  - # dash\n    z: 1",
            "text: |+\n  kept\n\n");

    private final Random random;
    private String text;

    private WildYaml(long seed) {
        this.random = new Random(seed);
        this.text = RandomYaml.document(seed);
    }

    static String document(long seed) {
        WildYaml wild = new WildYaml(seed);
        int changes = 1 + wild.random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            wild.change();
        }
        return wild.text;
    }

    private void change() {
        String lineBreak = text.contains("\r\n") ? "\r\n" : "\n";
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> value(lineBreak);
            case 3, 4, 5 -> line(any(LINES).replace("\n", lineBreak), lineBreak);
            case 6 -> text = text + (text.endsWith("\n") ? "" : lineBreak) + "---" + lineBreak + plain(lineBreak);
            default -> ends();
        }
    }

    /** One plain value becomes another one. */
    private void value(String lineBreak) {
        List<MatchResult> found = VALUE.matcher(text).results().toList();
        if (!found.isEmpty()) {
            MatchResult one = found.get(random.nextInt(found.size()));
            text = text.substring(0, one.start(3)) + any(VALUES).replace("\n", lineBreak) + text.substring(one.end(3));
        }
    }

    /** A line at the top, in front of another one at the top. */
    private void line(String line, String lineBreak) {
        List<Integer> places = new ArrayList<>(List.of(text.startsWith("\ufeff") ? 1 : 0));
        Pattern.compile("(?m)^[a-z\"']").matcher(text).results().forEach(found -> places.add(found.start()));
        if (text.endsWith("\n")) {
            places.add(text.length());
        }
        int place = places.get(random.nextInt(places.size()));
        text = text.substring(0, place) + line + lineBreak + text.substring(place);
    }

    private String plain(String lineBreak) {
        return RandomYaml.document(random.nextLong())
                .replace("\ufeff", "")
                .replace("\r\n", "\n")
                .replace("\n", lineBreak);
    }

    /** Line ends of both kinds in one file, a mark in front, or no line end at the end. */
    private void ends() {
        switch (random.nextInt(4)) {
            case 0 -> text = text.startsWith("\ufeff") ? text : "\ufeff" + text;
            case 1 -> text = text.replace("\r\n", "\n").replace("\n", "\r\n");
            case 2 -> text = text.replaceFirst("\r?\n", text.contains("\r\n") ? "\n" : "\r\n");
            default -> text = text.stripTrailing();
        }
    }

    private <T> T any(List<T> choice) {
        return choice.get(random.nextInt(choice.size()));
    }
}
