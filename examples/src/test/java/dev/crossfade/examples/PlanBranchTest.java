package dev.crossfade.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks at the branches that the examples' builds have just written, and holds golden folders and README to them. */
class PlanBranchTest {

    private static final Path ROOT = Path.of(System.getProperty("crossfade.root", ".."));
    private static final Path LOG = ROOT.resolve("examples/target/it-logs/db-schenker/build.log");
    private static final Path FIRST_RUN = ROOT.resolve("examples/target/it");
    private static final Path SECOND_RUN = ROOT.resolve("examples/target/it-again");
    private static final Path GOLDEN = ROOT.resolve("assembly/src/test/golden");
    private static final Pattern TRAILERS = Pattern.compile("\\n\\nCrossfade-Migration: ([a-z-]+)\\n"
            + "Crossfade-Phase: ([0-9]+)/([0-9]+) ([a-z-]+)\\nCrossfade-Plan: ([0-9a-f]{12})\\n"
            + "Crossfade-Undo: (revert|rollback|none)\\n$");

    static List<String> examples() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT.resolve("examples"))) {
            return folders.filter(folder -> Files.exists(folder.resolve("crossfade.yaml")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theBranchIsALinearRowOfOneCommitAPhase(String example) throws IOException, GitAPIException {
        List<RevCommit> commits = commits(FIRST_RUN, example);

        int former = 0;
        Set<String> constant = new TreeSet<>();
        for (int i = 0; i < commits.size(); i++) {
            RevCommit commit = commits.get(i);
            assertThat(commit.getParentCount()).isEqualTo(1);
            assertThat(commit.getCommitterIdent().getWhenAsInstant())
                    .isEqualTo(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(i + 1L));
            Matcher trailers = trailers(commit);
            int number = Integer.parseInt(trailers.group(2));
            assertThat(number).as("numbers rise, and skip what is skipped").isGreaterThan(former);
            former = number;
            constant.add(trailers.group(1) + " of " + trailers.group(3) + ", plan " + trailers.group(5));
        }
        assertThat(constant)
                .as("one plan, whose last phase bears the last number")
                .singleElement()
                .satisfies(plan -> assertThat(plan)
                        .contains(" of "
                                + trailers(commits.get(commits.size() - 1)).group(2) + ","));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void itsPhasesAreTheReviewedOnes(String example) throws IOException, GitAPIException {
        List<String> phases = new ArrayList<>();
        for (RevCommit commit : commits(FIRST_RUN, example)) {
            Matcher trailers = trailers(commit);
            phases.add(String.format("%2s-%s", trailers.group(2), trailers.group(4))
                    .replace(' ', '0'));
        }

        try (Stream<Path> reviewed = Files.list(GOLDEN.resolve(example))) {
            assertThat(phases)
                    .containsExactlyElementsOf(
                            reviewed.map(folder -> folder.getFileName().toString())
                                    .sorted()
                                    .toList());
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anotherRunInAnotherFolderGivesTheSameIds(String example) throws IOException, GitAPIException {
        assertThat(commits(SECOND_RUN, example))
                .extracting(RevCommit::name)
                .isNotEmpty()
                .containsExactlyElementsOf(commits(FIRST_RUN, example).stream()
                        .map(RevCommit::name)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void subjectsAndBodiesFitATerminal(String example) throws IOException, GitAPIException {
        for (RevCommit commit : commits(FIRST_RUN, example)) {
            assertThat(commit.getShortMessage())
                    .startsWith(trailers(commit).group(1) + ": ")
                    .hasSizeLessThanOrEqualTo(72);
            assertThat(commit.getFullMessage().lines())
                    .allMatch(line -> line.length() <= 72 || !line.strip().contains(" "));
            assertThat(commit.getFullMessage()).contains("\nUndo: ").containsPattern("\n(Standing )?[Gg]ates?: ");
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aCustomersFolderReachesNowhereAndSpellsOutWhatScriptsReplace(String example) throws IOException {
        Path folder = ROOT.resolve("examples").resolve(example);
        assertThat(Files.readString(folder.resolve("pom.xml")))
                .doesNotContain("<parent>", "../")
                .contains("<sandbox>true</sandbox>");
        assertThat(Files.readString(folder.resolve("crossfade.yaml")))
                .startsWith("# yaml-language-server: $schema=./crossfade.schema.json\n")
                .containsPattern("\n    repoURL: \\S+\n")
                .containsPattern("\n  gates:\n    soak: ");
    }

    /** Whole: title, columns, counts, reasons of what is skipped, and what to do next. */
    @Test
    void theTourInTheReadmeIsWhatTheBuildPrinted() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        String tour = readme.substring(readme.indexOf("<!-- tour"));
        tour = tour.substring(tour.indexOf("```\n") + 4);
        tour = tour.substring(0, tour.indexOf("```"));

        assertThat(tour)
                .as("run the README's first command and paste what it prints")
                .isEqualTo(printed());
    }

    @Test
    void whatTheBuildPrintedIsWhatTheBranchHolds() throws IOException, GitAPIException {
        List<RevCommit> commits = commits(FIRST_RUN, "db-schenker");
        List<String> rows = new ArrayList<>();
        for (RevCommit commit : commits) {
            Matcher trailers = trailers(commit);
            rows.add(String.format(
                    "%2s  %-34s  %s  %s",
                    trailers.group(2), trailers.group(4), commit.name().substring(0, 7), trailers.group(6)));
        }

        assertThat(printed().lines().filter(line -> line.matches("[ 0-9]\\d  [a-z-]+ +[0-9a-f]{7} .*")))
                .map(line -> line.replaceFirst("^(.{47}  [a-z]+).*", "$1"))
                .containsExactlyElementsOf(rows);
        String digest = trailers(commits.get(0)).group(5);
        assertThat(printed()).contains(", plan " + digest + "\n", "\n" + commits.size() + " commits on branch ");
    }

    @Test
    void theMessageInTheReadmeIsOneOfTheBranch() throws IOException, GitAPIException {
        assertThat(Files.readString(ROOT.resolve("README.md")))
                .contains("```\n"
                        + commits(FIRST_RUN, "db-schenker")
                                .get(1)
                                .getFullMessage()
                                .strip() + "\n```");
    }

    /** The last thing that the build printed about the plan: what generate-migration wrote. */
    private static String printed() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(LOG)) {
            String text = line.replaceFirst("^\\[INFO\\] ?", "");
            if (text.startsWith("prod: Calico ")) {
                lines.clear();
            }
            lines.add(text.stripTrailing());
        }
        int end = lines.indexOf("  git log -p --reverse main..crossfade/prod/plan");
        assertThat(lines.get(0)).startsWith("prod: Calico ");
        assertThat(end).as("the plan's last line").isPositive();
        return String.join("\n", lines.subList(0, end + 1)) + "\n";
    }

    private static Matcher trailers(RevCommit commit) {
        Matcher trailers = TRAILERS.matcher(commit.getFullMessage());
        assertThat(trailers.find()).as(commit.getFullMessage()).isTrue();
        return trailers;
    }

    /** The plan's commits, oldest first: the one branch below crossfade/, without what main has. */
    private static List<RevCommit> commits(Path run, String example) throws IOException, GitAPIException {
        try (Git git = Git.open(run.resolve(example).resolve("target/gitops").toFile())) {
            Repository repository = git.getRepository();
            List<Ref> plans = repository.getRefDatabase().getRefsByPrefix("refs/heads/crossfade/");
            assertThat(plans).as("branches of " + example).hasSize(1);
            assertThat(plans.get(0).getName()).endsWith("/plan");
            List<RevCommit> commits = new ArrayList<>();
            git.log()
                    .add(plans.get(0).getObjectId())
                    .not(repository.resolve("refs/heads/main"))
                    .call()
                    .forEach(commits::add);
            Collections.reverse(commits);
            return commits;
        }
    }
}
