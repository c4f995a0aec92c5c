package dev.crossfade.assembly;

import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The Job of a state of Git, with what it runs and what it may do. */
final class WorkloadJobs {

    private WorkloadJobs() {}

    static List<String> commands(Journey journey, String id) {
        return commands(journey.after(id));
    }

    static List<String> commands(MapTree state) {
        return containers(state).stream()
                .map(container -> String.join(
                        " ",
                        ((List<?>) Objects.requireNonNull(container.get("command")))
                                .stream().map(String::valueOf).toList()))
                .toList();
    }

    static List<Map<?, ?>> containers(Journey journey, String id) {
        return containers(journey.after(id));
    }

    static List<Map<?, ?>> containers(MapTree state) {
        String job = state.list("network/migration/manifests").stream()
                .filter(path -> path.contains("/job-"))
                .findFirst()
                .orElseThrow();
        YamlDocument document = Journey.read(state, job).documents().get(0);
        List<Map<?, ?>> containers = new ArrayList<>();
        for (String list : List.of("initContainers", "containers")) {
            ((List<?>) document.get(YamlPath.parse("spec.template.spec." + list))
                            .orElseThrow())
                    .forEach(container -> containers.add((Map<?, ?>) container));
        }
        return containers;
    }

    static List<Map<?, ?>> rules(Journey journey, String id, String namespace) {
        MapTree state = journey.after(id);
        List<Map<?, ?>> rules = new ArrayList<>();
        for (String path : state.list("network/migration/manifests")) {
            YamlDocument document = Journey.read(state, path).documents().get(0);
            boolean role = path.contains("/role-")
                    && document.get(YamlPath.parse("metadata.namespace"))
                            .orElseThrow()
                            .equals(namespace);
            if (role) {
                ((List<?>) document.get(YamlPath.of("rules")).orElseThrow())
                        .forEach(rule -> rules.add((Map<?, ?>) rule));
            }
        }
        return rules;
    }
}
