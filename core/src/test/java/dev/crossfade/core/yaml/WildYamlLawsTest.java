package dev.crossfade.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;

/** Every edit of a file, however odd, is exact by another parser's word and by the bytes beside it, or it is refused. */
class WildYamlLawsTest {

    private static final Set<ErrorCode> REFUSALS =
            Set.of(ErrorCode.YAML_SYNTAX, ErrorCode.YAML_DUPLICATE_KEY, ErrorCode.YAML_NOT_EDITABLE);
    private static final List<Object> VALUES =
            List.of("text", "a: b", "two\nlines\n", "", 7L, true, List.of(), Map.of(), List.of("x"), Map.of("k", "v"));
    private static final Map<String, Integer> SEEN = new TreeMap<>();

    @Property(tries = 500, seed = "20260101", shrinking = ShrinkingMode.OFF)
    void anEditIsExactOrRefused(@ForAll long seed) {
        String text = WildYaml.document(seed);
        Optional<YamlFile> file = accepted(() -> YamlFile.parse("f", text));
        file.ifPresent(parsed -> {
            Optional<List<Object>> before = OtherParser.read(text);
            for (YamlDocument document : parsed.documents()) {
                for (YamlPath path : YamlPlaces.of(document.root())) {
                    edit(parsed, document.index(), path, before, new Random(seed));
                }
            }
        });
    }

    /** A law that never sees an accepted or a refused edit holds for nothing. */
    @AfterContainer
    static void bothOutcomesAreSeen() {
        assertThat(SEEN.getOrDefault("exact", 0)).isGreaterThan(7_000);
        assertThat(SEEN.getOrDefault("refused", 0)).isGreaterThan(300);
        assertThat(SEEN.getOrDefault("not compared", 0)).isLessThan(SEEN.get("exact") / 10);
    }

    private static void edit(YamlFile file, int document, YamlPath path, Optional<List<Object>> before, Random random) {
        Object value = VALUES.get(random.nextInt(VALUES.size()));
        String named = "added" + random.nextInt(3);
        law(file, before, document, path, "set", f -> f.set(document, path, value, null), at -> set(at, path, value));
        law(file, before, document, path, "remove", f -> f.remove(document, path), at -> remove(at, path));
        Object root = file.documents().stream()
                .filter(each -> each.index() == document)
                .findFirst()
                .orElseThrow()
                .root();
        if (TypedEdit.get(root, path.steps()) instanceof Map<?, ?>) {
            YamlPath child = path.child(named);
            law(
                    file,
                    before,
                    document,
                    child,
                    "add",
                    f -> f.set(document, child, value, "migration: why"),
                    at -> set(at, child, value));
        }
    }

    private static void law(
            YamlFile file,
            Optional<List<Object>> before,
            int document,
            YamlPath path,
            String what,
            UnaryOperator<YamlFile> edit,
            UnaryOperator<Object> intended) {
        String text = file.text();
        Optional<YamlFile> edited = accepted(() -> edit.apply(file));
        assertThat(file.text()).isEqualTo(text);
        if (edited.isEmpty()) {
            return;
        }
        String after = edited.get().text();
        String as = what + " " + path + " of document " + document + "\n" + text + "\n=== gives\n" + after;
        assertThat(after.startsWith("\ufeff")).as(as).isEqualTo(text.startsWith("\ufeff"));
        if (before.isEmpty()) {
            count("not compared");
            return;
        }
        assertThat(isElsewhereTheSame(unmarked(file), unmarked(edited.get()), document, path))
                .as(as)
                .isTrue();
        Optional<List<Object>> found = OtherParser.read(after);
        assertThat(found).as(as).isPresent();
        List<Object> expected = new ArrayList<>(before.get());
        expected.set(document, intended.apply(before.get().get(document)));
        assertThat(found.get()).as(as).isEqualTo(expected);
        count("exact");
    }

    /** Outside the lines of the top-level key, and in all other documents, every byte is the old one. */
    private static boolean isElsewhereTheSame(String before, String after, int document, YamlPath path) {
        int[] lines = OtherParser.lines(before, document, path.steps().get(0));
        String head = before.substring(0, lines[0]);
        String tail = before.substring(lines[1]);
        return after.length() >= head.length() + tail.length() && after.startsWith(head) && after.endsWith(tail);
    }

    private static String unmarked(YamlFile file) {
        return file.text().replaceFirst("^\ufeff", "");
    }

    private static <T> Optional<T> accepted(Supplier<T> action) {
        try {
            return Optional.of(action.get());
        } catch (CrossfadeException refused) {
            assertThat(refused.problems()).allSatisfy(problem -> {
                assertThat(problem.code()).as(problem.message()).isIn(REFUSALS);
                assertThat(problem.where().file()).isEqualTo("f");
            });
            count("refused");
            return Optional.empty();
        }
    }

    private static void count(String outcome) {
        SEEN.merge(outcome, 1, Integer::sum);
    }

    private static Object set(Object root, YamlPath path, Object value) {
        return changed(root, path.steps(), texts(value));
    }

    private static Object remove(Object root, YamlPath path) {
        return changed(root, path.steps(), null);
    }

    /** The same edit on what the other parser read; null takes the place away, and collections that it leaves empty. */
    private static Object changed(Object node, List<Object> steps, @Nullable Object value) {
        Object step = steps.get(0);
        boolean last = steps.size() == 1;
        if (node instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>(map);
            Object child = copy.get(step);
            Object next = last ? value : changed(child, steps.subList(1, steps.size()), value);
            if (next == null || (value == null && isEmpty(next) && !isEmpty(child))) {
                copy.remove(step);
            } else {
                copy.put(step, next);
            }
            return copy;
        }
        List<Object> copy = new ArrayList<>((List<?>) node);
        int index = (Integer) step;
        Object child = copy.get(index);
        Object next = last ? value : changed(child, steps.subList(1, steps.size()), value);
        if (next == null || (value == null && isEmpty(next) && !isEmpty(child))) {
            copy.remove(index);
        } else {
            copy.set(index, next);
        }
        return copy;
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map.isEmpty() : value instanceof List<?> list && list.isEmpty();
    }

    private static Object texts(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> texts = new LinkedHashMap<>();
            map.forEach((key, item) -> texts.put(key, texts(item)));
            return texts;
        }
        return value instanceof List<?> list
                ? list.stream().map(WildYamlLawsTest::texts).toList()
                : String.valueOf(value);
    }
}
