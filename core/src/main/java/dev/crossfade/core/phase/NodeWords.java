package dev.crossfade.core.phase;

import dev.crossfade.core.inventory.NodeTemplate;
import dev.crossfade.core.spec.NodesSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What messages and runbook say about the node templates that Git keeps; names are empty texts where there are none. */
final class NodeWords {

    private NodeWords() {}

    /** Of all waves. */
    static Map<String, Object> of(Migration migration) {
        return words(migration.inventory().nodeTemplates());
    }

    /** Of one wave. */
    static Map<String, Object> of(Migration migration, String wave) {
        List<NodeTemplate> templates = migration.inventory().nodeTemplates().stream()
                .filter(template -> template.waves().contains(wave))
                .toList();
        Map<String, Object> words = words(templates);
        words.put("pace", migration.nodeTemplates().pace(wave));
        words.put("rollsBack", rollsBack(migration, wave));
        words.put("byHand", byHand(migration.spec().nodes(), wave, templates));
        List<String> waves = Waves.names(migration);
        words.put("rolling", machines(templates, false, false));
        words.put("waiting", machines(templates, false, true));
        words.put("others", others(migration) && wave.equals(waves.get(waves.size() - 1)));
        many(words, "rolling", "waiting");
        words.put("stopsNobody", Boolean.TRUE.equals(words.get("byHand")) || Boolean.TRUE.equals(words.get("others")));
        words.put("freezes", !templates.isEmpty());
        return words;
    }

    /** Names of the MachineDeployments that move in first-nodes, for stopped workloads, or of those that do not. */
    private static String machines(List<NodeTemplate> templates, boolean early, boolean onDelete) {
        return names(
                templates.stream()
                        .filter(template -> template instanceof NodeTemplate.MachineDeployment machines
                                && machines.early() == early
                                && machines.onDelete() == onDelete)
                        .toList(),
                NodeTemplate.MachineDeployment.class);
    }

    /** True where no wave has a loop for the nodes that Karpenter does not make, those that it runs on among them. */
    static boolean others(Migration migration) {
        List<NodeTemplate> all = migration.inventory().nodeTemplates();
        return !of(all, NodeTemplate.KarpenterPool.class).isEmpty()
                && Waves.names(migration).stream()
                        .noneMatch(wave -> byHand(
                                migration.spec().nodes(),
                                wave,
                                all.stream()
                                        .filter(template -> template.waves().contains(wave))
                                        .toList()));
    }

    /** True where people add and end machines of some wave. */
    static boolean byPeople(Migration migration) {
        return others(migration)
                || Waves.names(migration).stream()
                        .anyMatch(
                                wave -> Boolean.TRUE.equals(of(migration, wave).get("byHand")));
    }

    /** True where machines go back when the wave's commit is reverted: a reference to another template replaces them. */
    static boolean rollsBack(Migration migration, String wave) {
        return migration.inventory().nodeTemplates().stream()
                .filter(template -> template.waves().contains(wave))
                .anyMatch(template -> template instanceof NodeTemplate.ControlPlane
                        || (template instanceof NodeTemplate.MachineDeployment machines
                                && !machines.early()
                                && !machines.onDelete()));
    }

    /** True where the wave may have nodes whose templates Git does not keep; Cluster API makes all nodes of a cluster. */
    private static boolean byHand(NodesSpec nodes, String wave, List<NodeTemplate> templates) {
        Optional<NodesSpec.Wave> declared = nodes.waves().stream()
                .filter(candidate -> candidate.name().equals(wave))
                .findFirst();
        boolean others = templates.isEmpty()
                || declared.map(named -> !named.select().isEmpty())
                        .orElse(of(templates, NodeTemplate.MachineDeployment.class)
                                .isEmpty());
        return others && declared.map(named -> named.templates().isEmpty()).orElse(true);
    }

    /** MachineDeployments by name, with their kind in front; empty where there are none. */
    static String deployments(String names) {
        return names.isEmpty() ? "" : "MachineDeployment" + (isMany(names) ? "s " : " ") + names;
    }

    /** For each word of names a second one, true where it has several: manyDeployments. */
    private static void many(Map<String, Object> words, String... names) {
        for (String word : names) {
            words.put(
                    "many" + Character.toUpperCase(word.charAt(0)) + word.substring(1),
                    isMany(String.valueOf(words.get(word))));
        }
    }

