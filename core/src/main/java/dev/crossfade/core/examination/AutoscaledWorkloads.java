package dev.crossfade.core.examination;

import dev.crossfade.core.facts.AutoscalerFacts;
import dev.crossfade.core.facts.WorkloadFacts;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.scan.Appliers;
import dev.crossfade.core.scan.RepositoryObject;
import dev.crossfade.core.spec.MigrationSpec;
import dev.crossfade.core.spec.WorkloadSpec;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds autoscalers that start a stopped workload again, on a node that is about to go. */
final class AutoscaledWorkloads {

    private final MigrationSpec spec;
    private final Appliers appliers;

    private AutoscaledWorkloads(MigrationSpec spec, Appliers appliers) {
        this.spec = spec;
        this.appliers = appliers;
    }

    /** @param objects those of the repository for this cluster */
    static List<Problem> check(MigrationSpec spec, Appliers appliers, List<RepositoryObject> objects) {
        AutoscaledWorkloads scaled = new AutoscaledWorkloads(spec, appliers);
        return objects.stream().flatMap(scaled::problems).toList();
    }

    private Stream<Problem> problems(RepositoryObject object) {
        return AutoscalerFacts.of(object.group(), object.kind())
                .filter(facts -> !facts.rests(name ->
                        object.get(YamlPath.of("metadata", "annotations", name)).map(String::valueOf)))
                .stream()
                .flatMap(facts -> spec.workloads().stream()
                        .filter(workload -> !workload.pauses() && scales(facts, object, workload))
                        .map(workload -> problem(facts, object, workload)));
    }

    private boolean scales(AutoscalerFacts facts, RepositoryObject object, WorkloadSpec workload) {
        WorkloadFacts target = WorkloadFacts.of(
                target(facts, object, "apiVersion").orElse(facts.targetApiVersion()),
                target(facts, object, "kind").orElse(facts.targetKind()));
        String named = object.text("metadata.namespace");
        return target.equals(WorkloadFacts.of(workload.apiVersion(), workload.kind()))
                && target(facts, object, "name").equals(Optional.of(workload.name()))
                && appliers.placements(object.file()).stream()
                        .anyMatch(placement -> placement.namespace(named).equals(workload.namespace()));
    }

    private static Optional<String> target(AutoscalerFacts facts, RepositoryObject object, String key) {
        return Optional.of(object.text(facts.target() + "." + key)).filter(value -> !value.isEmpty());
    }

    private static Problem problem(AutoscalerFacts facts, RepositoryObject object, WorkloadSpec workload) {
        return Problem.warning(
                ErrorCode.WORKLOAD_AUTOSCALED,
                object.where(),
                object.title() + " scales " + workload.kind() + " " + workload.namespace() + "/" + workload.name()
                        + " from zero, too: it would start it again between quiesce-workloads and resume-workloads",
                "annotate it with " + facts.paused()
                        + ": \"true\" before quiesce-workloads, and take that out after resume-workloads; or answer for it"
                        + " where something else pauses it");
    }
}
