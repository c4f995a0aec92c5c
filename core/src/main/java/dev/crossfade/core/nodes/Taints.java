package dev.crossfade.core.nodes;

import dev.crossfade.core.spec.NodesSpec;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Taints as manifests write them. */
final class Taints {

    /** It stays, as Cilium recommends (docs.cilium.io, installation/taints). */
    static final String WHY = "migration: permanent; pods wait until Cilium runs on a new node";

    private Taints() {}

    static Map<String, Object> of(NodesSpec.Taint taint) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("key", taint.key());
        map.put("value", taint.value());
        map.put("effect", taint.effect());
        return map;
    }

    /** Where the list has a taint of this key, or -1: Cilium's operator matches the key alone. */
    static int position(YamlDocument document, YamlPath list, NodesSpec.Taint taint) {
        List<Object> items = items(document, list);
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Map<?, ?> item && taint.key().equals(item.get("key"))) {
                return i;
            }
        }
        return -1;
    }

    @SuppressWarnings("unchecked")
    static List<Object> items(YamlDocument document, YamlPath list) {
        return document.get(list)
                .filter(List.class::isInstance)
                .map(found -> (List<Object>) found)
                .orElse(List.of());
    }
}
