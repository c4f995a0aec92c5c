package dev.crossfade.core.examination;

import dev.crossfade.core.scan.RepositoryObject;
import dev.crossfade.core.yaml.YamlPath;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where the container calico-node stands in Calico's or canal's DaemonSet, and what is in it. */
final class CalicoNodeContainer {

    private static final YamlPath CONTAINERS = YamlPath.parse("spec.template.spec.containers");

    private CalicoNodeContainer() {}

    /** The container's path, or nothing where the object is another one. */
    static Optional<YamlPath> container(RepositoryObject object) {
        return object.kind().equals("DaemonSet")
                        && Set.of("calico-node", "canal").contains(object.name())
                ? named(object, CONTAINERS, "calico-node")
                : Optional.empty();
    }

    static Stream<YamlPath> items(RepositoryObject object, YamlPath list) {
        return IntStream.range(0, object.list(list).size()).mapToObj(list::child);
    }

    private static Optional<YamlPath> named(RepositoryObject object, YamlPath list, String name) {
        return items(object, list)
                .filter(item -> object.get(item.child("name")).equals(Optional.of(name)))
                .reduce((earlier, later) -> later);
    }
}
