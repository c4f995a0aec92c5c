package dev.crossfade.core.review;

import dev.crossfade.core.phase.Layout;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an object that acts or allows something does, read from its manifest.
 *
 * @param text for the object's row
 * @param acts each command or right, whole, where it is an object of Crossfade's own and the row has no room: what
 *     deletes by name is judged by name
 */
record AddedNote(String text, List<String> acts) {

    /** Commands of which a reviewer takes in the sense; the manifest has them all. */
    private static final int MOST = 4;

    private static final int LONGEST = 140;

    private static final int WHOLE = Integer.MAX_VALUE - 1;

    /** What a chart gives to Helm to run at its time; Argo CD runs it as a hook of its own (argo-cd docs/user-guide/helm.md). */
    private static final YamlPath HOOK = YamlPath.of("metadata", "annotations", "helm.sh/hook");

    private static final YamlPath OWN = YamlPath.of("metadata", "labels", Layout.JOB_LABEL);

    AddedNote {
        acts = List.copyOf(acts);
    }

    static AddedNote of(ObjectKey key, @Nullable Object root) {
        AddedNote acts = switch (key.kind()) {
            case "Job" -> of("runs ", "its commands", commands(root, LONGEST), commands(root, WHOLE), root);
            case "Role", "ClusterRole" -> of("has ", "its rights", rules(root, LONGEST), rules(root, WHOLE), root);
            default -> new AddedNote("", List.of());
        };
        return HOOK.in(root)
                .map(hook -> "Helm's hook " + Markdown.code(FlowText.of(hook, LONGEST)))
                .map(hook -> new AddedNote(acts.text.isEmpty() ? hook : hook + "; " + acts.text, acts.acts))
                .orElse(acts);
    }

    private static AddedNote of(
            String verb, String what, List<String> brief, List<String> whole, @Nullable Object root) {
        boolean fits = brief.equals(whole) && whole.size() <= MOST;
        return fits || OWN.in(root).isEmpty()
                ? new AddedNote((verb.equals("has ") ? "may " : verb) + some(brief), List.of())
                : new AddedNote(verb + what + ", listed below the table", whole);
    }

    private static String some(List<String> all) {
        return all.stream().limit(MOST).collect(Collectors.joining(", "))
                + (all.size() > MOST ? " and " + (all.size() - MOST) + " more" : "");
    }

    private static List<String> commands(@Nullable Object root, int longest) {
        List<String> commands = new ArrayList<>();
        for (String list : List.of("initContainers", "containers")) {
            for (Object container :
                    list(YamlPath.parse("spec.template.spec." + list).in(root).orElse(null))) {
                String words = list(field(container, "command")).stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(" "));
                commands.add(Markdown.code(longest == WHOLE ? words : FlowText.of(words, longest)));
            }
        }
        return commands;
    }

    private static List<String> rules(@Nullable Object root, int longest) {
        List<String> rules = new ArrayList<>();
        for (Object rule : list(YamlPath.parse("rules").in(root).orElse(null))) {
            List<?> names = list(field(rule, "resourceNames"));
            rules.add(words(field(rule, "verbs")) + " " + words(field(rule, "resources"))
                    + (names.isEmpty() ? " of any name" : " " + Markdown.code(FlowText.of(names, longest))));
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
