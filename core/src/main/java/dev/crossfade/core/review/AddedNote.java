package dev.crossfade.core.review;

import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an object that acts or allows something does, read from its manifest. */
final class AddedNote {

    /** Commands of which a reviewer takes in the sense; the manifest has them all. */
    private static final int MOST = 4;

    private static final int LONGEST = 140;

    /** What a chart gives to Helm to run at its time; Argo CD runs it as a hook of its own (argo-cd docs/user-guide/helm.md). */
    private static final YamlPath HOOK = YamlPath.of("metadata", "annotations", "helm.sh/hook");

    private AddedNote() {}

    static String of(ObjectKey key, @Nullable Object root) {
        String acts = switch (key.kind()) {
            case "Job" -> "runs " + some(commands(root));
            case "Role", "ClusterRole" -> "may " + some(rules(root));
            default -> "";
        };
        return HOOK.in(root)
                .map(hook -> "Helm's hook " + Markdown.code(FlowText.of(hook, LONGEST)))
                .map(hook -> acts.isEmpty() ? hook : hook + "; " + acts)
                .orElse(acts);
    }

    private static String some(List<String> all) {
        return all.stream().limit(MOST).collect(Collectors.joining(", "))
                + (all.size() > MOST ? " and " + (all.size() - MOST) + " more" : "");
    }

    private static List<String> commands(@Nullable Object root) {
        List<String> commands = new ArrayList<>();
        for (String list : List.of("initContainers", "containers")) {
            for (Object container :
                    list(YamlPath.parse("spec.template.spec." + list).in(root).orElse(null))) {
                String words = list(field(container, "command")).stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(" "));
                commands.add(Markdown.code(FlowText.of(words, LONGEST)));
            }
        }
        return commands;
    }

    private static List<String> rules(@Nullable Object root) {
        List<String> rules = new ArrayList<>();
        for (Object rule : list(YamlPath.parse("rules").in(root).orElse(null))) {
            List<?> names = list(field(rule, "resourceNames"));
            rules.add(words(field(rule, "verbs")) + " " + words(field(rule, "resources"))
                    + (names.isEmpty() ? " of any name" : " " + Markdown.code(FlowText.of(names, LONGEST))));
        }
        return rules;
    }

    private static String words(@Nullable Object items) {
        return Markdown.words(list(items).stream().map(String::valueOf).collect(Collectors.joining("/")));
    }

    private static @Nullable Object field(@Nullable Object map, String key) {
        return map instanceof Map<?, ?> fields ? fields.get(key) : null;
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
