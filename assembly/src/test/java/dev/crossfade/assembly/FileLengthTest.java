package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No file of code or documentation is longer than somebody reads in one go. */
class FileLengthTest {

    private static final int LINES = 400;

    @Test
    void noFileIsLongerThanTheHouseAllows() throws IOException {
        List<Path> files = files();
        assertThat(files).hasSizeGreaterThan(300);
        for (Path file : files) {
            assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(LINES);
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(Story.root())) {
            return files.filter(Files::isRegularFile)
                    .filter(file ->
                            isOurs(Story.root().relativize(file).toString().replace('\\', '/')))
                    .toList();
        }
    }

    private static boolean isOurs(String path) {
        return !path.contains("target/")
                && ((path.contains("src/") && path.endsWith(".java")) || path.matches("docs/.*\\.md"));
    }
}
