package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.plan.Preview;
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

/**
 * The story's plan, byte for byte, as folders under src/test/golden. After a wanted change: {@code ./mvnw test
 * -Dcrossfade.update=true}, then read the difference as its reviewer would.
 */
class GoldenPlanTest {

    private static final Path GOLDEN = Story.root().resolve("assembly/src/test/golden/db-schenker");

    @TempDir
    Path folder;

    @Test
    void thePlanIsTheOneThatWasReviewed() throws IOException {
        Preview preview = Story.preview();
        Path written = folder.resolve("out");
        new OutputFolders(written).write(preview);
        if ("true".equals(System.getProperty("crossfade.update"))) {
            assertThat(System.getenv("CI"))
                    .as("golden files are updated by people, never by CI")
                    .isNull();
            replaceGolden(written);
        }

        assertThat(files(written)).isEqualTo(files(GOLDEN));
        assertThat(files(written))
                .as("a few things that no update may change")
                .containsKey("01-prepare/network/migration/bootstrap.yaml")
                .containsEntry(
                        folder(preview, "retire-node-config") + "/REMOVED",
                        "network/migration/manifests/ciliumnodeconfig-cilium-default.yaml\n")
                .containsEntry(
                        folder(preview, "remove-calico-leftovers") + "/REMOVED",
                        "apps/calico.yaml\nnetwork/calico/crds.yaml\n");
    }

    private static String folder(Preview preview, String phase) {
        int number = preview.commit(phase).orElseThrow().entry().number();
        return String.format(Locale.ROOT, "%02d-%s", number, phase);
    }

    private static void replaceGolden(Path written) throws IOException {
        if (Files.exists(GOLDEN)) {
            try (Stream<Path> paths = Files.walk(GOLDEN)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        for (var file : files(written).entrySet()) {
            Path path = GOLDEN.resolve(file.getKey());
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
