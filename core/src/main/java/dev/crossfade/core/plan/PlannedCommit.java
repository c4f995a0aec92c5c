package dev.crossfade.core.plan;

import dev.crossfade.core.gate.Gate;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.render.ChangeSet;
import dev.crossfade.core.render.Tree;
import java.util.List;

/**
 * One phase, rendered: what it changes from its base, the gates that end it, and its commit message.
 *
 * @param base the tree before the phase
 * @param notes what the reviewer must know of this very repository, paragraphs that are part of the message, too
 */
public record PlannedCommit(
        Sequence.Entry entry, Tree base, ChangeSet changes, List<Gate> gates, List<String> notes, String message) {

    public PlannedCommit {
        gates = List.copyOf(gates);
        notes = List.copyOf(notes);
    }
}
