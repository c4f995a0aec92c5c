package dev.crossfade.core.inventory;

import dev.crossfade.core.spec.WorkloadSpec;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.Objects;
import java.util.Optional;

/** Finds the document in which a declared workload's replicas are kept. */
public final class WorkloadDocument {

    private WorkloadDocument() {}

    /** The workload's own manifest, else a document without a kind (Helm values) that has the path. */
    public static Optional<YamlDocument> find(YamlFile file, WorkloadSpec workload) {
        YamlPath path = path(workload);
        Optional<YamlDocument> own = file.documents().stream()
                .filter(document -> document.get(path).isPresent())
                .filter(document -> CalicoObject.of(file.name(), document)
                        .filter(object -> object.kind().equals(workload.kind())
                                && object.name().equals(workload.name()))
                        .isPresent())
                .findFirst();
        return own.or(() -> file.documents().stream()
                .filter(document -> document.get(YamlPath.of("kind")).isEmpty())
                .filter(document -> document.get(path).isPresent())
                .findFirst());
    }

    /** The path of a workload that Git keeps. */
    public static YamlPath path(WorkloadSpec workload) {
        return YamlPath.parse(
                Objects.requireNonNull(workload.source(), "source").path());
    }
}
