package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    /** As in a commit. */
    @Test
    void whatLiesBehindALinkIsNoFile() throws IOException {
        Path root = Files.createDirectories(folder.resolve("repository/real")).getParent();
        Files.writeString(root.resolve("real/in.yaml"), "a: 1\n");
        Files.createSymbolicLink(root.resolve("link.yaml"), Path.of("real/in.yaml"));
        Files.createSymbolicLink(root.resolve("link"), Path.of("real"));
        Path linked = Files.createSymbolicLink(folder.resolve("linked"), Path.of("repository"));
        for (FolderTree tree : List.of(new FolderTree(root, root), new FolderTree(linked, linked))) {
            assertThat(tree.read("real/in.yaml")).contains("a: 1\n");
            assertThat(tree.read("link.yaml")).isEmpty();
            assertThat(tree.read("link/in.yaml")).isEmpty();
        }
        assertThat(new FolderTree(root, root.resolve("out")).links()).containsOnlyKeys("link", "link.yaml");
    }
}
