package dev.crossfade.core.inventory;

import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The budgets that a NodePool has of its own, in words. */
final class OwnBudgets {

    private OwnBudgets() {}

    /** Those that count for a node that drifts: one without reasons counts for all (karpenter.sh/docs/concepts/disruption). */
    static String text(YamlDocument document) {
        Object budgets = document.get(YamlPath.parse("spec.disruption.budgets")).orElse(List.of());
        return !(budgets instanceof List<?> list)
                ? ""
                : list.stream()
                        .filter(each -> each instanceof Map<?, ?> budget
                                && (!(budget.get("reasons") instanceof List<?> reasons) || reasons.contains("Drifted")))
                        .map(each -> text((Map<?, ?>) each))
                        .collect(Collectors.joining(", "));
    }

    private static String text(Map<?, ?> budget) {
        Object schedule = budget.get("schedule");
        return budget.get("nodes")
                + (schedule == null ? "" : " on schedule " + schedule + " for " + budget.get("duration"));
    }
}
