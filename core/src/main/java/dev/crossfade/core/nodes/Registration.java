package dev.crossfade.core.nodes;

import dev.crossfade.core.facts.NodeKindFacts;
import dev.crossfade.core.inventory.NodeObject;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.spec.NodesSpec;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Label and taint in kubeadm's nodeRegistration (cluster-api bootstrap/kubeadm, NodeRegistrationOptions).
 *
 * @param at where nodeRegistration stands in the document
 */
record Registration(YamlPath at, NodesSpec nodes) {

    private static final String LABELS = "node-labels";
    private static final String TAINTS = "register-with-taints";

    /** The label in kubelet's arguments, behind those that are there. */
    YamlFile label(YamlFile file, YamlDocument document, @Nullable String why) {
        String label = nodes.label() + "=true";
        Optional<YamlPath> place = argument(document, LABELS);
        if (place.isPresent()) {
            String former = value(document, place.get());
            return file.set(document.index(), place.get(), former.isEmpty() ? label : former + "," + label, why);
        }
        if (!isList(document)) {
            return file.set(document.index(), arguments().child(LABELS), label, why);
        }
        Map<String, Object> argument = new LinkedHashMap<>();
        argument.put("name", LABELS);
        argument.put("value", label);
        return file.append(document.index(), arguments(), argument, why);
    }

    /**
     * Without the label, and without the argument where it held nothing else.
     *
     * @param why the reason that it was given with
     */
    YamlFile unlabel(YamlFile file, YamlDocument document, @Nullable String why) {
        Optional<YamlPath> place = argument(document, LABELS);
        if (place.isEmpty() || !has(document)) {
            return file;
        }
        String rest = Arrays.stream(value(document, place.get()).split(","))
                .filter(label -> !isOurs(label))
                .collect(Collectors.joining(","));
        if (!rest.isEmpty()) {
            return file.set(document.index(), place.get(), rest, null);
        }
        YamlPath whole = isList(document)
                ? new YamlPath(
                        place.get().steps().subList(0, place.get().steps().size() - 1))
                : place.get();
        return file.remove(document.index(), whole, why);
    }

    /**
     * The taint behind those that are there.
     *
     * @param defaults what kubeadm gives a node whose registration lists no taints: a list replaces it
     */
    YamlFile taint(YamlFile file, YamlDocument document, List<Map<String, Object>> defaults, @Nullable String why) {
        YamlPath taints = at.child("taints");
        if (Taints.position(document, taints, nodes.taint()) >= 0) {
            return file;
        }
        if (document.get(taints).isPresent()) {
            return file.append(document.index(), taints, Taints.of(nodes.taint()), why);
        }
        List<Object> all = new ArrayList<>(defaults);
        all.add(Taints.of(nodes.taint()));
        return file.set(document.index(), taints, all, why);
    }

    List<Problem> conflicts(NodeObject object, YamlDocument document) {
        List<Problem> problems = new ArrayList<>();
        argument(document, LABELS)
                .filter(place -> has(document))
                .ifPresent(place -> problems.add(Conflicts.labelled(object, document.where(place), nodes.label())));
        argument(document, TAINTS)
                .ifPresent(place -> problems.add(Conflicts.problem(
                        document.where(place),
                        object + " gives kubelet " + TAINTS + " as an extra argument, which overrides the taints of its"
                                + " nodeRegistration",
                        "move those taints to nodeRegistration.taints")));
        return problems;
    }

    private boolean has(YamlDocument document) {
        return argument(document, LABELS)
                .map(place -> Arrays.stream(value(document, place).split(",")).anyMatch(this::isOurs))
                .orElse(false);
    }

    private boolean isOurs(String label) {
        return label.strip().startsWith(nodes.label() + "=") || label.strip().equals(nodes.label());
    }

    private YamlPath arguments() {
        return at.child("kubeletExtraArgs");
    }

    /** Where the value of an argument stands. */
    private Optional<YamlPath> argument(YamlDocument document, String name) {
        if (!isList(document)) {
            YamlPath path = arguments().child(name);
            return document.get(path).isPresent() ? Optional.of(path) : Optional.empty();
        }
        List<Object> items = Taints.items(document, arguments());
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Map<?, ?> item && name.equals(item.get("name"))) {
                return Optional.of(arguments().child(i).child("value"));
            }
        }
        return Optional.empty();
    }

    private static String value(YamlDocument document, YamlPath place) {
        return document.get(place).map(String::valueOf).orElse("");
    }

    private static boolean isList(YamlDocument document) {
        return NodeKindFacts.of(text(document, "apiVersion"), text(document, "kind"))
                .flatMap(NodeKindFacts::arguments)
                .filter("list"::equals)
                .isPresent();
    }

    private static String text(YamlDocument document, String key) {
        return document.get(YamlPath.of(key)).map(String::valueOf).orElse("");
    }
}
