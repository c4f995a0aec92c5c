package dev.crossfade.scm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.proposal.Repository.Base;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxTest {

    @TempDir
    Path folder;

    @Test
    void theExamplesFilesBecomeOneCommitWithTheSameIdEverywhere() throws Exception {
        Path example = Files.createDirectories(folder.resolve("example/apps")).getParent();
        Files.writeString(example.resolve("crossfade.yaml"), "kind: Migration\r\n");
        Files.writeString(example.resolve("apps/a.yaml"), "a: 1\n");
        Files.writeString(example.resolve("pom.xml"), "<project/>");
        Files.createDirectories(example.resolve("target/old"));
        Files.writeString(example.resolve("target/old/x"), "x");

        Path root = Sandbox.make(example, example.resolve("target/gitops"));
        try (LocalRepository local = LocalRepository.open(root)) {
            Base base = local.base("main");
            assertThat(base.tree().list("")).containsExactly("apps/a.yaml", "crossfade.yaml");
            assertThat(base.tree().read("crossfade.yaml")).contains("kind: Migration\n");
            local.requireClean(base, List.of("crossfade.yaml", "apps/a.yaml"));
            String other = commit(Sandbox.make(example, folder.resolve("elsewhere")));
            assertThat(other).isEqualTo(base.commit());
        }
    }

    @Test
    void aSecondCallTakesUpWhatChangedAndKeepsThePlan() throws Exception {
        Path example = Files.createDirectories(folder.resolve("example"));
        Files.writeString(example.resolve("a.yaml"), "a: 1\n");
        Files.writeString(example.resolve("b.yaml"), "b: 1\n");
        Path root = Sandbox.make(example, folder.resolve("gitops"));
        String first = commit(root);
        try (LocalRepository local = LocalRepository.open(root)) {
            local.write(local.base("main"), TestRepository.PLAN, TestRepository.CROSSFADE, List.of());
        }

        Sandbox.make(example, root);
        assertThat(commit(root)).isEqualTo(first);
        Files.writeString(example.resolve("a.yaml"), "a: 2\n");
        Files.delete(example.resolve("b.yaml"));
        Sandbox.make(example, root);

        assertThat(commit(root)).isNotEqualTo(first);
        assertThat(root.resolve("b.yaml")).doesNotExist();
        try (LocalRepository local = LocalRepository.open(root)) {
            local.requireClean(local.base("main"), List.of("a.yaml", "b.yaml"));
            assertThat(local.base(TestRepository.PLAN).commit()).isEqualTo(first);
        }
    }

    private static String commit(Path root) {
        try (LocalRepository local = LocalRepository.open(root)) {
            return local.base("main").commit();
        }
    }
}
