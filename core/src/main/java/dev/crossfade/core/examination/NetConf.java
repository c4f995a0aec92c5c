package dev.crossfade.core.examination;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.scan.RepositoryObject;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Optional;

/**
 * flannel's configuration in the ConfigMap of canal.
 *
 * @param readable false where nobody here can say what stands in it
 * @param json what stands in it
 */
record NetConf(RepositoryObject config, boolean readable, Optional<YamlDocument> json) {

    static final YamlPath KEY = YamlPath.of("data", "net-conf.json");

    /**
     * @param objects those of the repository for this cluster
     * @param files those that keep canal
     */
    static Optional<NetConf> among(List<RepositoryObject> objects, List<String> files) {
        return objects.stream()
                .filter(object -> files.contains(object.file()))
                .filter(object ->
                        object.kind().equals("ConfigMap") && object.name().equals("canal-config"))
                .filter(object -> object.get(KEY).isPresent())
                .findFirst()
                .map(NetConf::of);
    }

    private static NetConf of(RepositoryObject config) {
        try {
            return new NetConf(
                    config,
                    true,
                    YamlFile.parse(
                                    "net-conf.json",
                                    String.valueOf(config.get(KEY).orElse("")))
                            .documents()
                            .stream()
                            .findFirst());
        } catch (CrossfadeException unreadable) {
            return new NetConf(config, false, Optional.empty());
        }
    }

    /** The value at a dotted path. */
    Optional<Object> get(String path) {
        return json.flatMap(document -> document.get(YamlPath.parse(path)));
    }

    /** flannel pkg/subnet/config.go: without a type the backend is udp. */
    boolean isVxlan() {
        return get("Backend.Type").equals(Optional.of("vxlan"));
    }
}
