package dev.crossfade.core.phase;

import dev.crossfade.core.render.Workspace;
import java.util.List;

/** Jobs with their accounts and rights: they stay for one commit, and the next one takes them away. */
public final class TemporaryObjects {

    private TemporaryObjects() {}

    /** Deletes every file that an earlier commit marked as temporary. */
    public static void retire(Workspace workspace, Layout layout) {
        for (String path : List.copyOf(workspace.list(layout.manifests()))) {
            if (workspace.require(path).contains(Layout.JOB_LABEL + ": ")) {
                workspace.delete(path);
            }
        }
    }
}
