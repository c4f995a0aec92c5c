package dev.crossfade.core.facts;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Calico's own policy objects become in Cilium. */
public final class PolicyFacts {

    private static final List<Map<String, Object>> TRANSLATIONS =
            FactTable.read("policies.yaml").rows("translations");

    private PolicyFacts() {}

    /** What an object of this kind becomes, or nothing where it is no policy of Calico's. */
    public static Optional<String> becomes(String group, String kind) {
        boolean calico = CalicoFacts.isGroup(group);
        return TRANSLATIONS.stream()
                .filter(row -> calico && kind.equals(row.get("kind")))
                .map(row -> String.valueOf(row.get("becomes")))
                .findFirst();
    }
}
