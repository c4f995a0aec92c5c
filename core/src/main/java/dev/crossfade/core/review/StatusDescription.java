package dev.crossfade.core.review;

import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.plan.Plan;

/** The one line beside a proposal's commit. */
public final class StatusDescription {

    private StatusDescription() {}

    /** For the next phase, where nobody has asked the cluster. */
    public static String unasked(Plan plan, Sequence.Entry entry) {
        return of(plan, entry, "next in line; nobody asked the cluster whether the gates before it hold");
    }

    /** For the next phase, where the cluster was asked. */
    public static String asked(Plan plan, Sequence.Entry entry, String what) {
        return of(plan, entry, what);
    }

    /** For a commit that takes a phase back. */
    public static String undo(Plan plan, UndoCommit undo) {
        return of(plan, undo.entry(), "undo, commit " + undo.number() + " of " + undo.of());
    }

    private static String of(Plan plan, Sequence.Entry entry, String what) {
        return "phase " + entry.number() + " of " + plan.entries().size() + ": " + what;
    }
}
