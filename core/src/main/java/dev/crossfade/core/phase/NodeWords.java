package dev.crossfade.core.phase;

import dev.crossfade.core.inventory.NodeTemplate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What messages and runbook say about the node templates that Git keeps; names are empty texts where there are none. */
final class NodeWords {

    private NodeWords() {}

    /** Of all waves. */
    static Map<String, Object> of(Migration migration) {
        return words(migration.inventory().nodeTemplates());
    }

    /** Of one wave. */
    static Map<String, Object> of(Migration migration, String wave) {
        Map<String, Object> words = words(migration.inventory().nodeTemplates().stream()
                .filter(template -> template.wave().equals(wave))
                .toList());
        words.put("pace", migration.nodeTemplates().pace(wave));
        return words;
    }

    private static Map<String, Object> words(List<NodeTemplate> templates) {
        Map<String, Object> words = new TreeMap<>();
        words.put("inGit", !templates.isEmpty());
        words.put("nodePools", names(templates, NodeTemplate.KarpenterPool.class::isInstance));
        words.put("nodePoolSelector", "karpenter.sh/nodepool in (" + pools(templates) + ")");
        return words;
    }

    private static String pools(List<NodeTemplate> templates) {
        return names(templates, NodeTemplate.KarpenterPool.class::isInstance).replace(", ", ",");
    }

    private static String names(List<NodeTemplate> templates, Predicate<NodeTemplate> choice) {
        return templates.stream()
                .filter(choice)
                .map(template -> template.object().name())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
