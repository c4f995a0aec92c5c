package dev.crossfade.core.review;

import dev.crossfade.core.phase.Step;
import dev.crossfade.core.phase.Undo;
import java.util.stream.Collectors;

/** How a phase goes back, and what must hold for that. */
record UndoSection(Step step, ReviewTemplate template) {

    String text() {
        String text = "### Undo\n\n" + sentence(ReviewProse.paragraphs(step.undoText()));
        if (step.undo() == Undo.NONE) {
            return text;
        }
        String conditions = conditions();
        return text
                + (step.undo() == Undo.REVERT
                        ? " " + Markdown.code("crossfade rollback " + step.id()) + " proposes the same bytes."
                        : "")
                + (conditions.isEmpty() ? "" : "\n\nOnly if:\n\n" + conditions + asked())
                + "\n\nAfter any undo the migration stands still until `crossfade propose --resume`.";
    }

    /** A list to tick; empty where it goes back at any time. */
    String conditions() {
        return template.section(ReviewTemplate.UNDO).orElse("");
    }

    /** What a person need not look up where a cluster can be asked. */
    String asked() {
        return step.undoGates().isEmpty()
                ? ""
                : "\n\n" + Markdown.code("crossfade rollback " + step.id())
                        + " asks the cluster, where one is named, and refuses while one of these does not hold: "
                        + step.undoGates().stream()
                                .map(gate -> Markdown.code(gate.id()) + " (" + gate.passes() + ")")
                                .collect(Collectors.joining("; "))
                        + ".";
    }

    private static String sentence(String text) {
        return text.isEmpty() || text.startsWith("crossfade ")
                ? text.replaceFirst("^(crossfade rollback \\S+?),", "`$1`,")
                : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
