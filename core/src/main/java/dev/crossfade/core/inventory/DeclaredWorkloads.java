package dev.crossfade.core.inventory;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.spec.WorkloadSpec;
import dev.crossfade.core.yaml.Expression;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compares declared workloads with the files that keep them.
 *
 * @param files path to file, or nothing where a problem was reported
 */
record DeclaredWorkloads(Function<String, Optional<YamlFile>> files, List<Problem> problems) {

    /** What the files say about the annotations of those that are to be paused. */
    List<FormerAnnotations> read(List<WorkloadSpec> workloads) {
        List<FormerAnnotations> former = new ArrayList<>();
        for (WorkloadSpec workload : workloads) {
            if (workload.source() != null) {
                files.apply(workload.source().file())
                        .flatMap(file -> document(file, workload))
                        .ifPresent(document -> check(document, workload, former));
            }
        }
        return former;
    }

    private Optional<YamlDocument> document(YamlFile file, WorkloadSpec workload) {
        List<YamlDocument> candidates = WorkloadDocument.candidates(file, workload);
        if (candidates.size() == 1) {
            return Optional.of(candidates.get(0));
        }
        YamlPath path = WorkloadDocument.path(workload);
        Optional<Expression> expression = candidates.isEmpty()
                ? file.documents().stream()
                        .flatMap(document -> document.expression().stream())
                        .findFirst()
                : Optional.empty();
        if (expression.isPresent()) {
            template(expression.get());
            return Optional.empty();
        }
        problem(
                candidates.isEmpty()
                        ? Where.file(file.name())
                        : candidates.get(0).where(path),
                "the file has " + (candidates.isEmpty() ? "no" : candidates.size() + " documents of") + " "
                        + workload.kind() + " " + workload.namespace() + "/" + workload.name() + " with " + path);
        return Optional.empty();
    }

    private void check(YamlDocument document, WorkloadSpec workload, List<FormerAnnotations> former) {
        YamlPath path = WorkloadDocument.path(workload);
        Object found = document.get(path).orElse(null);
        if (found instanceof String text && text.contains("{{")) {
            template(new Expression(text, document.where(path)));
            return;
        }
        if (!workload.pauses()) {
            if (found instanceof String text) {
                problem(
                        document.where(path),
                        path + " is the text \"" + text + "\" and no number, so it could not come back as it is",
                        "take the quotes off, or correct spec.workloads in crossfade.yaml");
            } else if (!isNumber(found, workload.replicas())) {
                problem(
                        document.where(path),
                        path + " is " + found + ", but crossfade.yaml says " + workload.replicas() + " replicas");
            }
            return;
        }
        if (found != null && !(found instanceof Map)) {
            problem(document.where(path), path + " is " + found + ", no map of annotations");
            return;
        }
        Map<?, ?> annotations = found instanceof Map<?, ?> map ? map : Map.of();
        Map<String, Object> values = new TreeMap<>();
        workload.annotate().forEach((key, wanted) -> {
            Object value = annotations.get(key);
            if (value != null) {
                values.put(key, value);
            }
            if (Objects.equals(value, wanted)) {
                problem(document.where(path.child(key)), key + " is \"" + wanted + "\" already: it is paused");
            }
        });
        former.add(new FormerAnnotations(workload.identity(), found != null && annotations.isEmpty(), values));
    }

    private void template(Expression expression) {
        problem(
                expression.where(),
                "this file is a template of Helm's, " + expression.text()
                        + " stands here: what is rendered is not in Git, and no phase could edit it",
                "name the values file that it takes the value from, and the path there, as the workload's source in"
                        + " crossfade.yaml; or commit the file rendered");
    }

    private static boolean isNumber(@Nullable Object found, @Nullable Integer wanted) {
        return found instanceof Number number && wanted != null && number.doubleValue() == wanted;
    }

    private void problem(Where where, String message) {
        problem(where, message, "correct spec.workloads in crossfade.yaml, or the file");
    }

    private void problem(Where where, String message, String cure) {
        problems.add(Problem.blocker(ErrorCode.WORKLOAD_NOT_FOUND, where, message, cure));
    }
}
