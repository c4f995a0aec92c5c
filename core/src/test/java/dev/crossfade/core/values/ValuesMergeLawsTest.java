package dev.crossfade.core.values;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.yaml.RandomYaml;
import dev.crossfade.core.yaml.TypedValue;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** The laws of the merge, over many pairs of files. */
class ValuesMergeLawsTest {

    @Property(tries = 20_000, seed = "20230907", shrinking = ShrinkingMode.OFF)
    void theMergedTextReadsAsHelmsMergeAndKeepsEveryUntouchedLine(@ForAll long one, @ForAll long other) {
        String base = RandomYaml.document(one);
        String overlay = RandomYaml.document(other);
        YamlFile first = YamlFile.parse("values.yaml", base);
        YamlFile second = YamlFile.parse("overlay.yaml", overlay);

        YamlFile merged = merge(first, second);

        Map<String, Object> expected = ValuesMerge.typed(root(first), root(second));
        assertThat(TypedValue.same(root(YamlFile.parse("merged", merged.text())), expected))
                .as(() -> base + "\n--- and\n" + overlay + "\n--- became\n" + merged.text())
                .isTrue();
        List<String> untouched = untouched(base, root(second));
        if (!untouched.isEmpty()) {
            assertThat(withoutMarks(merged.text()))
                    .as(() -> base + "\n--- and\n" + overlay + "\n--- became\n" + merged.text())
                    .containsSubsequence(untouched);
        }
    }

    @Property(tries = 5_000, seed = "20230907", shrinking = ShrinkingMode.OFF)
    void mergingTwiceChangesNothingMore(@ForAll long one, @ForAll long other) {
        YamlFile second = YamlFile.parse("overlay.yaml", RandomYaml.document(other));
        YamlFile once = merge(YamlFile.parse("values.yaml", RandomYaml.document(one)), second);

        YamlFile twice = merge(once, second);

        assertThat(twice.text()).isEqualTo(once.text());
    }

    @Property(tries = 5_000, seed = "20230907", shrinking = ShrinkingMode.OFF)
    void aKeyThatIsSetAndPutBackLeavesTheBytesAsTheyWere(@ForAll long seed) {
        YamlFile file = YamlFile.parse("values.yaml", RandomYaml.document(seed));
        for (Map.Entry<String, Object> entry : root(file).entrySet()) {
            YamlPath path = YamlPath.of(entry.getKey());
            boolean plain = entry.getValue() instanceof Long || entry.getValue() instanceof Boolean;
            if (plain) {
                YamlFile set = file.set(0, path, "something else", "migration: for a while");
                YamlFile back = set.set(0, path, entry.getValue(), null);
                assertThat(YamlFile.parse("back", back.text())
                                .documents()
                                .get(0)
                                .get(path))
                        .contains(entry.getValue());
                assertThat(back.text().lines().count())
                        .isEqualTo(file.text().lines().count());
                assertThat(set.text()).contains("# migration: for a while");
            }
        }
    }

    private static YamlFile merge(YamlFile first, YamlFile second) {
        try {
            return ValuesMerge.merge(List.of(first, second), path -> "migration: for a test");
        } catch (CrossfadeException e) {
            Assume.that(!RandomYaml.endsUnended(first.text(), e));
            throw new AssertionError(e.getMessage() + "\n" + first.text() + "\n--- and\n" + second.text(), e);
        }
    }

    /** Lines of the top-level keys that the overlay does not name. */
    private static List<String> untouched(String base, Map<String, Object> overlay) {
        List<String> lines = new ArrayList<>();
        boolean keep = false;
        for (String line : base.replaceFirst("^\ufeff", "").lines().toList()) {
            if (line.matches("[a-z0-9\"'].*:.*")) {
                String key = line.substring(0, line.indexOf(':')).strip().replaceAll("[\"']", "");
                keep = !overlay.containsKey(key);
            }
            if (keep && !line.isBlank()) {
                lines.add(line);
            }
        }
        return lines;
    }

    private static List<String> withoutMarks(String text) {
        return text.replaceFirst("^\ufeff", "")
                .lines()
                .filter(line -> !line.contains("# migration: for a test"))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> root(YamlFile file) {
        return (Map<String, Object>) file.documents().get(0).root();
    }
}
