package dev.crossfade.core.phase;

import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Jobs with their accounts and rights: they stay for one commit, and the next one takes them away. */
final class TemporaryObjects {

    private TemporaryObjects() {}

    /**
     * Deletes every file that an earlier commit marked as temporary.
     *
     * @return the names of the Jobs among them
     */
    static List<String> retire(Workspace workspace, Layout layout) {
        List<String> jobs = new ArrayList<>();
        for (String path : List.copyOf(workspace.list(layout.manifests()))) {
            if (workspace.require(path).contains(Layout.JOB_LABEL + ": ")) {
                YamlDocument document = YamlFile.parse(path, workspace.require(path))
                        .documents()
                        .get(0);
                if (document.get(YamlPath.of("kind")).equals(Optional.of("Job"))) {
                    document.get(YamlPath.parse("metadata.name"))
                            .map(String::valueOf)
                            .ifPresent(jobs::add);
                }
                workspace.delete(path);
            }
        }
        return jobs;
    }
}
