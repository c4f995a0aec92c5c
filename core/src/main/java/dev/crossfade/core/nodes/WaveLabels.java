package dev.crossfade.core.nodes;

import dev.crossfade.core.inventory.NodeTemplate;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.spec.NodesSpec;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares what a wave selects with the labels that its templates give: a wave that selects no node proves nothing. */
public record WaveLabels(NodesSpec nodes, List<NodeTemplate> templates) {

    private static final YamlPath POOL = YamlPath.parse("spec.template.metadata.labels");
    private static final YamlPath REQUIREMENTS = YamlPath.parse("spec.template.spec.requirements");
    private static final YamlPath ARGUMENTS =
            YamlPath.parse("spec.template.spec.joinConfiguration.nodeRegistration.kubeletExtraArgs");

    /** Kubelet, clouds, Karpenter and Cluster API set labels of these domains on nodes without a template's word. */
    private static final String BY_OTHERS = "([^/]*[.])?(kubernetes\\.io|k8s\\.io|karpenter\\.[^/]*|k8s\\.aws)/.*";

    public WaveLabels {
        templates = List.copyOf(templates);
    }

    public List<Problem> check(YamlFile file) {
        List<Problem> problems = new ArrayList<>();
        for (NodeTemplate template : templates) {
            if (template.object().file().equals(file.name())) {
                nodes.waves().stream()
                        .filter(wave -> template.waves().contains(wave.name()))
                        .forEach(wave -> check(wave, template, template.object().in(file), problems));
            }
        }
        return problems;
    }

    private static void check(
            NodesSpec.Wave wave, NodeTemplate template, YamlDocument document, List<Problem> problems) {
        boolean pool = template instanceof NodeTemplate.KarpenterPool;
        if (!pool && !(template instanceof NodeTemplate.WorkerTemplate)) {
            return;
        }
        Map<String, String> given = pool ? ofPool(template, document) : ofKubelet(document);
        YamlPath place = pool ? POOL : ARGUMENTS;
        wave.select().forEach((key, wanted) -> {
            String value = given.get(key);
            String gives = template.object() + " gives its nodes ";
            String cure = "let select and template say the same";
            if (value == null && !key.matches(BY_OTHERS) && !required(document, key)) {
                problems.add(Problem.warning(
                        ErrorCode.NODE_TEMPLATE_LABELS,
                        document.where(place),
                        gives + "no label " + key + ", by which wave " + wave.name()
                                + " selects them: its gate would look at none of them",
                        cure + "; where something else sets the label, answer for it"));
            } else if (value != null && !value.equals(wanted)) {
                problems.add(Problem.blocker(
                        ErrorCode.NODE_TEMPLATE_LABELS,
                        document.where(place),
                        gives + key + "=" + value + ", and wave " + wave.name() + " selects " + key + "=" + wanted
                                + ": its gate would look at none of them",
                        cure));
            }
        });
    }

    private static Map<String, String> ofPool(NodeTemplate template, YamlDocument document) {
        Map<String, String> labels = new TreeMap<>();
        if (document.get(POOL).orElse(null) instanceof Map<?, ?> written) {
            written.forEach((key, value) -> labels.put(String.valueOf(key), String.valueOf(value)));
        }
        labels.put("karpenter.sh/nodepool", template.object().name());
        return labels;
    }

    /** A requirement becomes a label of each node, with one of its values (karpenter.sh/docs/concepts/scheduling). */
    private static boolean required(YamlDocument document, String key) {
        return Taints.items(document, REQUIREMENTS).stream()
                .anyMatch(item -> item instanceof Map<?, ?> requirement && key.equals(requirement.get("key")));
    }

    private static Map<String, String> ofKubelet(YamlDocument document) {
        Map<String, String> labels = new TreeMap<>();
        if (document.get(ARGUMENTS).orElse(null) instanceof Map<?, ?> arguments) {
            add(arguments.get("node-labels"), labels);
        }
        for (Object item : Taints.items(document, ARGUMENTS)) {
            if (item instanceof Map<?, ?> argument && "node-labels".equals(argument.get("name"))) {
                add(argument.get("value"), labels);
            }
        }
        return labels;
    }

    private static void add(@Nullable Object list, Map<String, String> labels) {
        for (String label : (list == null ? "" : String.valueOf(list)).split(",", -1)) {
            String[] parts = label.strip().split("=", 2);
            if (!parts[0].isEmpty()) {
                labels.put(parts[0], parts.length > 1 ? parts[1] : "");
            }
        }
    }
}
