package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.Crossfade;
import dev.crossfade.core.SpecFile;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.ProgressListener;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Before the first phase the migration's folder is empty: nothing of the customer's is overwritten or synced by mistake. */
class OwnFolderTest {

    private static final String FOLDER = "network/migration/";

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "bootstrap.yaml", "manifests/secret-ours.yaml", "cilium/deep/er.txt"})
    void aFileThatLiesThereIsNeitherOverwrittenNorSynced(String file) {
        assertThat(refusal(Story.tree().with(FOLDER + file, "ours\n")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.PATH_SHARED);
                    assertThat(problem.message()).startsWith(FOLDER + file + " lies in network/migration");
                    assertThat(problem.where().file()).isEqualTo("crossfade.yaml");
                    assertThat(problem.where().line()).isPositive();
                });
    }

    @Test
    void manyFilesAreCounted() {
        assertThat(refusal(Story.tree()
                        .with(FOLDER + "a", "\n")
                        .with(FOLDER + "b", "\n")
                        .with(FOLDER + "c/d", "\n")))
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .startsWith(FOLDER + "a and 2 more files lie in network/migration");
    }

    @Test
    void aFolderOfNearlyTheSameNameIsAnotherOne() {
        assertThat(Story.plan(Story.tree().with("network/migration-notes/a.md", "ours\n"))
                        .commits())
                .isNotEmpty();
    }

    @Test
    void theSpecificationItselfAndItsSchemaMayLieThere() {
        MapTree tree = Story.tree();
        String spec = tree.files().remove("crossfade.yaml");
        String schema = tree.files().remove("crossfade.schema.json");
        String path = FOLDER + "crossfade.yaml";
        assertThat(new Crossfade(new ClasspathTemplates(), ProgressListener.SILENT)
                        .plan(
                                new SpecFile(path, spec),
                                tree.with(path, spec).with(FOLDER + "crossfade.schema.json", schema))
                        .commits())
                .isNotEmpty();
    }

    @Test
    void theExportOfALiveCalicoMayLieThere() {
        MapTree live = CalicoSourcesTest.tree(new CalicoWorld("manifest", "live", "3.25"));
        assertThat(live.list("network/migration")).isNotEmpty();
        assertThat(Story.plan(live.with(CalicoWorld.LIVE + "/README.md", "made by crossfade init\n"))
                        .commits())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"infra/x", "infra/x/migration"})
    void aFileWhereTheFolderWouldBeIsNamed(String path) {
        MapTree tree = Story.tree().with("infra/x", "x\n");
        tree = tree.with(
                "crossfade.yaml",
                Story.replace(tree.files().get("crossfade.yaml"), "path: network/migration", "path: " + path));

        assertThat(refusal(tree)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.PATH_NOT_WRITABLE);
            assertThat(problem.message()).isEqualTo("infra/x is a file, so no folder can be made there");
        });
    }

    private static List<Problem> refusal(MapTree tree) {
        try {
            Story.plan(tree);
        } catch (CrossfadeException refused) {
            return refused.problems();
        }
        return List.of();
    }
}
