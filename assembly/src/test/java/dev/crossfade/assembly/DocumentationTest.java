package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.gate.Gate;
import dev.crossfade.core.gate.Gates;
import dev.crossfade.core.phase.Phase;
import dev.crossfade.core.phase.Phases;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.report.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the documentation to the code. */
class DocumentationTest {

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
        for (String page : List.of("docs/errors.md", "docs/findings.md", "docs/findings-files.md")) {
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
            assertThat(Explanations.of(commit.entry().id()))
                    .as(commit.entry().id())
                    .isEqualTo(Explanations.of(commit.entry().phase().id()))
                    .isPresent();
        }
    }

    @Test
    void theGatesOfAPhasesSectionAreThoseOfItsCommits() {
        String paused =
                "    - {kind: Kafka, apiVersion: kafka.strimzi.io/v1beta2, namespace: a, name: b, nodeSelector: {a: b},"
                        + " annotate: {strimzi.io/pause-reconciliation: \"true\"}}\n";
        Preview story = Story.preview(text -> Story.replace(
                Story.replace(text, "    clusterName:", "    hostLegacyRoutingAtEnd: false\n    clusterName:"),
                Variant.WORKLOADS,
                Variant.WORKLOADS + paused));
        Stream<Preview> examples = Story.examples().stream().map(example -> Story.plan(Story.tree(example)));
        Stream<Preview> charts = Stream.of("3.28", "3.30")
                .map(version -> CalicoSourcesTest.plan(new CalicoWorld("operator", "chart", version)));
        Map<String, Set<String>> gates = new TreeMap<>();
        Stream.of(Stream.of(story), examples, charts)
                .flatMap(previews -> previews)
                .flatMap(preview -> preview.commits().stream())
                .forEach(commit -> gates.computeIfAbsent(commit.entry().phase().id(), row -> new TreeSet<>())
                        .addAll(commit.gates().stream().map(Gate::id).toList()));
        gates.forEach(
                (row, own) -> assertThat(documented(row)).as("Gates: of " + row).containsExactlyElementsOf(own));
        assertThat(gates).containsKeys("adopt-calico", "host-routing");
        Set<String> known = Gates.all().stream().map(Gate::id).collect(Collectors.toCollection(TreeSet::new));
        assertThat(known)
                .containsAll(gates.values().stream().flatMap(Set::stream).toList());
    }

    private static Set<String> documented(String row) {
        Optional<String> line = Explanations.of(row)
                .orElseThrow()
                .lines()
                .filter(text -> text.startsWith("Gates: "))
                .findFirst();
        return new TreeSet<>(
                List.of(line.orElseThrow().substring("Gates: ".length()).split(", ", -1)));
    }
}
