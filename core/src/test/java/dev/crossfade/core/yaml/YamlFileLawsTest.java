package dev.crossfade.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.CrossfadeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** The laws of an edit, at every place of many files: none is refused without need, and none touches what it must not. */
class YamlFileLawsTest {

    private static final List<Object> VALUES = List.of(
            "text", "yes", "a: b", "two\nlines\n", "", 7L, 1.5, true, List.of(), Map.of(), List.of("x", List.of(1L)));

    @Property(tries = 4_000, seed = "20230907", shrinking = ShrinkingMode.OFF)
    void everyPlaceCanBeSetAndSettingItAgainChangesNothing(@ForAll long seed) {
        String text = RandomYaml.document(seed);
        YamlFile file = YamlFile.parse("f", text);
        for (YamlPath path : places(file)) {
            Object value = value(new Random(seed));

            YamlFile set = edit(text, path, f -> f.set(0, path, value, "migration: why"));

            assertThat(TypedEdit.get(set.documents().get(0).root(), path.steps()))
                    .isEqualTo(value);
            assertThat(set.set(0, path, value, "migration: why").text()).isEqualTo(set.text());
            assertThat(commentsOf(set)).as(() -> text + "\n--- " + path).containsAll(commentsOutside(file, path));
        }
    }

    @Property(tries = 4_000, seed = "20230907", shrinking = ShrinkingMode.OFF)
    void everyPlaceCanBeRemovedAndTheOthersKeepTheirLines(@ForAll long seed) {
        String text = RandomYaml.document(seed);
        YamlFile file = YamlFile.parse("f", text);
        for (YamlPath path : places(file)) {
            YamlFile rest = edit(text, path, f -> f.remove(0, path));

            assertThat(TypedValue.same(
                            rest.documents().get(0).root(),
                            TypedEdit.remove(file.documents().get(0).root(), path.steps())))
                    .isTrue();
            if (path.steps().size() == 1 && mapAt(file, List.of()).size() > 1) {
                assertThat(lines(file))
                        .as(() -> text + "\n--- " + path + "\n" + rest.text())
                        .containsSubsequence(lines(rest));
            }
        }
    }

    /** Of a file in block style that ends with a line break; a flow collection keeps the comment that it may share. */
    @Property(tries = 8_000, seed = "20230907", shrinking = ShrinkingMode.OFF)
    void aKeyThatIsAddedAndTakenAwayLeavesTheBytesAsTheyWere(@ForAll long seed) {
        String text = RandomYaml.document(seed);
        Assume.that(text.endsWith("\n") && !text.matches("(?s).*[\\[{].*"));
        YamlFile file = YamlFile.parse("f", text);
        List<YamlPath> holders = new ArrayList<>(places(file));
        holders.add(new YamlPath(List.of()));
        for (YamlPath holder : holders) {
            if (TypedEdit.get(file.documents().get(0).root(), holder.steps()) instanceof Map<?, ?> map
                    && !map.isEmpty()) {
                YamlPath path = holder.child("added").child("key");

                YamlFile added = edit(text, path, f -> f.set(0, path, value(new Random(seed)), "migration: why"));

                assertThat(added.text()).contains("# migration: why");
                assertThat(added.remove(0, path).text())
                        .as(() -> text + "\n--- " + path + "\n" + added.text())
                        .isEqualTo(text);
            }
        }
    }

    @Property(tries = 4_000, seed = "20230907", shrinking = ShrinkingMode.OFF)
    void everyListTakesOneMoreItem(@ForAll long seed) {
        String text = RandomYaml.document(seed);
        YamlFile file = YamlFile.parse("f", text);
        for (YamlPath path : places(file)) {
            if (TypedEdit.get(file.documents().get(0).root(), path.steps()) instanceof List<?> items) {
                Map<String, Object> item = new LinkedHashMap<>(Map.of("name", "added"));

                YamlFile longer = edit(text, path, f -> f.append(0, path, item, "migration: why"));

                List<Object> expected = new ArrayList<>(items);
                expected.add(item);
                assertThat(TypedEdit.get(longer.documents().get(0).root(), path.steps()))
                        .isEqualTo(expected);
                assertThat(commentsOf(longer)).containsAll(commentsOutside(file, path));
            }
        }
    }

    @Property(tries = 2_000, seed = "20230907", shrinking = ShrinkingMode.OFF)
    void aCopiedDocumentReadsTheSameAndLeavesTheBytesAsTheyWereWhenItGoes(@ForAll long seed) {
        String text = RandomYaml.document(seed);
        Assume.that(text.endsWith("\n") && !text.contains("\ufeff") && !text.contains("---"));
        YamlFile file = YamlFile.parse("f", text + "---\n" + text);
        for (int document : List.of(0, 1)) {
            YamlFile copied = file.copyDocument(document);

            assertThat(copied.text()).startsWith(file.text());
            assertThat(copied.documents()).hasSize(3);
            assertThat(TypedValue.same(
                            copied.documents().get(2).root(),
                            file.documents().get(document).root()))
                    .isTrue();
            assertThat(commentsOf(copied).size()).isEqualTo(commentsOf(file).size() * 3 / 2);
            assertThat(copied.removeDocument(2).text()).isEqualTo(file.text());
        }
    }

    private static YamlFile edit(String text, YamlPath path, UnaryOperator<YamlFile> edit) {
        try {
            return edit.apply(YamlFile.parse("f", text));
        } catch (CrossfadeException e) {
            Assume.that(!RandomYaml.endsUnended(text, e));
            throw new AssertionError(e.getMessage() + " at " + path + "\n" + text, e);
        }
    }

    private static Object value(Random random) {
        return VALUES.get(random.nextInt(VALUES.size()));
    }

    private static Map<?, ?> mapAt(YamlFile file, List<Object> path) {
        return (Map<?, ?>) java.util.Objects.requireNonNull(
                TypedEdit.get(file.documents().get(0).root(), path));
    }

    private static List<YamlPath> places(YamlFile file) {
        return YamlPlaces.of(file.documents().get(0).root());
    }

    /** Comments at the begin of the other top-level keys' lines: none of them may go. */
    private static List<String> commentsOutside(YamlFile file, YamlPath path) {
        List<String> comments = new ArrayList<>();
        boolean outside = true;
        for (String line : lines(file)) {
            if (line.matches("[a-z0-9\"'].*:.*")) {
                String key = line.substring(0, line.indexOf(':')).strip().replaceAll("[\"']", "");
                outside = !key.equals(path.steps().get(0));
            }
            if (outside && line.contains("# why")) {
                comments.add(line);
            }
        }
        return comments;
    }

    private static List<String> lines(YamlFile file) {
        return file.text().replaceFirst("^\ufeff", "").lines().toList();
    }

    private static List<String> commentsOf(YamlFile file) {
        return lines(file).stream().filter(line -> line.contains("#")).toList();
    }
}
