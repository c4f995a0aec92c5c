package dev.crossfade.core.inventory;

import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Labels that nodes have by the word of their template.
 *
 * @param values those that every node of the template has
 * @param choices those of which each node has one value, or one that only others know: then the list is empty
 * @param refused values that no node has of a label; none at all where the list is empty
 * @param machines true where Cluster API makes them
 */
public record GivenLabels(
        Map<String, String> values,
        Map<String, List<String>> choices,
        Map<String, List<String>> refused,
        boolean machines) {

    /** Kubelet, clouds, Karpenter and Cluster API set labels of these domains on nodes without a template's word. */
    private static final Pattern BY_OTHERS =
            Pattern.compile("([^/]*[.])?(kubernetes\\.io|k8s\\.io|karpenter\\.[^/]*|k8s\\.aws)/.*");

    /** What Cluster API carries from a Machine to its node (cluster-api internal/labels, GetManagedLabels). */
    private static final Pattern FROM_MACHINE =
            Pattern.compile("node-role\\.kubernetes\\.io(/.*)?|([^/]*\\.)?node-restriction\\.kubernetes\\.io(/.*)?"
                    + "|([^/]*\\.)?node\\.cluster\\.x-k8s\\.io(/.*)?");

    private static final String JOIN = "joinConfiguration.nodeRegistration";
    private static final YamlPath REQUIREMENTS = YamlPath.parse("spec.template.spec.requirements");

    /** Whether nodes of the template have a label. */
    public enum Answer {
        YES,
        NO,
        UNKNOWN
    }

    public GivenLabels {
        values = Map.copyOf(values);
        choices = Map.copyOf(choices);
        refused = Map.copyOf(refused);
    }

    /**
     * @param all every template of the migration
     * @param documents where each object stands
     */
    public static GivenLabels of(
            NodeTemplate template, List<NodeTemplate> all, Function<NodeObject, YamlDocument> documents) {
        YamlDocument document = documents.apply(template.object());
        if (template instanceof NodeTemplate.KarpenterPool) {
            return ofPool(document);
        }
        if (template instanceof NodeTemplate.ControlPlane) {
            Map<String, String> labels = ofKubelet(document, "spec.kubeadmConfigSpec." + JOIN);
            labels.putAll(ofMachine(document, "spec.machineTemplate.metadata.labels"));
            // kubeadm cmd/phases/markcontrolplane: every node of a control plane has it
            labels.put("node-role.kubernetes.io/control-plane", "");
            return new GivenLabels(labels, Map.of(), Map.of(), true);
        }
        Map<String, String> labels = new TreeMap<>();
        if (template instanceof NodeTemplate.MachineDeployment deployment) {
            all.stream()
                    .filter(other ->
                            other instanceof NodeTemplate.WorkerTemplate && deployment.refersTo(other.object()))
                    .forEach(other ->
                            labels.putAll(ofKubelet(documents.apply(other.object()), "spec.template.spec." + JOIN)));
            labels.putAll(ofMachine(document, "spec.template.metadata.labels"));
        }
        return new GivenLabels(labels, Map.of(), Map.of(), true);
    }

    /** A NodePool's labels, and what its requirements leave (karpenter pkg/scheduling/requirement.go). */
    private static GivenLabels ofPool(YamlDocument pool) {
        Map<String, String> values = map(pool, YamlPath.parse("spec.template.metadata.labels"));
        values.put("karpenter.sh/nodepool", NodeObject.text(pool, "metadata.name"));
        Map<String, List<String>> choices = new TreeMap<>();
        Map<String, List<String>> refused = new TreeMap<>();
        for (Object item : list(pool, REQUIREMENTS)) {
            if (item instanceof Map<?, ?> requirement) {
                String key = String.valueOf(requirement.get("key"));
                List<String> named = requirement.get("values") instanceof List<?> texts
                        ? texts.stream().map(String::valueOf).toList()
                        : List.of();
                switch (String.valueOf(requirement.get("operator"))) {
                    case "In" -> choices.put(key, named);
                    case "NotIn", "DoesNotExist" -> {
                        refused.merge(key, named, GivenLabels::both);
                        choices.putIfAbsent(key, List.of());
                    }
                    default -> choices.putIfAbsent(key, List.of());
                }
            }
        }
        return new GivenLabels(values, choices, refused, false);
    }

    private static List<String> both(List<String> some, List<String> more) {
        return some.isEmpty() || more.isEmpty()
                ? List.of()
                : Stream.concat(some.stream(), more.stream()).toList();
    }

    /** What kubelet registers with, in a nodeRegistration. */
    private static Map<String, String> ofKubelet(YamlDocument document, String registration) {
        YamlPath arguments = YamlPath.parse(registration).child("kubeletExtraArgs");
        Map<String, String> labels = new TreeMap<>();
        if (document.get(arguments).orElse(null) instanceof Map<?, ?> map) {
            add(map.get("node-labels"), labels);
        }
        for (Object item : list(document, arguments)) {
            if (item instanceof Map<?, ?> argument && "node-labels".equals(argument.get("name"))) {
                add(argument.get("value"), labels);
            }
        }
        return labels;
    }

    /** Those of a Machine's labels that its node gets, too. */
    private static Map<String, String> ofMachine(YamlDocument document, String labels) {
        Map<String, String> given = map(document, YamlPath.parse(labels));
        given.keySet().removeIf(key -> !isFromMachine(key));
        return given;
    }

    /** True for a label that Cluster API carries from a Machine to its node. */
    public static boolean isFromMachine(String key) {
        return FROM_MACHINE.matcher(key).matches();
    }

    public Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    public Answer has(String key, String wanted) {
        String value = values.get(key);
        List<String> choice = choices.get(key);
        if (value != null) {
            return value.equals(wanted) ? Answer.YES : Answer.NO;
        }
        List<String> never = refused.get(key);
        if (never != null && (never.isEmpty() || never.contains(wanted))) {
            return Answer.NO;
        }
        if (choice != null && !choice.isEmpty()) {
            return !choice.contains(wanted) ? Answer.NO : choice.size() == 1 ? Answer.YES : Answer.UNKNOWN;
        }
        boolean others = choice != null || (BY_OTHERS.matcher(key).matches() && !(machines && isFromMachine(key)));
        return others ? Answer.UNKNOWN : Answer.NO;
    }

    /** Whether a selector of labels takes nodes of the template: yes where no label speaks against it and one for it. */
    public Answer matches(Map<String, String> selector) {
        EnumSet<Answer> answers = EnumSet.noneOf(Answer.class);
        selector.forEach((key, wanted) -> answers.add(has(key, wanted)));
        return answers.contains(Answer.NO) ? Answer.NO : answers.contains(Answer.YES) ? Answer.YES : Answer.UNKNOWN;
    }

    private static Map<String, String> map(YamlDocument document, YamlPath path) {
        Map<String, String> found = new TreeMap<>();
        if (document.get(path).orElse(null) instanceof Map<?, ?> written) {
            written.forEach((key, value) -> found.put(String.valueOf(key), value == null ? "" : String.valueOf(value)));
        }
        return found;
    }

    private static List<?> list(YamlDocument document, YamlPath path) {
        return document.get(path).orElse(null) instanceof List<?> items ? items : List.of();
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
