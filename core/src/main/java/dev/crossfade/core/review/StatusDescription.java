package dev.crossfade.core.review;

import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.plan.Plan;
import dev.crossfade.core.proposal.CommitStatus;

/** The one line beside a proposal's commit. */
public final class StatusDescription {

    private StatusDescription() {}

    /** For the next phase, where nobody has asked the cluster. */
    public static String unasked(Plan plan, Sequence.Entry entry) {
        return of(plan, entry, "next in line, gates not asked; look at crossfade status before you merge");
    }

    /** @param why completes "held: …" */
    public static String held(Plan plan, Sequence.Entry entry, String why) {
        return of(plan, entry, "held: " + why);
    }

    /** Where the base branch has moved past the proposal. */
    public static String superseded(Plan plan, Sequence.Entry entry) {
        return of(plan, entry, "not the next phase any more, do not merge");
    }

    private static String of(Plan plan, Sequence.Entry entry, String what) {
        String line = "phase " + entry.number() + " of " + plan.entries().size() + ": " + what.replaceAll("\\s+", " ");
        return line.length() <= CommitStatus.LONGEST
                ? line
                : line.substring(0, CommitStatus.LONGEST - 1).stripTrailing() + "…";
    }
}
