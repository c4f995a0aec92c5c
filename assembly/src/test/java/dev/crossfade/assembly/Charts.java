package dev.crossfade.assembly;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.marcnuri.helm.Helm;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** Cilium's real charts in {@code ../shared/charts}: their files, and what Helm's own engine makes of them. */
final class Charts {

    private static final int BLOCK = 512;

    /** Never look for a native library on the network. */
    static {
        System.setProperty("com.marcnuri.jkube-helm.skipRemoteJar", "true");
    }

    private Charts() {}

    static Path archive(String version) {
        Path chart = Story.shared().resolve("charts/cilium-" + version + ".tgz");
        assumeTrue(Files.exists(chart), "needs chart " + chart.getFileName() + " in ../shared/charts");
        return chart;
    }

    /**
     * @param folder for copies of the values
     * @param values texts of values files, the last one winning
     */
    static String render(String version, Path folder, List<String> values) throws IOException {
        var command = new Helm(archive(version))
                .template()
                .withName("cilium")
                .withNamespace("kube-system")
                .withKubeVersion("1.31.0");
        List<Path> copies = new ArrayList<>();
        for (String text : values) {
            Path copy = folder.resolve(copies.size() + ".yaml");
            Files.writeString(copy, text);
            copies.add(copy);
        }
        for (Path copy : copies) {
            command = command.withValuesFile(copy);
        }
        return command.call();
    }

    /** What agents read, of a rendered chart. */
    static Map<String, String> ciliumConfig(String rendered) {
        Map<String, String> config = new TreeMap<>();
        object(rendered, "ConfigMap", "cilium-config")
                .flatMap(document -> document.get(YamlPath.of("data")))
                .ifPresent(data -> ((Map<?, ?>) data)
                        .forEach((key, value) -> config.put(String.valueOf(key), String.valueOf(value))));
        return config;
    }

    static Optional<YamlDocument> object(String rendered, String kind, String name) {
        return YamlFile.parse("rendered", rendered).documents().stream()
                .filter(document ->
                        document.get(YamlPath.of("kind")).filter(kind::equals).isPresent())
                .filter(document -> document.get(YamlPath.parse("metadata.name"))
                        .filter(name::equals)
                        .isPresent())
                .findFirst();
    }

    /** Path in the chart to the text; the archive is a tar of files with short names. */
    static Map<String, String> files(String version) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (DataInputStream tar = new DataInputStream(new GZIPInputStream(Files.newInputStream(archive(version))))) {
            byte[] header = tar.readNBytes(BLOCK);
            while (header.length == BLOCK && header[0] != 0) {
                int size = Integer.parseInt(field(header, 124, 11).strip(), 8);
                byte[] content = tar.readNBytes(size);
                tar.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
                String folder = field(header, 345, 155);
                String path = (folder.isEmpty() ? "" : folder + "/") + field(header, 0, 100);
                files.put(path.replaceFirst("^cilium/", ""), new String(content, StandardCharsets.UTF_8));
                header = tar.readNBytes(BLOCK);
            }
        }
        return files;
    }

    /** Text up to the first zero. */
    private static String field(byte[] header, int from, int length) {
        int end = from;
        while (end < from + length && header[end] != 0) {
            end++;
        }
        return new String(header, from, end - from, StandardCharsets.UTF_8);
    }
}
