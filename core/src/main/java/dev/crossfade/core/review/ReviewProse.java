package dev.crossfade.core.review;

import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.phase.Step;
import dev.crossfade.core.plan.PhaseWords;
import dev.crossfade.core.render.Templates;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The prose of a phase as Markdown: what the commit's message says, and what its review adds. */
record ReviewProse(Templates templates, Migration migration, Step step) {

    /** Stands between what happens and why, where it is not the first paragraph alone that says what. */
    private static final String WHY = "(why)";

    private static final Map<String, String> PROJECTS = Map.of(
            "cilium", "cilium/cilium",
            "calico", "projectcalico/calico",
            "operator", "tigera/operator",
            "argo-cd", "argoproj/argo-cd",
            "strimzi", "strimzi/strimzi-kafka-operator");

    private static final Pattern ISSUE =
            Pattern.compile("(?<![\\w/`\\[-])(?:tigera/)?(cilium|calico|operator|argo-cd|strimzi)#([0-9]+)");

    /** What the commit does, a paragraph each. */
    String what() {
        return parts()[0];
    }

    /** Why it does so, and why now. */
    String why() {
        return parts()[1];
    }

    ReviewTemplate review(Map<String, String> more) {
        String path = step.prose().replaceFirst("/message", "/review");
        Map<String, Object> words = words();
        words.putAll(more);
        return ReviewTemplate.of(path, linked(templates.prose(path, words)));
    }

    /** Paragraphs that code has put together from the names of this repository. */
    static String paragraphs(String text) {
        return List.of(text.strip().split("\\n\\s*\\n", -1)).stream()
                .map(block -> isCommand(block) ? Markdown.block("sh", block) : Markdown.lines(block))
                .collect(Collectors.joining("\n\n"));
    }

    private String[] parts() {
        Map<String, Object> words = words();
        words.put("why", WHY);
        List<String> blocks =
                List.of(templates.prose(step.prose(), words).strip().split("\\n\\s*\\n", -1));
        int marked = blocks.indexOf(WHY);
        int what = marked < 0 ? 1 : marked;
        return new String[] {
            markdown(blocks.subList(0, what)), markdown(blocks.subList(marked < 0 ? 1 : marked + 1, blocks.size()))
        };
    }

    private static String markdown(List<String> blocks) {
        return blocks.stream()
                .map(block ->
                        isCommand(block) ? Markdown.block("", block.stripIndent()) : joined(linked(block.strip())))
                .collect(Collectors.joining("\n\n"));
    }

    /** Forges break a line where its author did. */
    private static String joined(String block) {
        return block.replaceAll("\\n(?!- )", " ");
    }

    private static boolean isCommand(String block) {
        return block.startsWith("kubectl ") || block.lines().allMatch(line -> line.startsWith("  "));
    }

    private static String linked(String text) {
        return ISSUE.matcher(text)
                .replaceAll(found -> "[" + found.group(1) + "#" + found.group(2) + "](https://github.com/"
                        + PROJECTS.get(found.group(1)) + "/issues/" + found.group(2) + ")");
    }

    private Map<String, Object> words() {
        Map<String, Object> words = new LinkedHashMap<>();
        PhaseWords.of(migration, step).forEach((name, value) -> words.put(name, escaped(name, value)));
        return words;
    }

    private static Object escaped(String name, Object value) {
        if (value instanceof String text) {
            return name.equals("ipBlocks") ? Markdown.lines(text) : Markdown.words(text);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(item -> escaped(name, item)).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> words = new LinkedHashMap<>();
            map.forEach((key, item) -> words.put(key, escaped(name, item)));
            return words;
        }
        return value;
    }
}
