package dev.crossfade.core.phase;

import dev.crossfade.core.render.ChangeSet;
import dev.crossfade.core.render.Tree;
import java.util.List;

/** Says which commits take a phase back, without the marker; after the last of them all files are as before. */
@FunctionalInterface
public interface UndoWriter {

    /**
     * @param before the tree before the phase
     * @param after the tree with the phase
     */
    List<ChangeSet> undo(Tree before, Tree after);
}
