package dev.crossfade.core.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes documents as people do: all styles mixed, comments and blank lines anywhere, keys that meet each other. */
public final class RandomYaml {

    private static final List<String> KEYS = List.of("a", "b", "cni", "operator", "x.y", "hubble", "on-off", "list");
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
            "\"💡 idea\"");

    private final Random random;
    private final boolean indented;
    private final StringBuilder text = new StringBuilder();

    private RandomYaml(long seed) {
        this.random = new Random(seed);
        this.indented = random.nextBoolean();
    }

    public static String document(long seed) {
        RandomYaml yaml = new RandomYaml(seed);
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
        return yaml.chance(12) ? document.replace("\n", "\r\n") : document;
    }

    private void map(int indent, int depth) {
        List<String> keys = new ArrayList<>(KEYS);
        java.util.Collections.shuffle(keys, random);
        int size = 1 + random.nextInt(4);
        for (String key : keys.subList(0, size)) {
            decorate(indent);
            text.append(" ".repeat(indent)).append(key).append(':');
            value(indent, depth);
        }
    }

    private void value(int indent, int depth) {
        int kind = depth > 2 ? random.nextInt(4) : random.nextInt(8);
        switch (kind) {
            case 0, 1 -> line(" " + scalar());
            case 2 -> line(" " + flowList());
            case 3 -> line(" " + flowMap());
            case 4 -> {
                line("");
                list(indent);
            }
            case 5 -> literal(indent);
            default -> {
                line("");
                map(indent + 2, depth + 1);
            }
        }
    }

    private void list(int indent) {
        int column = indented ? indent + 2 : indent;
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
        text.append(chance(2) ? " |\n" : " >-\n");
        text.append(" ".repeat(indent + 2)).append("first # not a comment\n");
        if (chance(2)) {
            text.append('\n');
        }
        text.append(" ".repeat(indent + 2)).append("second: line\n");
    }

    private String flowList() {
        return chance(4) ? "[]" : "[" + nonEmpty() + ", " + nonEmpty() + "]";
    }

    private String flowMap() {
        return chance(4) ? "{}" : "{a: " + nonEmpty() + ", cni: " + nonEmpty() + "}";
    }

    private String scalar() {
        return SCALARS.get(random.nextInt(SCALARS.size()));
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
            text.append(" ".repeat(indent)).append("# about what follows\n");
        }
    }

    private boolean chance(int of) {
        return random.nextInt(of) == 0;
    }
}
