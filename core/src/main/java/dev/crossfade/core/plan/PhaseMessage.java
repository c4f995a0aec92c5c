package dev.crossfade.core.plan;

import dev.crossfade.core.gate.ExtraGates;
import dev.crossfade.core.gate.Gate;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.phase.Step;
import dev.crossfade.core.proposal.CommitMessage;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a reviewer reads about a phase in its commit: what and why from the phase's prose, gate and undo from its data. */
final class PhaseMessage {

    private final Plan plan;

    PhaseMessage(Plan plan) {
        this.plan = plan;
    }

    /** @param notes paragraphs that follow the phase's own prose */
    String text(Sequence.Entry entry, Step step, List<Gate> gates, List<String> notes) {
        Migration migration = plan.migration();
        CommitMessage message = new CommitMessage(migration.spec().name(), step.title());
        if (step.isPointOfNoReturn()) {
            message.prose("POINT OF NO RETURN. Not merging is safe: the cluster can stay as it is.");
        }
        message.prose(migration.templates().prose(step.prose(), PhaseWords.of(migration, step)));
        notes.forEach(message::prose);
        if (!step.entryGates().isEmpty()) {
            message.prose("Asked before this is proposed, and again until it is merged:\n"
                    + lines(step.entryGates().stream()));
        }
        return message.prose(gateText(entry, step, gates))
                .prose("Undo: " + step.undoText())
                .trailer("Crossfade-Migration", migration.spec().name())
                .trailer(
                        "Crossfade-Phase", entry.number() + "/" + plan.entries().size() + " " + step.id())
                .trailer("Crossfade-Plan", plan.digest())
                .trailer("Crossfade-Undo", step.undo().id())
                .text();
    }

    private String gateText(Sequence.Entry entry, Step step, List<Gate> gates) {
        List<Gate> extra = ExtraGates.in(
                plan.migration().spec().gates().extra(),
                step.id(),
                entry.phase().id());
        String own = lines(gates.stream().filter(step.gates()::contains));
        String rest = gates.stream()
                .filter(gate -> !step.gates().contains(gate) && !extra.contains(gate))
                .map(Gate::id)
                .collect(Collectors.joining(", "));
        String text = own.isEmpty() ? "Gate: " + rest + "." : "Gate:\n" + own + "\n\nStanding gates: " + rest + ".";
        return extra.isEmpty() ? text : text + "\n\nGates of your own:\n" + lines(extra.stream());
    }

    private static String lines(Stream<Gate> gates) {
        return gates.map(gate -> "- " + gate.id() + ": " + gate.passes()).collect(Collectors.joining("\n"));
    }
}
