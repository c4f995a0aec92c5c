package dev.crossfade.core.phase;

import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A Job with its account and rights: its name ends in a hash of its content, its first container waits for the marker,
 * and its Roles name each object and verb.
 */
final class JobManifests {

    /** Stands in the rules for a ClusterRole instead of a namespace's Role. */
    static final String CLUSTER = "";

    private static final int LONGEST_ACCOUNT = Labels.LONGEST - 1 - Labels.HASH;

    private final Migration migration;
    private final String step;
    private final String markerKey;
    private final List<JobCommand> commands;
    private final Map<String, List<Map<String, Object>>> rules;

    /**
     * @param markerKey key of the marker that must hold the step's id before anything happens: phase or undone
     * @param rules namespace to the rules of the Role that the Job gets there, {@link #CLUSTER} to those of a ClusterRole
     */
    JobManifests(
            Migration migration,
            String step,
            String markerKey,
            List<JobCommand> commands,
            Map<String, List<Map<String, Object>>> rules) {
        this.migration = migration;
        this.step = step;
        this.markerKey = markerKey;
        this.commands = List.copyOf(commands);
        this.rules = new TreeMap<>(rules);
    }

    String jobName() {
        return account() + "-" + Labels.hash(job("job").text());
    }

    /** Path to text of every object. */
    SortedMap<String, String> files() {
        Layout layout = migration.layout();
        SortedMap<String, String> files = new TreeMap<>();
        files.put(layout.manifest("Job", jobName()), job(jobName()).text());
        files.put(
                layout.manifest("ServiceAccount", account()),
                labelled("serviceaccount", account(), Layout.NAMESPACE).text());
        Map<String, List<Map<String, Object>>> all = new TreeMap<>(rules);
        all.computeIfAbsent(Layout.NAMESPACE, key -> new ArrayList<>());
        all.forEach((namespace, wanted) -> {
            String scope = namespace.equals(CLUSTER) ? "Cluster" : "";
            String name = namespace.equals(Layout.NAMESPACE) || namespace.equals(CLUSTER)
                    ? account()
                    : account() + "-" + namespace;
            files.put(
                    layout.manifest(scope + "Role", name),
                    role(scope, name, namespace, wanted).text());
            files.put(
                    layout.manifest(scope + "RoleBinding", name),
                    binding(scope, name, namespace).text());
        });
        return files;
    }

    /** A Job's name is a label of its pods, too: 63 characters, of which nine are the hash (Kubernetes, Job names). */
    private String account() {
        String name = migration.layout().name() + "-" + step + (markerKey.equals("undone") ? "-undo" : "");
        return Labels.fit(name.replace('.', '-'), LONGEST_ACCOUNT);
    }

    private Manifest job(String name) {
        List<Map<String, Object>> containers = new ArrayList<>();
        containers.add(container(new JobCommand(
                "wait-for-phase",
                List.of(
                        "--namespace=" + Layout.NAMESPACE,
                        "wait",
                        "--for=jsonpath={.data." + markerKey + "}=" + step,
                        "--timeout=2m",
                        "configmap/" + migration.layout().name()))));
        commands.forEach(command -> containers.add(container(command)));
        int last = containers.size() - 1;
        return PullSecrets.into(labelled("job", name, Layout.NAMESPACE), migration.spec())
                .set("spec.template.spec.serviceAccountName", account())
                .set("spec.template.spec.initContainers", containers.subList(0, last))
                .set("spec.template.spec.containers", containers.subList(last, last + 1));
    }

    private Map<String, Object> container(JobCommand command) {
        Map<String, Object> security = new LinkedHashMap<>();
        security.put("allowPrivilegeEscalation", false);
        security.put("readOnlyRootFilesystem", true);
        security.put("capabilities", Map.of("drop", List.of("ALL")));
        Map<String, Object> container = new LinkedHashMap<>();
        container.put("name", command.name());
        container.put("image", migration.spec().images().kubectl());
        List<String> words = new ArrayList<>(List.of("kubectl"));
        words.addAll(command.arguments());
        container.put("command", words);
        container.put("securityContext", security);
        return container;
    }

    private Manifest role(String scope, String name, String namespace, List<Map<String, Object>> wanted) {
        List<Map<String, Object>> all = new ArrayList<>();
        if (namespace.equals(Layout.NAMESPACE)) {
            Map<String, Object> marker = new LinkedHashMap<>();
            marker.put("apiGroups", List.of(""));
            marker.put("resources", List.of("configmaps"));
            marker.put("resourceNames", List.of(migration.layout().name()));
            // kubectl wait lists and watches by name, which resourceNames allows (Kubernetes RBAC documentation)
            marker.put("verbs", List.of("get", "list", "watch"));
            all.add(marker);
        }
        all.addAll(wanted);
        return labelled(scope.toLowerCase(Locale.ROOT) + "role", name, namespace)
                .set("rules", all);
    }

    private Manifest binding(String scope, String name, String namespace) {
        return labelled(scope.toLowerCase(Locale.ROOT) + "rolebinding", name, namespace)
                .set("roleRef.name", name)
                .set(0, YamlPath.of("subjects", 0, "name"), account());
    }

    private Manifest labelled(String template, String name, String namespace) {
        Manifest manifest =
                Manifest.of(migration.templates(), "jobs/" + template + ".yaml").set("metadata.name", name);
        return (namespace.equals(CLUSTER) ? manifest : manifest.set("metadata.namespace", namespace))
                .set("metadata.labels", Map.of(Layout.JOB_LABEL, Labels.fit(step, Labels.LONGEST)));
    }
}
