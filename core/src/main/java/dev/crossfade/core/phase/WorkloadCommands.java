package dev.crossfade.core.phase;

import dev.crossfade.core.facts.WorkloadFacts;
import dev.crossfade.core.spec.WorkloadSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a Job does to one workload in kubectl's words, and the rights that this takes.
 *
 * @param stops true to stop or pause it, false to start or resume it
 */
record WorkloadCommands(WorkloadSpec workload, boolean stops) {

    private static final List<String> WATCH = List.of("get", "list", "watch");

    /** @param label the workload in the containers' names */
    List<JobCommand> commands(String label) {
        return workload.pauses() ? annotate(label) : scale(label);
    }

    private List<JobCommand> scale(String label) {
        int replicas = stops ? 0 : WorkloadFile.replicas(workload);
        WorkloadFacts.Scaling scaling = facts().scaling()
                .orElseThrow(() -> new IllegalStateException("the plan has refused " + workload.kind()));
        String outcome = stops ? scaling.stopped() : scaling.started();
        return List.of(
                new JobCommand("scale-" + label, List.of(namespace(), "scale", object(), "--replicas=" + replicas)),
                outcome == null
                        ? new JobCommand(
                                "wait-" + label, List.of(namespace(), "rollout", "status", object(), "--timeout=45m"))
                        : wait(label, outcome.replace("=N", "=" + replicas)));
    }

    private List<JobCommand> annotate(String label) {
        List<String> arguments = new ArrayList<>(List.of(namespace(), "annotate", object()));
        workload.annotate().forEach((key, value) -> arguments.add(stops ? key + "=" + value : key + "-"));
        if (stops) {
            arguments.add("--overwrite");
        }
        List<JobCommand> commands = new ArrayList<>(List.of(new JobCommand("annotate-" + label, arguments)));
        outcome().ifPresent(outcome -> commands.add(wait(label, outcome)));
        return commands;
    }

    private JobCommand wait(String label, String outcome) {
        return new JobCommand(
                "wait-" + label, List.of(namespace(), "wait", "--for=" + outcome, "--timeout=45m", object()));
    }

    /** How the operator says that it has seen the annotation come or go, where that is known. */
    private Optional<String> outcome() {
        return facts().pausing(workload.annotate())
                .flatMap(
                        pausing -> Optional.<@Nullable String>ofNullable(stops ? pausing.paused() : pausing.resumed()));
    }

    List<Map<String, Object>> rules() {
        String plural = facts().plural();
        if (workload.pauses()) {
            List<String> verbs = new ArrayList<>(outcome().isPresent() ? WATCH : List.of("get"));
            verbs.add("patch");
            return List.of(rule(plural, verbs));
        }
        return List.of(rule(plural, WATCH), rule(plural + "/scale", List.of("get", "update", "patch")));
    }

    private Map<String, Object> rule(String resource, List<String> verbs) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("apiGroups", List.of(facts().group()));
        rule.put("resources", List.of(resource));
        rule.put("resourceNames", List.of(workload.name()));
        rule.put("verbs", verbs);
        return rule;
    }

    private String namespace() {
        return "--namespace=" + workload.namespace();
    }

    /** Kinds that no other group has need no group. */
    private String object() {
        String kind = workload.kind().toLowerCase(Locale.ROOT);
        String group = facts().group();
        return (group.isEmpty() || group.equals("apps") ? kind : kind + "." + group) + "/" + workload.name();
    }

    private WorkloadFacts facts() {
        return WorkloadFacts.of(workload.apiVersion(), workload.kind());
    }
}
