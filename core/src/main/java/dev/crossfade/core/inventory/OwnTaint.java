package dev.crossfade.core.inventory;

import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Map;

/** The taint of the migration's key that a template has by itself: no phase writes another, nor changes this one. */
final class OwnTaint {

    private OwnTaint() {}

    /** Its effect; empty where the list has no such taint. Cilium's operator matches the key alone. */
    static String effect(YamlDocument document, String list, String key) {
        Object taints = document.get(YamlPath.parse(list)).orElse(List.of());
        return !(taints instanceof List<?> items)
                ? ""
                : items.stream()
                        .filter(item -> item instanceof Map<?, ?> taint && key.equals(taint.get("key")))
                        .map(item -> String.valueOf(((Map<?, ?>) item).get("effect")))
                        .findFirst()
                        .orElse("");
    }
}
