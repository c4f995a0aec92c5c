package dev.crossfade.core.review;

import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.render.ChangeSet;
import dev.crossfade.core.render.Tree;

/**
 * One of the commits that take a phase back.
 *
 * @param entry the phase
 * @param base the tree that the commit goes on
 * @param number which of them it is, from 1
 * @param of how many there are
 */
public record UndoCommit(Sequence.Entry entry, Tree base, ChangeSet changes, int number, int of) {

    public UndoCommit {
        if (entry.step() == null || number < 1 || number > of) {
            throw new IllegalArgumentException(
                    "no undo of a skipped row, and none beyond the last: " + entry.id() + ", " + number + " of " + of);
        }
    }

    /** True where another one follows, which relies on what this one does in the cluster. */
    boolean prepares() {
        return number < of;
    }

    /** What it does, for its subject and for the title of its pull request. */
    public String title() {
        return "undo " + entry.id() + (of == 1 ? "" : " (" + number + " of " + of + ")");
    }
}
