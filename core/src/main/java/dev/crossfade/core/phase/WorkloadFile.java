package dev.crossfade.core.phase;

import dev.crossfade.core.inventory.WorkloadDocument;
import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.spec.WorkloadSpec;
import dev.crossfade.core.yaml.YamlDocument;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Edits the replicas of a workload that Git keeps. */
final class WorkloadFile {

    private WorkloadFile() {}

    static void scale(Workspace workspace, WorkloadSpec workload, int replicas, @Nullable String why) {
        workspace.edit(Objects.requireNonNull(workload.source(), "source").file(), file -> {
            YamlDocument document = WorkloadDocument.find(file, workload)
                    .orElseThrow(() -> new IllegalStateException("the inventory has checked " + workload.source()));
            return file.set(document.index(), WorkloadDocument.path(workload), replicas, why);
        });
    }

    static int replicas(WorkloadSpec workload) {
        return Objects.requireNonNull(workload.replicas(), "replicas");
    }
}
