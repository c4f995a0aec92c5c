package dev.crossfade.core.phase;

import dev.crossfade.core.facts.KindFacts;
import dev.crossfade.core.facts.ObjectName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A Job that deletes objects by name, kind after kind, and waits until each is gone; what is gone already is no error. */
record DeletionJob(Migration migration, String step, List<ObjectName> objects) {

    JobManifests manifests() {
        List<JobCommand> commands = new ArrayList<>();
        Map<String, List<Map<String, Object>>> rules = new TreeMap<>();
        groups().forEach((place, group) -> {
            commands.add(command(group));
            rules.computeIfAbsent(scope(group.get(0)), key -> new ArrayList<>()).add(rule(group));
        });
        return new JobManifests(migration, step, "phase", commands, rules);
    }

    /** Objects of one kind in one namespace, in the order in which they are named. */
    private Map<String, List<ObjectName>> groups() {
        Map<String, List<ObjectName>> groups = new LinkedHashMap<>();
        objects.forEach(
                object -> groups.computeIfAbsent(object.kind() + "@" + object.namespace(), key -> new ArrayList<>())
                        .add(object));
        return groups;
    }

    /** A Role needs its namespace, and nobody says that one of Calico's exists: rights there are given cluster-wide, by name. */
    private static String scope(ObjectName object) {
        return object.namespace().equals(Layout.NAMESPACE) ? Layout.NAMESPACE : JobManifests.CLUSTER;
    }

    private static JobCommand command(List<ObjectName> group) {
        ObjectName first = group.get(0);
        List<String> arguments = new ArrayList<>();
        if (!first.namespace().isEmpty()) {
            arguments.add("--namespace=" + first.namespace());
        }
        arguments.addAll(List.of("delete", "--ignore-not-found", "--timeout=10m"));
        group.forEach(object -> arguments.add(object.resource()));
        String place = first.namespace().isEmpty() || first.namespace().equals(Layout.NAMESPACE)
                ? ""
                : "-" + first.namespace();
        String name = "delete-" + KindFacts.of(first.kind()).plural().toLowerCase(Locale.ROOT) + place;
        return new JobCommand(Labels.fit(name, Labels.LONGEST), arguments);
    }

    /** kubectl waits for each object with a list and a watch by name, which resourceNames allows (Kubernetes, RBAC). */
    private static Map<String, Object> rule(List<ObjectName> group) {
        KindFacts kind = KindFacts.of(group.get(0).kind());
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("apiGroups", List.of(kind.group()));
        rule.put("resources", List.of(kind.plural().toLowerCase(Locale.ROOT)));
        rule.put("resourceNames", group.stream().map(ObjectName::name).toList());
        rule.put("verbs", List.of("get", "list", "watch", "delete"));
        return rule;
    }
}
