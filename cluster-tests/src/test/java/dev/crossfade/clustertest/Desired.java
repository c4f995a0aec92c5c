package dev.crossfade.clustertest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.revwalk.RevCommit;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What a commit says that a cluster shall have: the manifests of every Application that it holds, and the charts as Helm
 * renders them.
 *
 * @param objects by the same keys as a snapshot
 */
record Desired(SortedMap<String, JsonNode> objects) {

    static Desired at(Platform platform, RevCommit commit, Charts charts) {
        SortedMap<String, String> files = platform.files(commit);
        TreeMap<String, JsonNode> objects = new TreeMap<>();
        List<JsonNode> applications = new ArrayList<>();
        files.forEach((path, text) -> {
            if (path.endsWith(".yaml")
                    && (path.startsWith("apps/")
                            || path.endsWith("/bootstrap.yaml")
                            || path.contains("/applications/"))) {
                parse(text).stream()
                        .filter(each -> each.path("kind").asText().equals("Application"))
                        .forEach(applications::add);
            }
        });
        files.forEach((path, text) -> {
            if (path.endsWith("/bootstrap.yaml")) {
                parse(text).forEach(each -> objects.put(Snapshot.key(each), Snapshot.plain((ObjectNode) each)));
            }
        });
        for (JsonNode application : applications) {
            for (JsonNode object : manifests(application, files, charts)) {
                objects.put(Snapshot.key(object), Snapshot.plain((ObjectNode) object));
            }
        }
        return new Desired(objects);
    }

    private static List<JsonNode> manifests(JsonNode application, SortedMap<String, String> files, Charts charts) {
        String path = application.at("/spec/source/path").asText();
        if (path.isEmpty()) {
            return parse(charts.render(application, files)).stream()
                    .filter(each -> !isForUninstalling(each))
                    .toList();
        }
        if (files.containsKey(path + "/kustomization.yaml")) {
            return parse(charts.kustomize(path, files));
        }
        List<JsonNode> objects = new ArrayList<>();
        files.forEach((file, text) -> {
            if (file.endsWith(".yaml") && file.matches("\\Q" + path + "\\E/[^/]+")) {
                objects.addAll(parse(text));
            }
        });
        return objects;
    }

    /** A hook for which Argo CD 3.2 has no phase: it never makes it (gitops-engine, pkg/sync/hook/helm/type.go). */
    private static boolean isForUninstalling(JsonNode object) {
        return object.at("/metadata/annotations").path("helm.sh/hook").asText().equals("pre-delete");
    }

    static List<JsonNode> parse(String text) {
        List<JsonNode> objects = new ArrayList<>();
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(20_000_000);
        options.setMaxAliasesForCollections(1000);
        for (Object document : new Yaml(new SafeConstructor(options)).loadAll(text)) {
            if (document instanceof Map<?, ?> map) {
                objects.add(Serialization.jsonMapper().valueToTree(map));
            }
        }
        return objects;
    }
}
