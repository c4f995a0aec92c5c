package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crossfade.core.observation.Content;
import dev.crossfade.core.yaml.YamlFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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

    /** Whatever is built in here goes with {@code kubectl delete -k}. */
    @Test
    void theNamespaceIsNoneOfIt() throws Exception {
        assertThat(built(WATCHER.resolve("example")))
                .contains("kind: Deployment")
                .doesNotContain("kind: Namespace\n");
    }

    /** As the page says it: the first one to end takes nothing of the other's away. */
    @Test
    void twoMigrationsShareNothing() throws Exception {
        copy();
        Set<String> first = objects(built(folder.resolve("example")));
        edit("example/settings.yaml", "migration: prod #", "migration: east #");
        edit("example/settings.yaml", "namespace: crossfade #", "namespace: crossfade-east #");
        edit("example/workloads.yaml", "namespace: crossfade}", "namespace: crossfade-east}");
        append(patches().get(4));

        String built = built(folder.resolve("example"));

        assertThat(objects(built)).hasSameSizeAs(first).doesNotContainAnyElementsOf(first);
        assertThat(built)
                .contains("--listen=$(LISTEN_HOST):9646", "containerPort: 9646", "name: crossfade-watcher-east")
                .doesNotContainPattern("(?m)^ +namespace: crossfade$")
                .doesNotContainPattern("(?m)^ +(serviceAccountName|priorityClassName|name): crossfade-watcher$")
                .contains("serviceAccountName: crossfade-watcher-east\n");
    }

    /** Group and kind, namespace and name of each. */
    private static Set<String> objects(String built) {
        return YamlFile.parse("built.yaml", built).documents().stream()
                .map(document -> Content.of(document.root()))
                .map(object -> object.text("apiVersion").orElse("") + " "
                        + object.text("kind").orElse("") + " "
                        + object.text("metadata", "namespace").orElse("") + " "
                        + object.text("metadata", "name").orElse(""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What people append to their kustomization. */
    @Test
    void everyPatchOfThePageFindsWhatItPatches() throws Exception {
        copy();
        String example = Files.readString(folder.resolve("example/kustomization.yaml"));
        List<String> patches = patches();
        for (String patch : patches) {
            Files.writeString(folder.resolve("example/kustomization.yaml"), example);
            append(patch);
            assertThat(built(folder.resolve("example"))).isNotEqualTo(built(WATCHER.resolve("example")));
        }
        assertThat(patches).hasSize(5);
    }

    private static List<String> patches() throws IOException {
        String page = Files.readString(Story.root().resolve("docs/watch.md"));
        return PATCHES.matcher(page)
                .results()
                .map(block -> block.group(1).stripIndent())
                .toList();
    }

    private void append(String patch) throws IOException {
        Files.writeString(folder.resolve("example/kustomization.yaml"), patch + "\n", StandardOpenOption.APPEND);
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
