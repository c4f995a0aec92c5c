package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.ProgressListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Argo CD follows a symbolic link, and who reads a file by it is seen by nobody. */
class LinkedFilesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apps/x/calico.yaml|../../network/calico/calico.yaml|network/calico/calico.yaml, which the migration edits",
                "apps/x|../network/calico|network/calico, where the migration edits network/calico/",
                "clusters/x|../network|network, where the migration writes network/migration",
                "x|.|the repository's root, where the migration writes network/migration",
                "staging/applications|../network/migration/applications|network/migration/applications, where the migration writes",
                "x.yaml|kafka/broker.yaml|kafka/broker.yaml, which the migration edits",
                "x.yaml|network/cilium/values.yaml|network/cilium/values.yaml, which the migration edits",
                "network/calico/more.yaml|../../monitoring/more.yaml|monitoring/more.yaml: Calico's Application applies that"
            })
    void aLinkToWhatTheMigrationEditsIsRefused(String link, String written, String target) throws Exception {
        for (List<Problem> problems : List.of(committed(link, written), lying())) {
            assertThat(problems).singleElement().satisfies(problem -> {
                assertThat(problem.isBlocker()).isTrue();
                assertThat(problem.code()).isEqualTo(ErrorCode.FILE_SHARED);
                assertThat(problem.where().file()).isEqualTo(link);
                assertThat(problem.message()).contains("leads to " + target);
                assertThat(problem.cure()).isNotEmpty();
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "docs/readme.yaml,../apps/root.yaml",
        "x.yaml,crossfade.yaml",
        "x,../gitops/network/calico",
        "x,/network/calico",
        "network/calico/notes,../../docs"
    })
    void anyOtherLinkIsNoConcern(String link, String written) throws Exception {
        assertThat(committed(link, written)).isEmpty();
        assertThat(lying()).isEmpty();
    }

    /** What earlier phases have edited for the last time, others may link to. */
    @Test
    void aLinkThatComesLaterIsRefusedWhileTheFileIsEdited() throws Exception {
        assertThat(committed("docs/x.yaml", "../apps/root.yaml")).isEmpty();
        Workplace.open(folder, null, ProgressListener.SILENT).generate();
        try (Git git = Git.open(folder.toFile())) {
            git.merge()
                    .include(git.getRepository().resolve("crossfade/prod/plan~20"))
                    .call();
            link(git, "apps/x.yaml", "../network/calico/calico.yaml");
        }
        assertThat(problems(() ->
                        Workplace.open(folder, null, ProgressListener.SILENT).plan()))
                .extracting(problem -> problem.where().file())
                .containsExactly("apps/x.yaml");
        try (Git git = Git.open(folder.toFile())) {
            git.merge()
                    .include(git.getRepository().resolve("crossfade/prod/plan~1"))
                    .call();
        }
        assertThat(problems(() ->
                        Workplace.open(folder, null, ProgressListener.SILENT).plan()))
                .isEmpty();
    }

    /** As the plan of a repository with this link in its commit names it. */
    private List<Problem> committed(String link, String written) throws Exception {
        for (Map.Entry<String, String> file : Story.tree().files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        try (Git git = Git.init()
                .setDirectory(folder.toFile())
                .setInitialBranch("main")
                .call()) {
            link(git, link, written);
        }
        return problems(
                () -> Workplace.open(folder, null, ProgressListener.SILENT).plan());
    }

    /** As it is named where no Git is asked. */
    private List<Problem> lying() {
        return problems(
                () -> Workplace.open(folder, null, ProgressListener.SILENT).plan(folder.resolveSibling("out")));
    }

    private void link(Git git, String link, String written) throws Exception {
        Files.createDirectories(folder.resolve(link).getParent());
        Files.createSymbolicLink(folder.resolve(link), Path.of(written));
        git.add().addFilepattern(".").call();
        git.commit()
                .setMessage("A link")
                .setAuthor("Anna Ops", "anna@example.com")
                .setCommitter("Anna Ops", "anna@example.com")
                .setSign(false)
                .call();
    }

    private static List<Problem> problems(Runnable plan) {
        try {
            plan.run();
            return List.of();
        } catch (CrossfadeException refused) {
            return refused.problems();
        }
    }
}
