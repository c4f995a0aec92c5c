package dev.crossfade.clustertest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The worlds have plans, before an hour is spent on applying them. */
class WorldsTest {

    static List<Example> worlds() {
        return Worlds.all();
    }

    @ParameterizedTest
    @MethodSource("worlds")
    void everyWorldHasAPlan(Example world, @TempDir Path folder) {
        assumeTrue(Files.isDirectory(Example.SHARED), "manifests of Calico are not here");
        assumeTrue(world.isHere(), "upstream's files are not here: assembly/src/test/upstream/calico-files.py");
        assumeTrue(world.exported().stream().noneMatch(each -> each.startsWith("installations")), "asks a cluster");
        Platform platform = Platform.make(world.folder(), folder, world.edits()::make);
        assertThat(platform.commits()).hasSizeGreaterThan(15);
    }

    @Test
    void everyChartIsThereWithRelayAndWithout(@TempDir Path folder) throws IOException {
        assumeTrue(Files.isDirectory(Example.SHARED), "manifests of Calico are not here");
        Set<String> found = new TreeSet<>();
        for (Example example :
                Stream.concat(Example.all().stream(), Worlds.all().stream()).toList()) {
            Path files = Files.createTempDirectory(folder, "files");
            Platform.copy(example.folder(), files);
            example.edits().make(files);
            String version = first("(?m)^    version: ([0-9.]+)$", files.resolve("crossfade.yaml"));
            String relay = first("relay:\\n    enabled: (\\w+)", files.resolve("network/cilium/values.yaml"));
            found.add(version + (relay.equals("true") ? " with relay" : " without"));
        }
        assertThat(found).isEqualTo(everyChart());
        assertThat(found).hasSizeGreaterThanOrEqualTo(8);
    }

    private static Set<String> everyChart() throws IOException {
        try (Stream<Path> archives = Files.list(Example.SHARED.resolve("charts"))) {
            return archives.map(archive -> archive.getFileName().toString())
                    .filter(name -> name.matches("cilium-.*\\.tgz"))
                    .map(name -> name.replaceAll("^cilium-|\\.tgz$", ""))
                    .flatMap(version -> Stream.of(version + " with relay", version + " without"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String first(String pattern, Path file) throws IOException {
        Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(file));
        assertThat(matcher.find()).as("%s in %s", pattern, file).isTrue();
        return matcher.group(1);
    }
}
