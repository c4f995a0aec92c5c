package dev.crossfade.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script in front of the archive: which Java it starts, and how. */
class LauncherTest {

    private static final Path SCRIPT = Path.of(System.getProperty("crossfade.root", ".."), "cli/src/main/sh/crossfade");

    @TempDir
    Path folder;

    @BeforeEach
    void aJavaThatPrintsItsArguments() throws Exception {
        // a POSIX shell need not know --version
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a POSIX shell");
        Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void aCommandStartsFastAndKeepsTheHeapSmall() throws Exception {
        assertThat(started("", "plan", "-o", "json"))
                .contains("-XX:TieredStopAtLevel=1", "-Xmx128m", "-XX:+UseSerialGC")
                .endsWith("plan", "-o", "json");
    }

    @Test
    void aWatchHasRoomForAllPodsAndCollectsBesideItsLooks() throws Exception {
        assertThat(started("", "-f", "clusters/our prod.yaml", "watch", "--dry-run"))
                .contains("-Xmx512m", "-XX:+ExitOnOutOfMemoryError", "-XX:+UseG1GC", "-XX:TieredStopAtLevel=1")
                .doesNotContain("-XX:+UseSerialGC", "-Xmx128m")
                .endsWith("-f", "clusters/our prod.yaml", "watch", "--dry-run");
    }

    @Test
    void whatAPersonSetsIsTheLastWord() throws Exception {
        List<String> words = started("-Xmx2g -Dx=y", "watch");

        assertThat(words.subList(words.indexOf("-Xmx512m"), words.size())).contains("-Xmx2g", "-Dx=y");
    }

    private List<String> started(String options, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("sh", SCRIPT.toString()));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", folder.toString());
        builder.environment().put("CROSSFADE_JAVA_OPTS", options);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().toList();
    }
}
