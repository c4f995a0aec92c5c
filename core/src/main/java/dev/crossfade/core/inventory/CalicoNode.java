package dev.crossfade.core.inventory;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the DaemonSet calico-node stands in Git, and how it finds a node's address.
 *
 * @param document position in the file, from 0
 * @param container position of container calico-node in the pod, from 0
 * @param variables names and values of its environment, in order; a value is null where it comes from elsewhere
 */
public record CalicoNode(String file, int document, int container, List<Map<String, Object>> variables) {

    private static final String NAME = "calico-node";
    private static final YamlPath CONTAINERS = YamlPath.parse("spec.template.spec.containers");

    /** The DaemonSet in this file, which has one. */
    public static CalicoNode find(YamlFile file) {
        return search(file)
                .orElseThrow(() -> new CrossfadeException(
                        ErrorCode.CALICO_NOT_FOUND,
                        Where.file(file.name()),
                        "the file has no DaemonSet calico-node with a container calico-node",
                        "name the file that keeps it under spec.calico.source.files"));
    }

    /** The DaemonSet in this file, if it has one with the container. */
    static Optional<CalicoNode> search(YamlFile file) {
        for (YamlDocument document : file.documents()) {
            Optional<CalicoObject> object = CalicoObject.of(file.name(), document);
            if (object.isPresent() && object.get().kindAndName().equals("DaemonSet/" + NAME)) {
                List<Map<String, Object>> containers = maps(document.get(CONTAINERS));
                for (int i = 0; i < containers.size(); i++) {
                    if (NAME.equals(containers.get(i).get("name"))) {
                        YamlPath environment = CONTAINERS.child(i).child("env");
                        return Optional.of(
                                new CalicoNode(file.name(), document.index(), i, maps(document.get(environment))));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The container's environment in the document. */
    public YamlPath environment() {
        return CONTAINERS.child(container).child("env");
    }

    /** The place of one variable in the document. */
    public Optional<YamlPath> variable(String name) {
        for (int i = 0; i < variables.size(); i++) {
            if (name.equals(variables.get(i).get("name"))) {
                return Optional.of(environment().child(i));
            }
        }
        return Optional.empty();
    }

    /** Value of IP_AUTODETECTION_METHOD; nothing means first-found. */
    public Optional<String> addressDetection() {
        return variables.stream()
                .filter(variable -> "IP_AUTODETECTION_METHOD".equals(variable.get("name")))
                .map(variable -> String.valueOf(variable.get("value")))
                .findFirst();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(Optional<Object> list) {
        return list.filter(List.class::isInstance)
                .map(found -> ((List<Object>) found)
                        .stream()
                                .filter(Map.class::isInstance)
                                .map(item -> (Map<String, Object>) item)
                                .toList())
                .orElse(List.of());
    }
}
