package dev.crossfade.core.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    void noRowClaimsMoreThanWasProved() throws IOException {
        assertThat(rows()).extracting(Row::state).containsOnly("unproven", "refused", "finding");
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
