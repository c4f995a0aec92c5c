package dev.crossfade.core.kustomize;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A path is where it leads, and what leads out of the repository does not lead back into it. */
class PathsTest {

    @ParameterizedTest
    @CsvSource({
        "a/b,a/b",
        "./a/./b/.,a/b",
        "a//b/,a/b",
        "/a,a",
        "a/../b,b",
        "a/b/../../c,c",
        ".,''",
        "a/..,''",
        "..,..",
        "../../a,../../a",
        "x/../../../patches/p.yaml,../../patches/p.yaml",
        "../a/../b,../b"
    })
    void itIsWhereItLeads(String written, String normal) {
        assertThat(Paths.normal(written)).isEqualTo(normal);
    }

    @ParameterizedTest
    @CsvSource({"a/b/c.yaml,a/b,c.yaml", "c.yaml,'',c.yaml", "a/b,a,b"})
    void aFileLiesInAFolderUnderAName(String file, String folder, String name) {
        assertThat(Paths.folder(file)).isEqualTo(folder);
        assertThat(Paths.name(file)).isEqualTo(name);
        assertThat(Paths.from(folder, "../" + name)).isEqualTo(Paths.normal(folder + "/../" + name));
    }
}
