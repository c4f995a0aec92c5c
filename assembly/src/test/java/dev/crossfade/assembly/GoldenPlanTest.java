package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.proposal.ReviewText;
import dev.crossfade.core.review.ReviewFacts;
import dev.crossfade.core.review.ReviewWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The plan of every example, byte for byte, as folders under src/test/golden, with the text of each pull request (review.md). After a wanted change: {@code ./mvnw test
 * -Dcrossfade.update=true}, then read the difference as its reviewer would.
 */
class GoldenPlanTest {

    private static final Path GOLDEN = Story.root().resolve("assembly/src/test/golden");

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("dev.crossfade.assembly.Story#examples")
    void thePlanIsTheOneThatWasReviewed(String example) throws IOException {
        Path written = write(Story.plan(Story.tree(example)));
        Path golden = GOLDEN.resolve(example);
        if ("true".equals(System.getProperty("crossfade.update"))) {
            assertThat(System.getenv("CI"))
                    .as("golden files are updated by people, never by CI")
                    .isNull();
            replaceGolden(golden, written);
        }

        assertThat(files(written)).isEqualTo(files(golden));
    }

    /** A few things that no update may change. */
    @ParameterizedTest
    @MethodSource("dev.crossfade.assembly.Story#examples")
    void whatGuardsTheNetworkLeavesInItsOwnCommit(String example) throws IOException {
        Preview preview = Story.plan(Story.tree(example));

        assertThat(files(write(preview)))
                .containsKey("01-prepare/network/migration/bootstrap.yaml")
                .containsEntry(
                        folder(preview, "retire-node-config") + "/REMOVED",
                        "network/migration/manifests/ciliumnodeconfig-cilium-default.yaml\n");
    }

    @Test
    void calicoLeavesTogetherWithItsApplication() throws IOException {
        assertThat(removedLast("db-schenker")).isEqualTo("apps/calico.yaml\nnetwork/calico/crds.yaml\n");
        assertThat(removedLast("operator-karpenter")).isEqualTo("apps/calico.yaml\nnetwork/calico/calico.yaml\n");
    }

    @Test
    void noGoldenFolderOutlivesItsExample() throws IOException {
        try (Stream<Path> folders = Files.list(GOLDEN)) {
            assertThat(folders.map(path -> path.getFileName().toString())).isSubsetOf(Story.examples());
        }
    }

    private String removedLast(String example) throws IOException {
        Preview preview = Story.plan(Story.tree(example));
        return Files.readString(write(preview)
                .resolve(folder(preview, "remove-calico-leftovers"))
                .resolve("REMOVED"));
    }

    private Path write(Preview preview) throws IOException {
        Path written = Files.createTempDirectory(folder, "out").resolve("plan");
        new OutputFolders(written).write(preview);
        ReviewWriter reviews = new ReviewWriter(preview.plan(), new ClasspathTemplates());
        for (PlannedCommit commit : preview.commits()) {
            ReviewText review = reviews.text(commit, ReviewFacts.NONE);
            Path beside = written.resolve(folder(preview, commit.entry().id()));
            Files.writeString(beside.resolve("review.md"), "# " + review.title() + "\n\n" + review.text());
        }
        return written;
    }

    private static String folder(Preview preview, String phase) {
        int number = preview.commit(phase).orElseThrow().entry().number();
        return String.format(Locale.ROOT, "%02d-%s", number, phase);
    }

    private static void replaceGolden(Path golden, Path written) throws IOException {
        if (Files.exists(golden)) {
            try (Stream<Path> paths = Files.walk(golden)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        for (var file : files(written).entrySet()) {
            Path path = golden.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    private static TreeMap<String, String> files(Path root) throws IOException {
        TreeMap<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            List<Path> regular = paths.filter(Files::isRegularFile).toList();
            for (Path path : regular) {
                files.put(root.relativize(path).toString().replace('\\', '/'), Files.readString(path));
            }
        }
        return files;
    }
}
