package dev.crossfade.core.review;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The prose of one phase's review, by section; a list is numbered, and nothing of it is empty. */
final class ReviewTemplate {

    static final String CLUSTER = "In the cluster";
    static final String RESTARTS = "Pods that restart";
    static final String NODES = "Nodes that move";
    static final String WHY = "Why now";
    static final String LOOK = "Look at";
    static final String WRONG = "What can go wrong";
    static final String KNOW = "Only you can know";
    static final String UNDO = "Undo only if";
    static final String WORKED = "Undo worked when";

    /** Behind the name of a section that is another one on the way back. */
    private static final String ON_UNDO = " on the undo";

    private static final Set<String> SECTIONS =
            Set.of(CLUSTER, RESTARTS, NODES, RESTARTS + ON_UNDO, NODES + ON_UNDO, WHY, LOOK, WRONG, KNOW, UNDO, WORKED);

    private final Map<String, String> sections = new LinkedHashMap<>();

    private ReviewTemplate() {}

    /** @throws IllegalStateException for a section that no text has, or prose outside of one */
    static ReviewTemplate of(String name, String prose) {
        ReviewTemplate template = new ReviewTemplate();
        String section = "";
        List<String> lines = new ArrayList<>();
        for (String line : (prose + "\n### ").split("\n", -1)) {
            if (line.startsWith("### ")) {
                template.add(name, section, lines);
                section = line.substring(4).strip();
                lines.clear();
            } else if (!line.isBlank()) {
                lines.add(line.stripTrailing());
            }
        }
        return template;
    }

    Optional<String> section(String name) {
        return Optional.ofNullable(sections.get(name));
    }

    /** What the undo touches: the same fields change back, so it is as with the phase where nothing else is said. */
    ReviewTemplate undone() {
        ReviewTemplate undone = new ReviewTemplate();
        for (String name : List.of(RESTARTS, NODES)) {
            section(name + ON_UNDO).or(() -> section(name)).ifPresent(text -> undone.sections.put(name, text));
        }
        return undone;
    }

    /** The lines of a list, without what marks them as one. */
    List<String> items(String name) {
        return section(name).stream()
                .flatMap(String::lines)
                .map(line -> line.replaceFirst("^(- |[0-9]+\\. )(\\[ ] )?", ""))
                .toList();
    }

    private void add(String name, String section, List<String> lines) {
        if (lines.isEmpty()) {
            return;
        }
        if (!SECTIONS.contains(section)) {
            throw new IllegalStateException("template " + name + " has no section '" + section + "': " + lines.get(0));
        }
        sections.put(section, section.equals(LOOK) ? numbered(lines) : String.join("\n", lines));
    }

    private static String numbered(List<String> lines) {
        List<String> numbered = new ArrayList<>();
        int items = 0;
        for (String line : lines) {
            numbered.add(line.startsWith("- ") ? ++items + ". " + line.substring(2) : line);
        }
        return String.join("\n", numbered);
    }
}
