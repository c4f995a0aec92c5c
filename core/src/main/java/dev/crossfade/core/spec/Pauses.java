package dev.crossfade.core.spec;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What stops a workload can be undone again: annotations that the API server takes, and replicas to come back to. */
final class Pauses {

    /** A qualified name (Kubernetes, labels and annotations: syntax and character set). */
    private static final String ANNOTATION =
            "([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?";

    private Pauses() {}

    static List<Problem> check(Bound bound) {
        List<Problem> problems = new ArrayList<>();
        for (String item : bound.items("spec.workloads")) {
            String annotate = item + ".annotate";
            for (Object key : bound.get(annotate, Map.class).orElse(Map.of()).keySet()) {
                if (!String.valueOf(key).matches(ANNOTATION)) {
                    problems.add(Problem.blocker(
                            ErrorCode.SPEC_BAD_VALUE,
                            bound.where(annotate),
                            annotate + " cannot have the key '" + key + "'",
                            "write the name of an annotation, such as strimzi.io/pause-reconciliation"));
                }
            }
            if (bound.get(item + ".replicas", Integer.class)
                    .filter(count -> count == 0)
                    .isPresent()) {
                problems.add(Problem.blocker(
                        ErrorCode.SPEC_BAD_VALUE,
                        bound.where(item + ".replicas"),
                        item + ".replicas cannot be '0': it would never start again",
                        "write the replicas that it has when it runs, or take the entry out"));
            }
        }
        return problems;
    }
}
