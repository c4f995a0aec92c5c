package dev.crossfade.core.examination;

import dev.crossfade.core.inventory.WorkloadDocument;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.spec.WorkloadSpec;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Workloads that people scaled in Git since the migration began, and that would come back with the number from before. */
final class LaterWorkloads {

    private LaterWorkloads() {}

    static List<Problem> check(Migration migration, Tree base, RemainingEdits remaining) {
        List<Problem> problems = new ArrayList<>();
        for (WorkloadSpec workload : migration.spec().workloads()) {
            WorkloadSpec.GitSource source = workload.source();
            Integer replicas = workload.replicas();
            if (source != null
                    && replicas != null
                    && !remaining.among(List.of(source.file()), migration).isEmpty()) {
                base.read(source.file())
                        .map(text -> YamlFile.parse(source.file(), text))
                        .flatMap(file -> problem(workload, file, replicas))
                        .ifPresent(problems::add);
            }
        }
        return problems;
    }

    /** The number from before, and the zero of a stopped workload, are what phases expect. */
    private static Optional<Problem> problem(WorkloadSpec workload, YamlFile file, int replicas) {
        YamlPath path = WorkloadDocument.path(workload);
        return WorkloadDocument.find(file, workload)
                .filter(document -> document.get(path)
                        .filter(found -> !isExpected(found, replicas))
                        .isPresent())
                .map(document -> Problem.blocker(
                        ErrorCode.WORKLOAD_NOT_FOUND,
                        document.where(path),
                        path + " of " + workload.kind() + " " + workload.namespace() + "/" + workload.name() + " is "
                                + document.get(path).orElse("") + " by now, and resume-workloads would bring back "
                                + replicas + ", the number from before the first phase",
                        "write " + replicas + " until it is resumed, and scale it afterwards"));
    }

    private static boolean isExpected(Object found, int replicas) {
        return found instanceof Number number && (number.doubleValue() == replicas || number.doubleValue() == 0);
    }
}
