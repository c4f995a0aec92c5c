package dev.crossfade.core.plan;

import dev.crossfade.core.phase.Marker;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.phase.Step;
import dev.crossfade.core.render.ChangeSet;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.render.Workspace;
import java.util.ArrayList;
import java.util.List;

/** Renders the commits that take the newest phase back, under a marker that says from the first of them on what is undone. */
public final class UndoRenderer {

    private final Migration migration;

    public UndoRenderer(Migration migration) {
        this.migration = migration;
    }

    /**
     * After the last commit all files are as before the phase, but for the marker: it names the phase before, whose Job may
     * come back with it and waits for its own marker. Where there was none before, none is left.
     *
     * @param before the tree before the phase
     * @param after the tree with the phase
     */
    public List<ChangeSet> render(Step step, Tree before, Tree after) {
        List<ChangeSet> commits = new ArrayList<>();
        Tree tree = after;
        for (ChangeSet part : step.undoWriter().undo(before, after)) {
            Workspace workspace = new Workspace(tree);
            part.files()
                    .forEach((path, text) -> text.ifPresentOrElse(
                            content -> workspace.write(path, content), () -> workspace.delete(path)));
            Marker.read(workspace, migration.layout())
                    .ifPresent(marker -> workspace.write(
                            migration.layout().marker(),
                            marker.undoing(step.id()).clusterManifest(migration)));
            commits.add(workspace.changes());
            tree = workspace;
        }
        return commits;
    }
}
