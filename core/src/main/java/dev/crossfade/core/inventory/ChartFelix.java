package dev.crossfade.core.inventory;

import dev.crossfade.core.render.Tree;
import dev.crossfade.core.scan.RepositoryObject;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The FelixConfiguration that the operator's chart renders of its values, as the object that it becomes. */
public final class ChartFelix {

    static final String KEY = "defaultFelixConfiguration";

    private ChartFelix() {}

    /** @param tree the one before the first phase */
    public static Optional<RepositoryObject> of(CalicoHome.Chart chart, Tree tree) {
        String file = chart.valuesFile();
        return YamlFile.parse(file, tree.read(file).orElse("")).documents().stream()
                .flatMap(document -> of(file, document, chart.beside(KEY)).stream())
                .findFirst();
    }

    /**
     * Whatever it says under enabled: of that releases of the chart think differently (projectcalico/calico
     * charts/tigera-operator/templates/crs/configmap-felixconfiguration-templates.yaml).
     */
    static Optional<RepositoryObject> of(String file, YamlDocument values, YamlPath key) {
        if (!(values.get(key).orElse(null) instanceof Map<?, ?> fields)) {
            return Optional.empty();
        }
        Map<Object, Object> spec = new LinkedHashMap<>(fields);
        spec.remove("enabled");
        Map<String, Object> object = Map.of(
                "apiVersion",
                "crd.projectcalico.org/v1",
                "kind",
                "FelixConfiguration",
                "metadata",
                Map.of("name", "default"),
                "spec",
                spec);
        return Optional.of(
                new RepositoryObject(file, values.patched(object, values.where(key)), new YamlPath(List.of())));
    }
}
