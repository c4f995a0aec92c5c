package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page for whoever adds a kind names every class that asks for one of the kinds that are there. */
class ExtendingPageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "## A source of Calico|instanceof CalicoHome\\b|5",
                "## A source of Calico|instanceof CalicoSource\\b|3",
                "## A kind of node template|instanceof NodeTemplate\\.|3"
            })
    void theListIsComplete(String heading, String asks, int atLeast) throws IOException {
        String section = section(heading);
        List<String> classes = classes(Pattern.compile(asks));

        assertThat(classes)
                .hasSizeGreaterThanOrEqualTo(atLeast)
                .allSatisfy(name -> assertThat(section).contains("`" + name));
    }

    @Test
    void everyConstantThatIsNamedIsWhereThePageSays() throws IOException {
        String page = Files.readString(Story.root().resolve("docs/extending.md"));
        List<MatchResult> named = Pattern.compile("`([A-Z]\\w+)\\.([A-Z][A-Z_]+)`")
                .matcher(page)
                .results()
                .toList();
        assertThat(named).hasSizeGreaterThan(4).allSatisfy(constant -> {
            List<Path> classes = sources(constant.group(1) + ".java");
            assertThat(classes).as(constant.group()).hasSize(1);
            assertThat(read(classes.get(0))).contains(" " + constant.group(2) + " =");
        });
    }

    @Test
    void everyTableOfCiliumsReleasesIsNamed() throws IOException {
        String tables =
                Files.readString(Story.root().resolve("core/src/main/resources/dev/crossfade/core/facts/cilium.yaml"));
        assertThat(tables.lines().filter(line -> line.matches("\\w+:")).map(line -> line.replace(":", "")))
                .hasSizeGreaterThan(8)
                .allSatisfy(table ->
                        assertThat(section("## A release of Cilium or Calico")).contains("`" + table + "`"));
    }

    /** Lines {@code | dimension | choice; choice |}; what a table of releases or an enum decides is said in words. */
    @Test
    void theMatrixIsToldAsItIs() throws IOException {
        List<String> told = section("## The matrix")
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| dimension "))
                .toList();
        List<String> held = new ArrayList<>();
        Matrix.dimensions().forEach((dimension, choices) -> {
            String words = switch (dimension) {
                case "cilium" ->
                    "every release that `Versions` knows, by its chart of `Story.CHARTS` where it has one there";
                case "calico" -> "every release that `Versions` knows, with native CRDs as well where it can have them";
                case "encapsulation" -> "every one that `Encapsulation` knows";
                default -> String.join("; ", choices);
            };
            held.add("| " + dimension + " | " + words + " |");
        });
        assertThat(told).containsExactlyElementsOf(held);
        assertThat(section("## The matrix"))
                .contains("The matrix holds " + Matrix.rows().size() + " plans");
        String leftOut = section("## The matrix")
                .lines()
                .filter(line -> line.startsWith("Left out: "))
                .findFirst()
                .orElseThrow();
        assertThat(Pattern.compile("`([^`]+)` with `([^`]+)`").matcher(leftOut).results())
                .map(pair -> pair.group(1) + "|" + pair.group(2))
                .containsExactlyInAnyOrderElementsOf(Matrix.leftOut());
    }

    private static String section(String heading) throws IOException {
        String page = Files.readString(Story.root().resolve("docs/extending.md"));
        return page.substring(page.indexOf(heading)).replaceFirst("(?s)\n## .*", "");
    }

    private static List<String> classes(Pattern asks) throws IOException {
        try (Stream<Path> files = Files.walk(Story.root().resolve("core/src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> asks.matcher(read(file)).find())
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> sources(String name) throws IOException {
        try (Stream<Path> files = Files.walk(Story.root())) {
            return files.filter(file -> file.endsWith(name)).toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
