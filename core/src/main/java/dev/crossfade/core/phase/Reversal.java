package dev.crossfade.core.phase;

import dev.crossfade.core.render.ChangeSet;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.render.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Gives a tree the bytes of an earlier one back. */
final class Reversal {

    private Reversal() {}

    /** One change set that turns the later tree into the earlier one. */
    static List<ChangeSet> of(Tree before, Tree after) {
        TreeMap<String, Optional<String>> back = new TreeMap<>();
        TreeSet<String> paths = new TreeSet<>(before.list(""));
        paths.addAll(after.list(""));
        for (String path : paths) {
            Optional<String> old = before.read(path);
            if (!old.equals(after.read(path))) {
                back.put(path, old);
            }
        }
        return List.of(new ChangeSet(back));
    }

    /** Two change sets: a preparing edit, then everything back. */
    static List<ChangeSet> after(Consumer<Workspace> preparation, Tree before, Tree after) {
        Workspace prepared = new Workspace(after);
        preparation.accept(prepared);
        return List.of(prepared.changes(), of(before, prepared).get(0));
    }
}
