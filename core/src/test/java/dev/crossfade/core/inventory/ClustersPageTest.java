package dev.crossfade.core.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page of clusters has a row for each refusal of the code, and its rows name codes that exist. */
class ClustersPageTest {

    private static final Path ROOT = Path.of(System.getProperty("crossfade.root"));
    private static final Pattern CODE = Pattern.compile("`([a-z]+(?:-[a-z0-9]+)+)`");

    /** A row of the table: which cluster, what becomes of it, and why. */
    private record Row(String cluster, String state, String why) {}

    static List<String> refusals() {
        return RefusedFlavours.names();
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void everyRefusalOfTheCodeHasARow(String refusal) throws IOException {
        List<String> words = Stream.of(refusal.split("[()]")).map(String::strip).toList();

        assertThat(rows()).as("a refused row that says '%s'", refusal).anySatisfy(row -> {
            assertThat(row.state()).isEqualTo("refused");
            assertThat(row.why()).contains("`flavour-unsupported`");
            assertThat(row.cluster().replace("`", "")).contains(words);
        });
    }

    @Test
    void everyRefusedRowSaysWhyAndNamesItsCode() throws IOException {
        Set<String> codes = Stream.of(ErrorCode.values()).map(ErrorCode::id).collect(Collectors.toSet());
        List<Row> refused =
                rows().stream().filter(row -> row.state().equals("refused")).toList();

        assertThat(refused).hasSizeGreaterThan(15).allSatisfy(row -> {
            List<String> named = CODE.matcher(row.why())
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            assertThat(named).as(row.cluster()).isNotEmpty().isSubsetOf(codes);
        });
    }

    @Test
    void everyFindingNamesItsCodeAndNoRowNamesOneThatIsNone() throws IOException {
        Set<String> codes = Stream.of(ErrorCode.values()).map(ErrorCode::id).collect(Collectors.toSet());

        assertThat(rows()).hasSizeGreaterThan(40).allSatisfy(row -> {
            List<String> named = CODE.matcher(row.why())
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            assertThat(named).as(row.cluster()).isSubsetOf(codes);
            assertThat(named.isEmpty() && row.state().equals("finding"))
                    .as(row.cluster())
                    .isFalse();
        });
    }

    /** What a real Argo CD has not applied on a real cluster is not called supported. */
    @Test
    void noRowIsCalledSupported() throws IOException {
        assertThat(rows()).extracting(Row::state).containsOnly("unproven", "refused", "finding");
    }

    /** A code on this page is one that a test waits for. */
    @Test
    void everyCodeOfThePageIsRaisedByATest() throws IOException {
        StringBuilder tests = new StringBuilder();
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file : files.filter(each -> each.toString().endsWith("Test.java")
                            && each.toString().contains("src"))
                    .filter(each -> !each.endsWith("ClustersPageTest.java"))
                    .toList()) {
                tests.append(Files.readString(file));
            }
        }
        String text = tests.toString();
        List<String> named = rows().stream()
                .flatMap(row -> CODE.matcher(row.why()).results().map(found -> found.group(1)))
                .distinct()
                .toList();

        assertThat(named).hasSizeGreaterThan(20).allSatisfy(code -> {
            String constant = "ErrorCode." + code.toUpperCase(Locale.ROOT).replace('-', '_') + "\\b";
            assertThat(Pattern.compile(constant + "|[\"|, \\[]" + Pattern.quote(code) + "[\"|,\\] ]")
                            .matcher(text)
                            .find())
                    .as(code)
                    .isTrue();
        });
    }

    private static List<Row> rows() throws IOException {
        return Files.readString(ROOT.resolve("docs/clusters.md"))
                .lines()
                .map(line -> line.split("\\|", -1))
                .filter(cells -> cells.length == 6 && !cells[3].isBlank())
                .map(cells -> new Row(cells[2].strip(), cells[3].strip(), cells[4].strip()))
                .filter(row -> !row.state().equals("state") && !row.state().startsWith("---"))
                .toList();
    }
}
