package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder that is read as a repository ends where the repository ends. */
class FolderTreeTest {

    @TempDir
    private Path folder;

    @Test
    void whatLiesOutsideIsNotInIt() throws IOException {
        Path root = Files.createDirectories(folder.resolve("repository"));
        Files.writeString(root.resolve("in.yaml"), "a: 1\n");
        Files.writeString(folder.resolve("out.yaml"), "a: 2\n");
        FolderTree tree = new FolderTree(root, root.resolve("output"));

        assertThat(tree.read("in.yaml")).contains("a: 1\n");
        assertThat(tree.list("")).containsExactly("in.yaml");
        assertThat(tree.read("../out.yaml")).isEmpty();
        assertThat(tree.read(folder.resolve("out.yaml").toString())).isEmpty();
        assertThat(tree.list("..")).isEmpty();
        assertThat(tree.list(folder.toString())).isEmpty();
    }
}
