package dev.crossfade.core.proof;

import dev.crossfade.core.facts.WorkloadFacts;
import dev.crossfade.core.gate.AllRule;
import dev.crossfade.core.gate.AnnotatedRule;
import dev.crossfade.core.gate.JobRule;
import dev.crossfade.core.gate.Rule;
import dev.crossfade.core.gate.UntoldRule;
import dev.crossfade.core.gate.WorkloadRule;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.phase.Layout;
import dev.crossfade.core.phase.Workloads;
import dev.crossfade.core.spec.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the declared workloads stand still, or run again. */
final class WorkloadRules {

    private static final String QUIESCE = "quiesce-workloads";
    private static final String RESUME = "resume-workloads";

    /** How the table says it, as kubectl wait takes it: {@code condition=ReconciliationPaused}. */
    private static final Pattern CONDITION = Pattern.compile("condition=([A-Za-z./-]+)");

    private WorkloadRules() {}

    static Rule stopped(Standpoint at) {
        return of(at, QUIESCE, workload -> !workload.pauses(), workload -> new WorkloadRule(id(workload), 0));
    }

    static Rule running(Standpoint at) {
        return of(
                at,
                RESUME,
                workload -> !workload.pauses(),
                workload -> new WorkloadRule(
                        id(workload), Objects.requireNonNull(workload.replicas(), "a scaled workload has replicas")));
    }

    static Rule paused(Standpoint at) {
        return of(at, QUIESCE, WorkloadSpec::pauses, workload -> annotated(workload, true));
    }

    static Rule resumed(Standpoint at) {
        return of(at, RESUME, WorkloadSpec::pauses, workload -> annotated(workload, false));
    }

    /** All that were declared, whichever commit stopped them. */
    static Rule down(Standpoint at) {
        return AllRule.of(at.spec().workloads().stream()
                .map(workload -> workload.pauses() ? annotated(workload, true) : new WorkloadRule(id(workload), 0))
                .toList());
    }

    /** The nodes that the workloads of this commit may run on. */
    static Rule nodes(Standpoint at) {
        return NodeRules.of(at, group(at, RESUME));
    }

    private static List<WorkloadSpec> group(Standpoint at, String row) {
        return Workloads.of(at.migration(), row, at.entry().id(), row.equals(QUIESCE));
    }

    private static Rule of(
            Standpoint at, String row, Predicate<WorkloadSpec> which, Function<WorkloadSpec, Rule> rule) {
        List<Rule> rules = new ArrayList<>();
        List<WorkloadSpec> group = group(at, row);
        if (group.stream().anyMatch(workload -> workload.source() == null)) {
            rules.add(job(at));
        }
        group.stream().filter(which).map(rule).forEach(rules::add);
        return AllRule.of(rules);
    }

    private static Rule annotated(WorkloadSpec workload, boolean paused) {
        Map<String, Optional<String>> wanted = new TreeMap<>();
        workload.annotate().forEach((key, value) -> wanted.put(key, paused ? Optional.of(value) : Optional.empty()));
        AnnotatedRule.Wanted condition = WorkloadFacts.of(workload.apiVersion(), workload.kind())
                .pausing(workload.annotate())
                .flatMap(known -> condition(known, paused))
                .orElse(null);
        return new AnnotatedRule(id(workload), wanted, condition);
    }

    /** That it is paused; later that it runs, or else that it is not paused any more. */
    private static Optional<AnnotatedRule.Wanted> condition(WorkloadFacts.Pausing known, boolean paused) {
        String resumed = known.resumed();
        return paused || resumed == null
                ? type(known.paused()).map(type -> new AnnotatedRule.Wanted(type, paused))
                : type(resumed).map(type -> new AnnotatedRule.Wanted(type, true));
    }

    private static Optional<String> type(String words) {
        Matcher matcher = CONDITION.matcher(words);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static ObjectId id(WorkloadSpec workload) {
        return ObjectId.namespaced(workload.apiVersion(), workload.kind(), workload.namespace(), workload.name());
    }

    /** The Job that came with this commit. */
    static Rule job(Standpoint at) {
        return at.tree().list(at.layout().manifests()).stream()
                .filter(path -> at.tree().read(path).orElse("").contains(Layout.JOB_LABEL + ": "))
                .flatMap(path -> ArgoRules.documents(at, path).stream())
                .filter(document -> document.text("kind").equals(Optional.of("Job")))
                .findFirst()
                .<Rule>map(document -> new JobRule(ArgoRules.id(document), ArgoRules.root(at)))
                .orElseGet(() -> new UntoldRule("the Job of " + at.entry().id() + " is not in Git any more"));
    }
}