    private static boolean isMany(String names) {
        return names.contains(", ");
    }

    private static Map<String, Object> words(List<NodeTemplate> templates) {
        Map<String, Object> words = new TreeMap<>();
        words.put("inGit", !templates.isEmpty());
        words.put("nodePools", names(templates, NodeTemplate.KarpenterPool.class));
        words.put(
                "impatient",
                of(templates, NodeTemplate.KarpenterPool.class).stream()
                        .filter(pool -> !pool.patience().isEmpty())
                        .map(pool -> pool.object().name() + " " + pool.patience())
                        .collect(Collectors.joining(", ")));
        words.put("manyPools", of(templates, NodeTemplate.KarpenterPool.class).size() > 1);
        words.put(
                "nodePoolSelector",
                "karpenter.sh/nodepool in ("
                        + names(templates, NodeTemplate.KarpenterPool.class).replace(", ", ",") + ")");
        machines(templates, words);
        taints(templates, NodeTemplate.KarpenterPool.class, NodeTemplate.KarpenterPool::taint, "pool", words);
        taints(templates, NodeTemplate.WorkerTemplate.class, NodeTemplate.WorkerTemplate::taint, "worker", words);
        taints(templates, NodeTemplate.ControlPlane.class, NodeTemplate.ControlPlane::taint, "plane", words);
        words.put("controlPlane", names(templates, NodeTemplate.ControlPlane.class));
        words.put("controlPlaneRows", rows(templates, NodeTemplate.ControlPlane.class, plane -> ""));
        return words;
    }

    private static void machines(List<NodeTemplate> templates, Map<String, Object> words) {
        words.put("workerTemplates", names(templates, NodeTemplate.WorkerTemplate.class));
        words.put("deployments", names(templates, NodeTemplate.MachineDeployment.class));
        words.put(
                "deploymentRows",
                rows(templates, NodeTemplate.MachineDeployment.class, NodeTemplate.MachineDeployment::template));
        words.put("earlyRolling", machines(templates, true, false));
        words.put("earlyWaiting", machines(templates, true, true));
        words.put(
                "early",
                Stream.of("earlyRolling", "earlyWaiting")
                        .map(word -> String.valueOf(words.get(word)))
                        .filter(names -> !names.isEmpty())
                        .collect(Collectors.joining(", ")));
        words.put(
                "onDelete",
                names(
                        templates.stream()
                                .filter(template -> template instanceof NodeTemplate.MachineDeployment machines
                                        && machines.onDelete())
                                .toList(),
                        NodeTemplate.MachineDeployment.class));
        many(words, "workerTemplates", "deployments", "early", "earlyRolling", "earlyWaiting", "onDelete");
    }

    /** Which templates of the kind have a taint of the migration's key already, and whether some have none. */
    private static <T extends NodeTemplate> void taints(
            List<NodeTemplate> templates,
            Class<T> kind,
            Function<T, String> taint,
            String word,
            Map<String, Object> words) {
        List<T> all = of(templates, kind);
        words.put(
                word + "Untainted",
                all.stream().anyMatch(each -> taint.apply(each).isEmpty()));
        words.put(
                word + "Taints",
                all.stream()
                        .filter(each -> !taint.apply(each).isEmpty())
                        .map(each -> each.object().name() + " with effect " + taint.apply(each))
                        .distinct()
                        .collect(Collectors.joining(", ")));
    }

    /** What a command needs for each object of the kind. */
    private static <T extends NodeTemplate> List<Map<String, String>> rows(
            List<NodeTemplate> templates, Class<T> kind, Function<T, String> template) {
        return of(templates, kind).stream()
                .map(each -> Map.of(
                        "namespace", namespace(each),
                        "name", each.object().name(),
                        "template", template.apply(each)))
                .toList();
    }

    private static String namespace(NodeTemplate template) {
        return template.object().namespace().isEmpty()
                ? "NAMESPACE"
                : template.object().namespace();
    }

    private static String names(List<NodeTemplate> templates, Class<? extends NodeTemplate> kind) {
        return of(templates, kind).stream()
                .map(template -> template.object().name())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static <T extends NodeTemplate> List<T> of(List<NodeTemplate> templates, Class<T> kind) {
        return templates.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
