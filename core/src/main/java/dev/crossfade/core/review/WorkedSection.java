package dev.crossfade.core.review;

import dev.crossfade.core.gate.Gate;
import dev.crossfade.core.phase.Marker;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.plan.Plan;
import dev.crossfade.core.plan.PlanRenderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How one sees that an undo worked: by what is its own, and by the gates that held before the phase. */
record WorkedSection(Plan plan, UndoCommit commit, ReviewTemplate template) {

    String text() {
        List<String> parts = new ArrayList<>(List.of("### Worked when"));
        if (commit.prepares()) {
            parts.add(lines(
                    "- Argo CD has synced this commit: the Applications of the migration are Synced at its merge"));
            return String.join("\n\n", parts);
        }
        Optional<Sequence.Entry> before = before();
        String own = lines("");
        if (!own.isEmpty()) {
            parts.add(own);
        }
        before.ifPresent(entry -> {
            parts.add("These hold again, the gates of " + Markdown.code(entry.id()) + " (" + entry.number() + "):");
            parts.add(new GateSection(plan.migration().spec().gates(), entry, gates(entry)).table());
        });
        if (own.isEmpty() && before.isEmpty()) {
            parts.add("- The Applications of the migration are Synced at this merge or a later one");
        }
        return String.join("\n\n", parts);
    }

    private String lines(String first) {
        return (first + "\n" + template.section(ReviewTemplate.WORKED).orElse("")).strip();
    }

    private Optional<Sequence.Entry> before() {
        return plan.entries().stream()
                .filter(each ->
                        each.step() != null && each.number() < commit.entry().number())
                .reduce((earlier, later) -> later);
    }

    /** Under later phases only what those ask for as well: what they have taken away does not come back. */
    private List<Gate> gates(Sequence.Entry before) {
        PlanRenderer renderer = new PlanRenderer(plan);
        List<Gate> gates = new ArrayList<>(renderer.gates(before));
        Marker.read(commit.base(), plan.migration().layout())
                .map(Marker::phase)
                .filter(newest -> !newest.equals(commit.entry().id()))
                .flatMap(plan::entry)
                .ifPresent(newest -> gates.retainAll(renderer.gates(newest)));
        return gates;
    }
}
