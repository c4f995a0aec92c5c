package dev.crossfade.core.yaml;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes documents as people do: all styles mixed, comments and blank lines anywhere, keys that meet each other. */
public final class RandomYaml {

    private static final List<String> KEYS = List.of(
            "a", "b", "cni", "operator", "x.y", "hubble", "on-off", "list", "\"quoted\"", "'it s'", "12", "x-é");
    private static final List<String> HEADERS = List.of("|", "|", ">-", "|-", ">", "|+", ">+", "|1");
    private static final List<String> SCALARS = List.of(
            "1",
            "0",
            "1.5",
            "true",
            "false",
            "null",
            "~",
            "",
            "text",
            "two words",
            "\"quoted # no comment\"",
            "'single: quoted'",
            "1.18.12",
            "\"8473\"",
            "0x1F",
            "yes",
            "-5",
            "\"\"",
            "10.245.0.0/16",
            "a#b",
            "0o17",
            "1e3",
            "it's",
            "http://x:80/y",
            "'# no comment'",
            "\"line\\nline\"",
            "\"💡 idea\"");

    private final Random random;
    private final int step;
    private final boolean indented;
    private final StringBuilder text = new StringBuilder();

    private RandomYaml(long seed) {
        this.random = new Random(seed);
        this.step = 2 + random.nextInt(3) % 2 * (1 + random.nextInt(2));
        this.indented = random.nextBoolean();
    }

    public static String document(long seed) {
        RandomYaml yaml = new RandomYaml(seed);
        if (yaml.chance(10)) {
            yaml.text.append("---\n");
        }
        if (yaml.chance(3)) {
            yaml.text.append("# a file's head 🙂\n\n");
        }
        yaml.map(0, 0);
        if (yaml.chance(4)) {
            yaml.text.append("# the end\n");
        }
        String document = yaml.text.toString();
        if (yaml.chance(10)) {
            document = document.stripTrailing();
        }
        document = yaml.chance(12) ? document.replace("\n", "\r\n") : document;
        return yaml.chance(20) ? "\ufeff" + document : document;
    }

    /** The only refusal that is right here: a block text at the end of a file that has no line break there. */
    public static boolean endsUnended(String text, CrossfadeException refused) {
        return refused.problems().get(0).code() == ErrorCode.YAML_NOT_EDITABLE
                && !text.endsWith("\n")
                && text.matches("(?s).*[|>][1+]?( #[^\n]*)?\r?\n.*");
    }

    private void map(int indent, int depth) {
        List<String> keys = new ArrayList<>(KEYS);
        java.util.Collections.shuffle(keys, random);
        int size = 1 + random.nextInt(4);
        for (String key : keys.subList(0, size)) {
            decorate(indent);
            text.append(" ".repeat(indent)).append(key).append(chance(20) ? " :" : ":");
            value(indent, depth);
        }
    }

    private void value(int indent, int depth) {
        int kind = depth > 2 ? random.nextInt(4) : random.nextInt(8);
        switch (kind) {
            case 0, 1 -> line(" " + scalar());
            case 2 -> line(" " + flowList(indent));
            case 3 -> line(" " + flowMap(indent));
            case 4 -> {
                line("");
                list(indent);
            }
            case 5 -> literal(indent);
            default -> {
                line("");
                map(indent + step, depth + 1);
            }
        }
    }

    private void list(int indent) {
        int column = indented ? indent + step : indent;
        int size = 1 + random.nextInt(3);
        for (int i = 0; i < size; i++) {
            decorate(column);
            text.append(" ".repeat(column)).append("- ");
            if (chance(3)) {
                text.append("name: ").append(nonEmpty()).append('\n');
                text.append(" ".repeat(column + 2)).append("value: ").append(nonEmpty());
            } else {
                text.append(nonEmpty());
            }
            line("");
        }
    }

    private void literal(int indent) {
        String header = any(HEADERS);
        String margin = " ".repeat(header.equals("|1") ? indent + 1 : indent + step);
        line(" " + header);
        text.append(margin).append("first # not a comment\n");
        if (chance(2)) {
            text.append('\n');
        }
        text.append(margin).append(chance(2) ? "second: line\n" : "# migration: part of the text\n");
    }

    private String flowList(int indent) {
        return chance(4) ? "[]" : "[" + nonEmpty() + "," + gap(indent) + nonEmpty() + (chance(8) ? ",]" : "]");
    }

    private String flowMap(int indent) {
        return chance(4)
                ? "{}"
                : "{a: " + nonEmpty() + "," + gap(indent) + "cni: " + nonEmpty() + (chance(8) ? ",}" : "}");
    }

    private String gap(int indent) {
        return chance(10) ? "\n" + " ".repeat(indent + 3) : " ";
    }

    private <T> T any(List<T> choice) {
        return choice.get(random.nextInt(choice.size()));
    }

    private String scalar() {
        return any(SCALARS);
    }

    private String nonEmpty() {
        String scalar = scalar();
        return scalar.isEmpty() ? "filled" : scalar;
    }

    private void line(String rest) {
        text.append(rest);
        if (chance(6)) {
            text.append(" # why: because");
        }
        text.append('\n');
    }

    private void decorate(int indent) {
        if (chance(5)) {
            text.append('\n');
        }
        if (chance(5)) {
            text.append(" ".repeat(chance(6) ? random.nextInt(8) : indent)).append("# about what follows\n");
        }
    }

    private boolean chance(int of) {
        return random.nextInt(of) == 0;
    }
}
