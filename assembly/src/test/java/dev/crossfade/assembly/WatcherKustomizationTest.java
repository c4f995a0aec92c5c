package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crossfade.core.observation.Content;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** argo/watcher as kustomize builds it; where there is no kubectl, what it has to find is looked for in the files. */
class WatcherKustomizationTest {

    private static final Path WATCHER = Story.root().resolve("argo/watcher");

    private static final Pattern PATCHES = Pattern.compile("(?s)```yaml\n( *patches:.*?)\n *```");

    @TempDir
    Path folder;

    @Test
    void everyFileIsListedAndEveryNameHasItsSetting() throws IOException {
        Content base =
                WatcherGrant.documents(WatcherGrant.BASE + "kustomization.yaml").get(0);
        Content settings =
                WatcherGrant.documents("argo/watcher/example/settings.yaml").get(0);

        try (var files = Files.list(WATCHER.resolve("base"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(listed(base));
        }
        assertThat(base.items("replacements"))
                .isNotEmpty()
                .allSatisfy(replacement -> assertThat(value(
                                settings,
                                replacement.text("source", "fieldPath").orElseThrow()))
                        .isPresent());
    }

    private static List<String> listed(Content kustomization) {
        List<String> files = new ArrayList<>(List.of("kustomization.yaml"));
        kustomization.items("resources").forEach(file -> files.add(file.text().orElseThrow()));
        return files;
    }

    private static Optional<String> value(Content settings, String path) {
        return settings.text(path.split("\\.", -1));
    }

    @Test
    void theExampleBuildsAndNamesOneMigration() throws Exception {
        String built = built(WATCHER.resolve("example"));

        assertThat(built)
                .contains("image: registry.example.com/platform/crossfade:0.1.0")
                .contains("- crossfade-prod-applications\n  - prod-cilium\n")
                .contains("value: https://git.example.com/platform/gitops.git")
                .doesNotContain("- MIGRATION", "-MIGRATION", "- CILIUM", "value: MIGRATION", "value: REPOSITORY")
                .doesNotContain("value: BRANCH", "kind: ConfigMap");
    }

    @Test
    void otherNamesGoEverywhere() throws Exception {
        copy();
        edit("example/settings.yaml", "migration: prod #", "migration: east-2 #");
        edit("example/settings.yaml", "namespace: crossfade #", "namespace: movers #");
        edit("example/settings.yaml", "argocdNamespace: argocd #", "argocdNamespace: gitops #");
        edit("example/workloads.yaml", "namespace: crossfade}", "namespace: movers}");
        edit("example/kustomization.yaml", "  # - ../monitoring # with the Prometheus operator", "  - ../monitoring");

        String built = built(folder.resolve("example"));

        assertThat(built.lines().filter(line -> line.matches(" *-? *(namespace|name): (crossfade|argocd)")))
                .isEmpty();
        assertThat(built.lines()
                        .filter(line -> line.endsWith("namespace: movers"))
                        .count())
                .isGreaterThan(9);
        assertThat(built)
                .contains(
                        "- crossfade-east-2-applications",
                        "namespace: gitops",
                        "kind: PodMonitor",
                        "fieldPath: status.podIP")
                .doesNotContain("127.0.0.1");
    }

    /** What people append to their kustomization. */
    @Test
    void everyPatchOfThePageFindsWhatItPatches() throws Exception {
        copy();
        String example = Files.readString(folder.resolve("example/kustomization.yaml"));
        String page = Files.readString(Story.root().resolve("docs/watch.md"));
        int patches = 0;
        for (MatchResult block : PATCHES.matcher(page).results().toList()) {
            Files.writeString(
                    folder.resolve("example/kustomization.yaml"),
                    example + block.group(1).stripIndent());
            assertThat(built(folder.resolve("example"))).isNotEqualTo(built(WATCHER.resolve("example")));
            patches++;
        }
        assertThat(patches).isEqualTo(4);
    }

    private static String built(Path kustomization) throws Exception {
        assumeTrue(hasKubectl(), "needs kubectl");
        Process process = new ProcessBuilder("kubectl", "kustomize", kustomization.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static boolean hasKubectl() throws InterruptedException {
        try {
            Process process = new ProcessBuilder("kubectl", "version", "--client")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException notThere) {
            return false;
        }
    }

    private void copy() throws IOException {
        try (var paths = Files.walk(WATCHER)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                Path to = folder.resolve(WATCHER.relativize(path).toString());
                Files.createDirectories(to.getParent());
                Files.copy(path, to);
            }
        }
    }

    private void edit(String file, String old, String with) throws IOException {
        Path path = folder.resolve(file);
        Files.writeString(path, Story.replace(Files.readString(path), old, with));
    }
}
