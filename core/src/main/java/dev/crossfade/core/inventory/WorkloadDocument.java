package dev.crossfade.core.inventory;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.scan.DeclaredObject;
import dev.crossfade.core.spec.WorkloadSpec;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Finds the document in which a declared workload's replicas or annotations are kept. */
public final class WorkloadDocument {

    private static final YamlPath ANNOTATIONS = YamlPath.parse("metadata.annotations");

    private WorkloadDocument() {}

    /** The one document, where there is one. */
    public static Optional<YamlDocument> find(YamlFile file, WorkloadSpec workload) {
        List<YamlDocument> candidates = candidates(file, workload);
        return candidates.size() == 1 ? Optional.of(candidates.get(0)) : Optional.empty();
    }

    /** The one document that the inventory has found, as the file stands now. */
    public static YamlDocument require(YamlFile now, WorkloadSpec workload) {
        List<YamlDocument> candidates = candidates(now, workload);
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        YamlPath path = path(workload);
        String what = workload.kind() + " " + workload.namespace() + "/" + workload.name() + " with " + path;
        throw new CrossfadeException(
                ErrorCode.WORKLOAD_NOT_FOUND,
                candidates.isEmpty()
                        ? Where.file(now.name())
                        : candidates.get(1).where(path),
                candidates.isEmpty()
                        ? "the file has no " + what + " any more"
                        : "the file has " + candidates.size() + " documents of " + what + " by now",
                "put it back as it was when the migration began, or correct spec.workloads");
    }

    /**
     * The workload's own manifests, of which there should be one; else documents without a kind (Helm values) with the
     * path. An object without annotations is one all the same.
     */
    static List<YamlDocument> candidates(YamlFile file, WorkloadSpec workload) {
        YamlPath path = path(workload);
        boolean optional = workload.pauses() && path.equals(ANNOTATIONS);
        List<YamlDocument> own = file.documents().stream()
                .filter(document -> is(document, file, workload))
                .filter(document -> optional || document.get(path).isPresent())
                .toList();
        return own.isEmpty()
                ? file.documents().stream()
                        .filter(document -> document.get(YamlPath.of("kind")).isEmpty()
                                && document.get(path).isPresent())
                        .toList()
                : own;
    }

    /** A manifest without a namespace goes to the one that its Application names, which may be the workload's. */
    private static boolean is(YamlDocument document, YamlFile file, WorkloadSpec workload) {
        Optional<Object> namespace = document.get(YamlPath.parse("metadata.namespace"));
        return DeclaredObject.of(file.name(), document)
                .filter(object ->
                        object.kind().equals(workload.kind()) && object.name().equals(workload.name()))
                .filter(object -> namespace.isEmpty() || namespace.get().equals(workload.namespace()))
                .isPresent();
    }

    /** The path of a workload that Git keeps. */
    public static YamlPath path(WorkloadSpec workload) {
        return YamlPath.parse(Objects.requireNonNull(
                Objects.requireNonNull(workload.source(), "source").path(), "path"));
    }
}
