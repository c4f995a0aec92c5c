package dev.crossfade.clustertest;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Renders an Application's chart or kustomization, with the commands that Argo CD calls. */
final class Charts {

    private final Kit kit;
    private final List<Path> archives;
    private final String version;
    private final Map<List<String>, String> rendered =
            new TreeMap<>((left, right) -> String.join("\0", left).compareTo(String.join("\0", right)));

    Charts(Kit kit, List<Path> archives) {
        this.kit = kit;
        try (KubernetesClient client = kit.client()) {
            this.version = client.getKubernetesVersion().getGitVersion();
        }
        this.archives = archives;
    }

    /** Cilium's, of every release that is at hand, and those that an example reads beside them. */
    static List<Path> of(Example example) {
        try (Stream<Path> files = Files.list(Example.SHARED.resolve("charts"))) {
            return Stream.concat(
                            files.filter(each -> each.toString().endsWith(".tgz"))
                                    .sorted(),
                            example.charts().stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param files the repository's files, by path */
    String render(JsonNode application, Map<String, String> files) {
        JsonNode source = application.at("/spec/sources/0");
        String name = source.path("chart").asText() + "-"
                + source.path("targetRevision").asText() + ".tgz";
        String archive = archives.stream()
                .filter(each -> each.endsWith(name))
                .findFirst()
                .orElseThrow()
                .toString();
        List<String> values = new ArrayList<>();
        source.at("/helm/valueFiles")
                .forEach(each -> values.add(files.get(each.asText().replace("$values/", ""))));
        List<String> key = new ArrayList<>(values);
        key.add(archive);
        return rendered.computeIfAbsent(key, each -> template(application, archive, values));
    }

    /** @param folder one with a kustomization */
    String kustomize(String folder, Map<String, String> files) {
        try {
            Path root = Files.createTempDirectory("kustomize");
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = root.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
            return kit.shell("kubectl", "kustomize", root.resolve(folder).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String template(JsonNode application, String archive, List<String> values) {
        List<String> command = new ArrayList<>(List.of(
                "helm",
                "template",
                application.at("/spec/sources/0/helm/releaseName").asText(),
                archive,
                "--include-crds",
                "--kube-version",
                version,
                "--namespace",
                application.at("/spec/destination/namespace").asText()));
        try {
            for (String text : values) {
                Path file = Files.createTempFile("values", ".yaml");
                Files.writeString(file, text);
                command.addAll(List.of("--values", file.toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return kit.shell(command.toArray(String[]::new));
    }
}
