package dev.crossfade.core.phase;

import dev.crossfade.core.inventory.FormerAnnotations;
import dev.crossfade.core.inventory.Inventory;
import dev.crossfade.core.inventory.WorkloadDocument;
import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.spec.WorkloadSpec;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Edits the replicas or the annotations of a workload that Git keeps. */
final class WorkloadFile {

    private WorkloadFile() {}

    static void scale(Workspace workspace, WorkloadSpec workload, int replicas, @Nullable String why) {
        workspace.edit(Objects.requireNonNull(workload.source(), "source").file(), file -> {
            int document = WorkloadDocument.require(file, workload).index();
            return file.set(document, WorkloadDocument.path(workload), replicas, why);
        });
    }

    static void pause(Workspace workspace, WorkloadSpec workload, String why) {
        annotations(workspace, workload, (file, document, path) -> {
            YamlFile edited = file;
            for (Map.Entry<String, String> annotation : workload.annotate().entrySet()) {
                edited = edited.set(document, path.child(annotation.getKey()), annotation.getValue(), why);
            }
            return edited;
        });
    }

    /**
     * Gives the file what it said before.
     *
     * @param why the reason that it was paused with
     */
    static void resume(Workspace workspace, WorkloadSpec workload, Inventory inventory, String why) {
        FormerAnnotations former = inventory.formerAnnotations().stream()
                .filter(each -> each.workload().equals(workload.identity()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the inventory has read " + workload.identity()));
        annotations(workspace, workload, (file, document, path) -> {
            if (former.empty()) {
                return file.set(document, path, Map.of(), null);
            }
            YamlFile edited = file;
            for (String key : workload.annotate().keySet()) {
                edited = former.values().containsKey(key)
                        ? edited.set(document, path.child(key), former.values().get(key), null)
                        : edited.remove(document, path.child(key), why);
            }
            return edited;
        });
    }

    private static void annotations(Workspace workspace, WorkloadSpec workload, AnnotationEdit edit) {
        workspace.edit(Objects.requireNonNull(workload.source(), "source").file(), file -> {
            int document = WorkloadDocument.require(file, workload).index();
            return edit.apply(file, document, WorkloadDocument.path(workload));
        });
    }

    /** An edit below the annotations of one document. */
    @FunctionalInterface
    private interface AnnotationEdit {
        YamlFile apply(YamlFile file, int document, YamlPath path);
    }

    static int replicas(WorkloadSpec workload) {
        return Objects.requireNonNull(workload.replicas(), "replicas");
    }
}
