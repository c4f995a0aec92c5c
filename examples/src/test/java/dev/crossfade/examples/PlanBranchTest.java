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
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.Test;

/** Looks at the branch that the example's build has just written, and holds the README to it. */
class PlanBranchTest {

    private static final Path ROOT = Path.of(System.getProperty("crossfade.root", ".."));
    private static final Path GITOPS = ROOT.resolve("examples/target/it/db-schenker/target/gitops");
    private static final Path LOG = ROOT.resolve("examples/target/it-logs/db-schenker/build.log");
    private static final Pattern TRAILERS = Pattern.compile("\\n\\nCrossfade-Migration: prod\\n"
            + "Crossfade-Phase: ([0-9]+)/([0-9]+) ([a-z-]+)\\nCrossfade-Plan: ([0-9a-f]{12})\\n"
            + "Crossfade-Undo: (revert|rollback|none)\\n$");

    @Test
    void theBranchIsALinearRowOfOneCommitAPhase() throws IOException, GitAPIException {
        List<RevCommit> commits = commits();

        int former = 0;
        Set<String> totals = new TreeSet<>();
        Set<String> digests = new TreeSet<>();
        for (int i = 0; i < commits.size(); i++) {
            RevCommit commit = commits.get(i);
            assertThat(commit.getParentCount()).isEqualTo(1);
            assertThat(commit.getCommitterIdent().getWhenAsInstant())
                    .isEqualTo(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(i + 1L));
            Matcher trailers = TRAILERS.matcher(commit.getFullMessage());
            assertThat(trailers.find()).as(commit.getFullMessage()).isTrue();
            int number = Integer.parseInt(trailers.group(1));
            assertThat(number).as("numbers rise, and skip what is skipped").isGreaterThan(former);
            former = number;
            totals.add(trailers.group(2));
            digests.add(trailers.group(4));
        }
        assertThat(totals).as("the last phase bears the last number").containsExactly(String.valueOf(former));
        assertThat(digests).as("one plan").hasSize(1);
    }

    @Test
    void subjectsAndBodiesFitATerminal() throws IOException, GitAPIException {
        for (RevCommit commit : commits()) {
            assertThat(commit.getShortMessage()).startsWith("prod: ").hasSizeLessThanOrEqualTo(72);
            assertThat(commit.getFullMessage().lines())
                    .allMatch(line -> line.length() <= 72 || !line.strip().contains(" "));
            assertThat(commit.getFullMessage()).contains("\nUndo: ").containsPattern("\n(Standing )?[Gg]ates?: ");
        }
    }

    /** Whole: title, columns, counts, reasons of what is skipped, and what to do next. */
    @Test
    void theTourInTheReadmeIsWhatTheBuildPrinted() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        String tour = readme.substring(readme.indexOf("<!-- tour"));
        tour = tour.substring(tour.indexOf("```\n") + 4);
        tour = tour.substring(0, tour.indexOf("```"));

        assertThat(tour).as("run the README's first command and paste what it prints").isEqualTo(printed());
    }

    @Test
    void whatTheBuildPrintedIsWhatTheBranchHolds() throws IOException, GitAPIException {
        List<RevCommit> commits = commits();
        List<String> rows = new ArrayList<>();
        Matcher last = TRAILERS.matcher("");
        for (RevCommit commit : commits) {
            last = TRAILERS.matcher(commit.getFullMessage());
            assertThat(last.find()).isTrue();
            rows.add(String.format(
                    "%2s  %-34s  %s  %s",
                    last.group(1), last.group(3), commit.name().substring(0, 7), last.group(5)));
        }

        assertThat(printed().lines().filter(line -> line.matches("[ 0-9]\\d  [a-z-]+ +[0-9a-f]{7} .*")))
                .map(line -> line.replaceFirst("^(.{47}  [a-z]+).*", "$1"))
                .containsExactlyElementsOf(rows);
        assertThat(printed()).contains(", plan " + last.group(4) + "\n", "\n" + commits.size() + " commits on branch ");
    }

    @Test
    void theMessageInTheReadmeIsOneOfTheBranch() throws IOException, GitAPIException {
        assertThat(Files.readString(ROOT.resolve("README.md")))
                .contains("```\n" + commits().get(1).getFullMessage().strip() + "\n```");
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

    private static List<RevCommit> commits() throws IOException, GitAPIException {
        try (Git git = Git.open(GITOPS.toFile())) {
            Repository repository = git.getRepository();
            List<RevCommit> commits = new ArrayList<>();
            git.log()
                    .add(repository.resolve("refs/heads/crossfade/prod/plan"))
                    .not(repository.resolve("refs/heads/main"))
                    .call()
                    .forEach(commits::add);
            Collections.reverse(commits);
            return commits;
        }
    }
}
