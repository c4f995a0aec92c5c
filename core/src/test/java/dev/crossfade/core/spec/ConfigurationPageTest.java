package dev.crossfade.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages about crossfade.yaml name every key with its default, and its examples read without problems. */
class ConfigurationPageTest {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");
    private static final Pattern SECTION = Pattern.compile("## `(spec\\.[A-Za-z]+)`");
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| ([^|]+) \\| ([^|]+) \\|");
    private static final String REQUIRED = "required";
    private static final String ABSENT = "–";

    @Test
    void everyKeyHasOneRowWithItsDefault() throws IOException {
        Map<String, Object> keys = new TreeMap<>();
        record(Document.class, "", keys);
        assertThat(rows()).containsExactlyEntriesOf(keys);
    }

    @Test
    void theReleasesThatAreKnownAreThoseOfTheCode() throws IOException {
        assertThat(Files.readString(PublishedSchema.root().resolve("docs/configuration.md")))
                .contains(
                        Versions.known().get(0) + " are known", Versions.known().get(1) + " are known");
        assertThat(Files.readString(PublishedSchema.root().resolve("docs/errors.md")))
                .contains("Cilium outside " + Versions.known().get(0) + ", Calico outside "
                        + Versions.known().get(1) + ".");
        assertThat(Files.readString(PublishedSchema.root().resolve("docs/clusters.md")))
                .contains("| **Cilium** | " + Versions.known().get(0) + " |")
                .contains("| **Calico** | " + Versions.known().get(1) + " |");
    }

    @Test
    void theReleasesOfARangeAreItsMinorOnesInOrder() {
        assertThat(Versions.cilium()).startsWith("1.14", "1.15").doesNotHaveDuplicates();
        for (List<String> releases : List.of(Versions.cilium(), Versions.calico())) {
            assertThat(Versions.known()).contains(releases.get(0) + " to " + releases.get(releases.size() - 1));
        }
    }

    @Test
    void everyCompleteExampleReadsWithoutProblems() throws IOException {
        List<String> examples = blocks().stream()
                .filter(block ->
                        Pattern.compile("(?m)^apiVersion:").matcher(block).find())
                .toList();
        assertThat(examples).hasSize(1);
        assertThat(examples)
                .allSatisfy(example -> assertThat(
                                SpecReader.read("crossfade.yaml", example).problems())
                        .isEmpty());
    }

    @Test
    void everyFormThatIsShownAloneReadsInItsSection() throws IOException {
        Map<String, String> parents = Map.of(
                "source", "calico",
                "addressDetection", "calico",
                "chart", "cilium",
                "probe", "",
                "acknowledged", "");
        List<String> forms = blocks().stream()
                .filter(block -> !block.contains("apiVersion: crossfade"))
                .toList();
        assertThat(forms).hasSize(15);
        for (String form : forms) {
            String parent = parents.get(form.substring(0, form.indexOf(':')));
            assertThat(parent).as(form).isNotNull();
            assertThat(SpecReader.read("crossfade.yaml", inside(parent, form)).spec())
                    .as(form)
                    .isPresent();
        }
    }

    private static String inside(String parent, String form) {
        if (parent.isEmpty()) {
            return SpecText.minimalAnd(form.indent(2));
        }
        String yaml = form.startsWith("source:")
                ? SpecText.minimalWith("    source:\n      live: network/live\n", "")
                : SpecText.MINIMAL;
        return SpecText.with(yaml, "  " + parent + ":\n", "  " + parent + ":\n" + form.indent(4));
    }

    private static Map<String, Object> rows() throws IOException {
        Map<String, Object> rows = new TreeMap<>();
        String section = "";
        String pages = page() + Files.readString(PublishedSchema.root().resolve("docs/gates.md"));
        for (String line : pages.split("\n")) {
            Matcher heading = SECTION.matcher(line);
            if (line.startsWith("## ")) {
                section = heading.matches() ? heading.group(1) + "." : "";
            }
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                String key = row.group(1);
                String path = key.startsWith("spec.") ? key : section + key;
                assertThat(rows.put(path, fallback(row.group(2))))
                        .as("second row of %s", path)
                        .isNull();
                assertThat(row.group(3)).as("meaning of %s", path).endsWith(".");
            }
        }
        return rows;
    }

    private static Object fallback(String cell) {
        return cell.startsWith("`") ? plain(cell.replace("`", "")) : cell;
    }

    /** Paths of all keys with "required", the default, or a dash; items of lists have the path of their list. */
    private static void record(Class<?> type, String path, Map<String, Object> keys) {
        for (RecordComponent component : Shape.components(type)) {
            Key key = Shape.key(component);
            String child = path + Shape.name(component);
            Object fallback = key.required() ? REQUIRED : key.or().isEmpty() ? ABSENT : plain(key.or());
            keys.putIfAbsent(child, fallback);
            inside(component.getGenericType(), child, keys);
        }
    }

    private static void inside(Type type, String path, Map<String, Object> keys) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            boolean list = generic.getRawType() == List.class;
            boolean section = list && path.matches("spec\\.[A-Za-z]+");
            inside(arguments[arguments.length - 1], path + (list ? section ? "" : "[]" : ".<phase>"), keys);
        } else if (type instanceof Class<?> simple && simple.isSealed()) {
            Shape.options(simple).forEach(option -> inside(option, path, keys));
        } else if (type instanceof Class<?> simple && simple.isRecord() && simple != Cidr.class) {
            record(simple, path + ".", keys);
        }
    }

    private static Object plain(String yaml) {
        return String.valueOf(Plain.of(Plain.compose(yaml)));
    }

    private static List<String> blocks() throws IOException {
        return BLOCK.matcher(page()).results().map(result -> result.group(1)).toList();
    }

    private static String page() throws IOException {
        return Files.readString(PublishedSchema.root().resolve("docs/configuration.md"));
    }
}
