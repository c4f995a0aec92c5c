package dev.crossfade.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.examination.RepositoryFindings;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Severity;
import dev.crossfade.core.report.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be answered for is what some check says without refusing; other codes in acknowledged are told at once. */
class AnswerableCodesTest {

    private static final Path SOURCES =
            Path.of(System.getProperty("crossfade.root")).resolve("core/src/main/java");
    private static final Pattern WARNING = Pattern.compile("Problem\\.warning\\(\\s*ErrorCode\\.([A-Z_0-9]+)");

    /** Said of the marker and of acknowledged itself, behind all answers. */
    private static final Set<String> UNANSWERED = Set.of("migration-stopped", "acknowledged-unused");

    /** By a severity that is decided, a copy of a refusal, or the code that says so itself. */
    private static final List<ErrorCode> OTHERWISE = List.of(
            ErrorCode.MIGRATIONS_COLLIDE, ErrorCode.FLAVOUR_UNSUPPORTED, ErrorCode.PLAN_CHANGED, ErrorCode.PHASE_LOST);

    @Test
    void theListIsWhatTheChecksSay() throws IOException {
        Set<String> said = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                WARNING.matcher(Files.readString(file))
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .forEach(name -> said.add(ErrorCode.valueOf(name).id()));
            }
        }
        RepositoryFindings.codes().forEach(code -> said.add(code.id()));
        OTHERWISE.forEach(code -> said.add(code.id()));
        said.removeAll(UNANSWERED);

        assertThat(said).hasSizeGreaterThan(30);
        assertThat(Acknowledgements.answerable()).containsExactlyElementsOf(said);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "file-overridden|",
                "cilium-charts|",
                "application-generated|; did you mean 'application-unpruned'?",
                "internal|",
                "usage|",
                "version-unsupported|"
            })
    void aCodeThatRefusesIsTold(String code, String hint) {
        List<Problem> problems = Found.problems(
                SpecText.minimalAnd("  acknowledged: [{code: " + code + ", reason: we know, by: anna}]\n"));
        if (code.equals("cilium-charts")) {
            assertThat(problems).extracting(Problem::code).containsExactly(ErrorCode.SPEC_BAD_VALUE);
            return;
        }
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.ACKNOWLEDGED_UNUSED);
            assertThat(problem.severity()).isEqualTo(Severity.WARNING);
            assertThat(problem.where().text()).isEqualTo("crossfade.yaml:30:25");
            assertThat(problem.message())
                    .startsWith("nobody can answer for " + code + ":")
                    .endsWith("whatever stands here" + (hint == null ? "" : hint));
            assertThat(problem.cure()).contains("probe-missing", "version-unmaintained");
        });
    }

    @Test
    void anAnswerThatAnswersForNothingIsANote() {
        List<Acknowledgement> given = new ArrayList<>();
        for (String code : List.of("calico-bgp", "calico-ipv6", "cidr-overlap")) {
            given.add(new Acknowledgement(code, "known", "anna", null));
        }
        Problem found = Problem.note(ErrorCode.CALICO_BGP, Where.nowhere(), "it is there", "look at it");

        assertThat(Acknowledgements.unused(given, List.of(found)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.ACKNOWLEDGED_UNUSED);
                    assertThat(problem.severity()).isEqualTo(Severity.NOTE);
                    assertThat(problem.where().object()).isEqualTo("spec.acknowledged.1.code");
                    assertThat(problem.message()).contains("calico-ipv6", "anna answers for nothing");
                });
    }
}
