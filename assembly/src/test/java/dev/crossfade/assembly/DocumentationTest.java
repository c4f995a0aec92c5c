package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.gate.Gate;
import dev.crossfade.core.gate.Gates;
import dev.crossfade.core.phase.Phase;
import dev.crossfade.core.phase.Phases;
import dev.crossfade.core.phase.Step;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.report.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the documentation to the code. */
class DocumentationTest {

    private static final Map<String, Optional<String>> SECTIONS = new TreeMap<>();

    /** Where a section has gates, and those of a commit that must stand there. */
    private static final Map<String, Function<PlannedCommit, List<Gate>>> LINES = Map.of(
            "Gates: ",
            PlannedCommit::gates,
            "Entry gates: ",
            commit -> step(commit).entryGates(),
            "Undo gates: ",
            commit -> step(commit).undoGates());

    @Test
    void everyErrorCodeHasItsSectionAndEverySectionItsCode() {
        assertThat(Explanations.codes())
                .containsExactlyElementsOf(
                        Stream.of(ErrorCode.values()).map(ErrorCode::id).toList());
    }

    @Test
    void everyErrorStandsUnderItsExitCode() throws IOException {
        Pattern part = Pattern.compile("\\(exit code ([0-9])\\)");
        int sections = 0;
        for (String page :
                List.of("docs/errors.md", "docs/findings.md", "docs/findings-files.md", "docs/errors-proposals.md")) {
            int exitCode = 0;
            for (String line : Files.readAllLines(Story.root().resolve(page))) {
                Matcher heading = part.matcher(line);
                exitCode = heading.find() ? Integer.parseInt(heading.group(1)) : exitCode;
                if (line.startsWith("## `")) {
                    String id = line.substring(4, line.lastIndexOf('`'));
                    sections++;
                    assertThat(ErrorCode.valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'))
                                    .exitCode())
                            .as(id)
                            .isEqualTo(exitCode);
                }
            }
        }
        assertThat(sections).isEqualTo(ErrorCode.values().length);
    }

    @Test
    void examplesOfErrorsNameTheirOwnCode() {
        Pattern code = Pattern.compile("(error|warning): .*\\[([a-z-]+)\\]");
        int examples = 0;
        for (String name : Explanations.codes()) {
            Matcher found = code.matcher(Explanations.of(name).orElseThrow());
            while (found.find()) {
                examples++;
                assertThat(found.group(2)).isEqualTo(name);
            }
        }
        assertThat(examples).isGreaterThan(25);
    }

    @Test
    void everyPhaseHasItsSectionInTheOrderOfThePlan() {
        List<String> rows = Phases.inOrder(Story.preview().plan().migration().spec()).stream()
                .map(Phase::id)
                .toList();
        assertThat(Explanations.phases()).containsExactlyElementsOf(rows);
    }

    @ParameterizedTest
    @MethodSource("dev.crossfade.assembly.Variant#all")
    void everyCommitIsExplainedByItsRow(Variant variant) {
        for (PlannedCommit commit : variant.preview().commits()) {
            assertThat(explained(commit.entry().id()))
                    .as(commit.entry().id())
                    .isEqualTo(explained(commit.entry().phase().id()))
                    .isPresent();
        }
    }

    /** Each plan's gates stand in the sections of its rows; together the plans of the matrix have them all. */
    @Test
    void theGatesOfAPhasesSectionAreThoseOfItsCommits() {
        Map<String, Set<String>> missing = new TreeMap<>();
        Explanations.phases()
                .forEach(row -> LINES.keySet().forEach(line -> missing.put(line + row, documented(line, row))));
        Set<String> unseen = Gates.all().stream().map(Gate::id).collect(Collectors.toCollection(TreeSet::new));
        List<Map<String, String>> rows = Matrix.rows();
        for (int i = 0; i < rows.size() && !missing.values().stream().allMatch(Set::isEmpty); i++) {
            // in steps, so that every kind of cluster comes soon
            Preview preview = Story.plan(Matrix.tree(rows.get(37 * i % rows.size())));
            gatesStandInTheirSections(preview);
            for (PlannedCommit commit : preview.commits()) {
                LINES.forEach((line, gates) -> {
                    missing.get(line + commit.entry().phase().id()).removeAll(ids(gates.apply(commit)));
                    unseen.removeAll(ids(gates.apply(commit)));
                });
            }
        }
        missing.values().removeIf(Set::isEmpty);
        assertThat(missing).as("gates that no plan of the matrix has there").isEmpty();
        assertThat(unseen).as("gates that no section has").isEmpty();
    }

    static void gatesStandInTheirSections(Preview preview) {
        for (PlannedCommit commit : preview.commits()) {
            String row = commit.entry().phase().id();
            LINES.forEach((line, gates) ->
                    assertThat(documented(line, row)).as(line + "of " + row).containsAll(ids(gates.apply(commit))));
        }
    }

    private static Set<String> ids(List<Gate> gates) {
        return gates.stream().map(Gate::id).collect(Collectors.toSet());
    }

    private static Step step(PlannedCommit commit) {
        return Objects.requireNonNull(commit.entry().step());
    }

    /** Plans ask for the same sections again and again, and each takes a look into all pages. */
    private static Optional<String> explained(String name) {
        return SECTIONS.computeIfAbsent(name, Explanations::of);
    }

    /** None where the section has no such line. */
    private static Set<String> documented(String name, String row) {
        return explained(row)
                .orElseThrow()
                .lines()
                .filter(text -> text.startsWith(name))
                .flatMap(text -> Stream.of(text.substring(name.length()).split(", ", -1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
