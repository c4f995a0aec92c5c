package dev.crossfade.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
    private static final Pattern TRAILERS = Pattern.compile("\\n\\nCrossfade-Migration: prod\\n"
            + "Crossfade-Phase: ([0-9]+)/26 ([a-z-]+)\\nCrossfade-Plan: [0-9a-f]{12}\\n"
            + "Crossfade-Undo: (revert|rollback|none)\\n$");

    @Test
    void theBranchIsALinearRowOfOneCommitAPhase() throws IOException, GitAPIException {
        List<RevCommit> commits = commits();

        assertThat(commits).hasSize(24);
        int former = 0;
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
        }
        assertThat(former).isEqualTo(26);
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

    @Test
    void theTourInTheReadmeIsWhatTheBuildPrinted() throws IOException, GitAPIException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        List<String> rows = new ArrayList<>();
        for (RevCommit commit : commits()) {
            Matcher trailers = TRAILERS.matcher(commit.getFullMessage());
            assertThat(trailers.find()).isTrue();
            rows.add(String.format(
                    "%2s  %-34s  %s",
                    trailers.group(1), trailers.group(2), commit.name().substring(0, 7)));
        }

        assertThat(readme.lines().filter(line -> line.matches("[ 0-9]\\d  [a-z-]+ +[0-9a-f]{7} .*")))
                .as("run the README's first command and paste what it prints")
                .map(line -> line.substring(0, 47))
                .containsExactlyElementsOf(rows);
        assertThat(readme).contains(commits().get(1).getFullMessage().strip());
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
