package dev.crossfade.core.phase;

import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.spec.WorkloadSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A Job that scales workloads which Git does not keep, each step waiting for the one before. */
final class ScaleJob {

    private final Migration migration;
    private final String step;
    private final List<WorkloadSpec> group;
    private final boolean stops;
    private final JobManifests manifests;

    /**
     * Waits for the phase's marker before it acts.
     *
     * @param stops true to scale to zero, false to scale to the declared replicas
     */
    ScaleJob(Migration migration, String step, List<WorkloadSpec> group, boolean stops) {
        this(migration, step, group, stops, "phase");
    }

    private ScaleJob(Migration migration, String step, List<WorkloadSpec> group, boolean stops, String markerKey) {
        this.migration = migration;
        this.step = step;
        this.group = group;
        this.stops = stops;
        List<JobCommand> commands = new ArrayList<>();
        Map<String, List<Map<String, Object>>> rules = new TreeMap<>();
        for (WorkloadSpec workload : group) {
            commands.addAll(commands(workload, stops ? 0 : WorkloadFile.replicas(workload)));
            rules.computeIfAbsent(workload.namespace(), key -> new ArrayList<>())
                    .addAll(rules(workload));
        }
        this.manifests = new JobManifests(migration, step, markerKey, commands, rules);
    }

    /** The Job that takes this one back, in the other order; it waits for the undo's marker. */
    ScaleJob counter() {
        return new ScaleJob(migration, step, Workloads.reversed(group), !stops, "undone");
    }

    String name() {
        return manifests.jobName();
    }

    void write(Workspace workspace) {
        manifests.files().forEach(workspace::write);
    }

    private static List<JobCommand> commands(WorkloadSpec workload, int replicas) {
        String namespace = "--namespace=" + workload.namespace();
        String object = workload.kind().toLowerCase(Locale.ROOT) + "/" + workload.name();
        return List.of(
                new JobCommand(
                        "scale-" + workload.name(), List.of(namespace, "scale", object, "--replicas=" + replicas)),
                new JobCommand("wait-" + workload.name(), wait(workload, namespace, object, replicas)));
    }

    /** A Deployment's status leaves zeros out, so there is nothing to wait for at zero; its rollout says as much. */
    private static List<String> wait(WorkloadSpec workload, String namespace, String object, int replicas) {
        if (workload.kind().equals("Deployment")) {
            return List.of(namespace, "rollout", "status", object, "--timeout=45m");
        }
        String field = replicas == 0 ? "{.status.replicas}" : "{.status.readyReplicas}";
        return List.of(namespace, "wait", "--for=jsonpath=" + field + "=" + replicas, "--timeout=45m", object);
    }

    private static List<Map<String, Object>> rules(WorkloadSpec workload) {
        String plural = workload.kind().toLowerCase(Locale.ROOT) + "s";
        return List.of(
                rule(plural, workload.name(), List.of("get", "list", "watch")),
                rule(plural + "/scale", workload.name(), List.of("get", "update", "patch")));
    }

    private static Map<String, Object> rule(String resource, String name, List<String> verbs) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("apiGroups", List.of("apps"));
        rule.put("resources", List.of(resource));
        rule.put("resourceNames", List.of(name));
        rule.put("verbs", verbs);
        return rule;
    }
}
