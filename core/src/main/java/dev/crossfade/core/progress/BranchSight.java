package dev.crossfade.core.progress;

import dev.crossfade.core.proposal.CommitSeen;
import java.util.List;
import java.util.Optional;

/**
 * A branch of the migration's, as the remote has it.
 *
 * @param above its commits that the base lacks, newest first
 * @param current true where it was made after the marker in the base changed last
 */
public record BranchSight(String name, String tip, List<CommitSeen> above, boolean current) {

    /** Digits of an id that people read. */
    private static final int SHOWN = 10;

    public BranchSight {
        above = List.copyOf(above);
    }

    /** That it holds a commit of a person's, and whose. */
    String holds(CommitSeen foreign) {
        return "branch " + name + " holds a commit that Crossfade did not write: "
                + foreign.id().substring(0, SHOWN) + " by " + foreign.author() + ", \"" + foreign.subject()
                + "\"" + foreign.doubt() + "; it is not overwritten";
    }

    /** The newest commit of a person's on it. */
    public Optional<CommitSeen> foreign() {
        return above.stream().filter(commit -> !commit.own()).findFirst();
    }
}
