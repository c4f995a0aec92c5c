package dev.crossfade.core.inventory;

import dev.crossfade.core.scan.DeclaredObject;
import dev.crossfade.core.scan.RepositoryObject;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the DaemonSet with container calico-node stands in a file, and how it finds a node's address.
 *
 * @param document position in the file, from 0
 * @param container position of container calico-node in the pod, from 0
 * @param variables names and values of its environment, in order; a value is null where it comes from elsewhere
 */
public record CalicoNode(String file, int document, int container, List<Map<String, Object>> variables) {

    private static final String CONTAINER = "calico-node";
    /** The variable that holds the method (calico node/pkg/lifecycle/startup). */
    public static final String DETECTION = "IP_AUTODETECTION_METHOD";

    private static final YamlPath CONTAINERS = YamlPath.parse("spec.template.spec.containers");

    /** The DaemonSet of this name in a file, if there is one with the container. */
    public static Optional<CalicoNode> search(YamlFile file, String daemonSet) {
        return file.documents().stream()
                .flatMap(document -> DeclaredObject.of(file.name(), document)
                        .filter(object -> object.kindAndName().equals("DaemonSet/" + daemonSet))
                        .flatMap(object -> of(document, object))
                        .stream())
                .findFirst();
    }

    /** The DaemonSet that an object of the repository is, if it has the container. */
    public static Optional<CalicoNode> of(RepositoryObject object) {
        return DeclaredObject.of(object.file(), object.document()).flatMap(known -> of(object.document(), known));
    }

    /** The DaemonSet that a document is, if it has the container. */
    static Optional<CalicoNode> of(YamlDocument document, DeclaredObject object) {
        List<Map<String, Object>> containers = maps(document.get(CONTAINERS));
        for (int i = 0; i < containers.size(); i++) {
            if (CONTAINER.equals(containers.get(i).get("name"))) {
                YamlPath environment = CONTAINERS.child(i).child("env");
                return Optional.of(new CalicoNode(object.file(), document.index(), i, maps(document.get(environment))));
            }
        }
        return Optional.empty();
    }

    /** The container's environment in the document. */
    public YamlPath environment() {
        return CONTAINERS.child(container).child("env");
    }

    /** The place of one variable in the document; of two the last one holds (Kubernetes, EnvVar). */
    public Optional<YamlPath> variable(String name) {
        for (int i = variables.size() - 1; i >= 0; i--) {
            if (name.equals(variables.get(i).get("name"))) {
                return Optional.of(environment().child(i));
            }
        }
        return Optional.empty();
    }

    /** A variable's own value; nothing where it is absent or comes from elsewhere. */
    public Optional<String> value(String name) {
        return variables.stream()
                .filter(variable -> name.equals(variable.get("name")))
                .reduce((earlier, later) -> later)
                .map(variable -> variable.get("value"))
                .map(String::valueOf);
    }

    /** Method by which a node's address is found; nothing means first-found. */
    public Optional<String> addressDetection() {
        return value(DETECTION);
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
