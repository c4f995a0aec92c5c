package dev.crossfade.core.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.yaml.YamlFile;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A patch that is not there, or only by a symbolic link, which no commit has as a file. */
class PatchFilesTest {

    private static final String PLACE = "put what it leads to in the link's place, and commit it";

    /** The kustomization's folder, the patch as it names it, a link and what is written in it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "k/a|mtu.yaml|k/a/mtu.yaml|real/m.yaml|patch mtu.yaml is a symbolic link, and the file itself is k/a/real/m.yaml:|; or write real/m.yaml in this entry, and take the link out of Git",
                "k/a|mtu.yaml|k/a/mtu.yaml|../b/m.yaml|patch mtu.yaml is a symbolic link, and the file itself is k/b/m.yaml:|",
                "k/a|../p/mtu.yaml|k/p|a/p|patch ../p/mtu.yaml lies behind symbolic link k/p, and the file itself is k/a/p/mtu.yaml:|; or write p/mtu.yaml in this entry, and take the link out of Git",
                "k/a|mtu.yaml|k/a/mtu.yaml|/etc/m.yaml|patch mtu.yaml is a symbolic link that leads out of the repository, or round in a circle:|",
                "''|mtu.yaml|mtu.yaml|m.yaml|patch mtu.yaml is a symbolic link, and the file itself is m.yaml:|; or write m.yaml in this entry, and take the link out of Git"
            })
    void aPatchByALinkIsToldAsThat(
            String folder, String name, String link, String written, String message, String otherwise) {
        Problem problem = files(link, written).missing(folder, name, Where.at("k.yaml", 3, 5));
        assertThat(problem.code()).isEqualTo(ErrorCode.INPUT_NOT_FOUND);
        assertThat(problem.isBlocker()).isTrue();
        assertThat(problem.where().text()).isEqualTo("k.yaml:3:5");
        assertThat(problem.message()).isEqualTo(message + " no plan is made from what a link leads to");
        assertThat(problem.cure()).isEqualTo(PLACE + (otherwise == null ? "" : otherwise));
    }

    @Test
    void aPatchThatIsNotThereIsToldAsThat() {
        Problem problem = files("k/other.yaml", "mtu.yaml").missing("k", "mtu.yaml", Where.file("k.yaml"));
        assertThat(problem.message()).startsWith("patch mtu.yaml is not in this repository");
        assertThat(problem.cure()).startsWith("commit it beside the kustomization");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"patches: [{path: mtu.yaml}]", "patchesStrategicMerge: [mtu.yaml]"})
    void aKustomizationNamesTheLinkAtItsEntry(String patches) {
        KustomizationFile read =
                KustomizationFile.read(YamlFile.parse("k/kustomization.yaml", patches), files("k/mtu.yaml", "m.yaml"));
        assertThat(read.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.where().text()).startsWith("k/kustomization.yaml:1:");
            assertThat(problem.message())
                    .startsWith("patch mtu.yaml is a symbolic link, and the file itself is k/m.yaml");
        });
    }

    private static PatchFiles files(String link, String written) {
        return new PatchFiles() {

            @Override
            public Optional<String> text(String path) {
                return Optional.empty();
            }

            @Override
            public Map<String, String> links() {
                return Map.of(link, written);
            }
        };
    }
}
