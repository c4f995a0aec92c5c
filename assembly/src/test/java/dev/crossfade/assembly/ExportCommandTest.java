package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An export that is missing or not whole is asked for with the command that makes it, and the page says the same. */
class ExportCommandTest {

    private static final String FILE = CalicoWorld.LIVE + "/calico.yaml";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "manifest|kubectl -n kube-system get daemonset/calico-node configmap/calico-config -o yaml",
                "canal|kubectl -n kube-system get daemonset/canal configmap/canal-config -o yaml",
                "operator|kubectl get installations.operator.tigera.io -o yaml"
            })
    void theCommandFitsTheInstall(String install, String command) throws IOException {
        MapTree tree = CalicoSourcesTest.tree(new CalicoWorld(install, "live", "3.28"));
        String cut = tree.files().get(FILE).replaceAll("(?m)^  uid: .*\\n", "");

        assertThat(refused(tree.with(FILE, cut))).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.CALICO_EXPORT_INCOMPLETE);
            assertThat(problem.cure()).isEqualTo("export it anew, as the API server has it: " + command);
        });
        assertThat(Files.readString(Story.root().resolve("docs/configuration.md")))
                .contains("`" + command + " > " + FILE + "`");
    }

    @Test
    void canalWithoutItsConfigurationIsAskedForIt() {
        MapTree tree = CalicoSourcesTest.tree(new CalicoWorld("canal", "live", "3.28"));
        String daemonSet = tree.files().get(FILE).replaceFirst("(?s)kind: ConfigMap", "kind: Secret");
        assertThat(refused(tree.with(FILE, daemonSet))).singleElement().satisfies(problem -> {
            assertThat(problem.message()).isEqualTo("the export lacks ConfigMap canal-config");
            assertThat(problem.cure()).contains("daemonset/canal configmap/canal-config");
        });
    }

    @Test
    void withoutAnyObjectBothKindsOfManifestAreNamed() {
        MapTree tree = CalicoSourcesTest.tree(new CalicoWorld("canal", "live", "3.28"));
        tree.files().remove(FILE);
        assertThat(refused(tree)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.INPUT_NOT_FOUND);
            assertThat(problem.cure())
                    .contains(
                            "daemonset/calico-node configmap/calico-config -o yaml > " + FILE,
                            "under canal they are daemonset/canal and configmap/canal-config");
        });
    }

    private static Iterable<Problem> refused(MapTree tree) {
        return catchThrowableOfType(CrossfadeException.class, () -> Story.plan(tree))
                .problems();
    }
}
