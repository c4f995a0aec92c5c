package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Customers' files of every kind, written in ways that change no meaning: each plan is the same by another parser, or refused. */
class WildFilesTest {

    private static final int TRIES = 6;
    private static final Pattern ENTRY = Pattern.compile("( *(?:- )?)([A-Za-z][A-Za-z0-9-]*):( .*)?");
    private static final Pattern BLOCK = Pattern.compile(".*: *[|>][-+0-9]*( *#.*)?");
    private static final Pattern WORD = Pattern.compile(" [a-z][a-z-]+");

    static List<String> repositories() {
        return ForeignTextTest.repositories().toList();
    }

    @ParameterizedTest
    @MethodSource("repositories")
    void thePlanIsTheSameOrRefused(String repository) {
        MapTree plain = ForeignTextTest.tree(repository);
        Journey expected = Journey.of(Story.plan(plain));
        int planned = 0;
        for (int seed = 0; seed < TRIES; seed++) {
            MapTree wild = wild(plain, new Random(20260101L * (seed + 1)), seed % 3 == 2);
            Optional<Journey> journey = journey(wild);
            planned += journey.isPresent() ? 1 : 0;
            journey.ifPresent(found -> same(plain, expected, found));
        }
        assertThat(planned).as("plans that were not refused").isGreaterThanOrEqualTo(TRIES / 3);
    }

    private static Optional<Journey> journey(MapTree tree) {
        try {
            return Optional.of(Journey.of(Story.plan(tree)));
        } catch (CrossfadeException refused) {
            assertThat(refused.problems()).isNotEmpty().allSatisfy(problem -> {
                assertThat(problem.code())
                        .as(problem.message() + text(tree, problem))
                        .isIn(ErrorCode.YAML_NOT_EDITABLE, ErrorCode.YAML_SYNTAX);
                assertThat(problem.where().file()).isNotNull();
            });
            return Optional.empty();
        }
    }

    private static String text(MapTree tree, Problem problem) {
        String file = problem.where().file();
        return file == null ? "" : "\n" + tree.files().get(file);
    }

    private static void same(MapTree customers, Journey expected, Journey found) {
        assertThat(found.ids()).isEqualTo(expected.ids());
        assertThat(found.preview().findings().stream().map(Problem::code))
                .containsExactlyInAnyOrderElementsOf(expected.preview().findings().stream()
                        .map(Problem::code)
                        .toList());
        for (int i = 0; i < found.states().size(); i++) {
            MapTree one = expected.states().get(i);
            MapTree other = found.states().get(i);
            assertThat(other.files().keySet()).isEqualTo(one.files().keySet());
            for (String path : customers.files().keySet()) {
                if (path.matches(".*\\.ya?ml") && one.files().containsKey(path)) {
                    assertThat(values(other.files().get(path)))
                            .as(() -> path + "\n" + other.files().get(path))
                            .isEqualTo(values(one.files().get(path)));
                }
            }
        }
    }

    private static List<Object> values(String text) {
        List<Object> values = new ArrayList<>();
        new Load(LoadSettings.builder().build()).loadAllFromString(text).forEach(document -> {
            if (document != null) {
                values.add(document);
            }
        });
        return values;
    }

    /** @param anchored with anchors that nothing refers to, which may stand in an edit's way */
    private static MapTree wild(MapTree plain, Random random, boolean anchored) {
        TreeMap<String, String> files = new TreeMap<>(plain.files());
        files.replaceAll((path, text) ->
                path.matches(".*\\.ya?ml") && !path.equals("crossfade.yaml") ? wild(text, random, anchored) : text);
        return new MapTree(files);
    }

    private static String wild(String text, Random random, boolean anchored) {
        List<String> lines = new ArrayList<>();
        int block = -1;
        for (String line : text.split("\n")) {
            int indent = line.length() - line.stripLeading().length();
            boolean inBlock = block >= 0 && (line.isBlank() || indent > block);
            if (!inBlock) {
                block = BLOCK.matcher(line).matches() ? indent : -1;
                if (random.nextInt(12) == 0) {
                    lines.add(" ".repeat(random.nextInt(9)) + "# odd");
                }
                lines.add(random.nextInt(4) == 0 ? entry(line, random, anchored, lines.size()) : line);
            } else {
                lines.add(line);
            }
        }
        String head = random.nextInt(4) == 0 ? "---\n" : "";
        String end = random.nextInt(6) == 0 ? "" : "\n";
        String wild = String.join("\n", lines);
        return (wild.startsWith("---") ? "" : head) + wild + (block >= 0 ? "\n" : end);
    }

    private static String entry(String line, Random random, boolean anchored, int number) {
        Matcher entry = ENTRY.matcher(line);
        if (!entry.matches()) {
            return line;
        }
        String value = entry.group(3) == null ? "" : entry.group(3);
        boolean word = WORD.matcher(value).matches() && !value.matches(" (true|false|null|yes|no|on|off|y|n)");
        return switch (random.nextInt(anchored ? 6 : 5)) {
            case 0 -> entry.group(1) + "\"" + entry.group(2) + "\":" + value;
            case 1 -> entry.group(1) + "'" + entry.group(2) + "':" + value;
            case 2 -> word ? line + "\t# odd" : line;
            case 3 -> word ? entry.group(1) + entry.group(2) + ": !!str" + value : line;
            case 4 -> word ? entry.group(1) + entry.group(2) + ":  \"" + value.strip() + "\"  " : line;
            default -> word ? entry.group(1) + entry.group(2) + ": &a" + number + value : line;
        };
    }
}
