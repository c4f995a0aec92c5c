package dev.crossfade.core.phase;

import dev.crossfade.core.spec.DaemonSetRef;
import dev.crossfade.core.spec.NodesSpec;
import dev.crossfade.core.spec.ProbeSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The commit behind new nodes whose Job restarts the DaemonSets that may have been there before Cilium's agent. */
public record Recycling(Migration migration) {

    /** Longest name of a container that is left when what it does is said in front of it. */
    private static final int LONGEST = 40;

    /** What the id of the commit behind ends in. */
    static final String SUFFIX = "-recycle";

    /** The DaemonSets that are restarted; none where people restart pods by themselves. */
    public List<DaemonSetRef> targets() {
        if (migration.spec().nodes().recycle() != NodesSpec.Recycle.JOB) {
            return List.of();
        }
        Stream<DaemonSetRef> probe = migration.spec().probe() instanceof ProbeSpec.Deploy
                ? Stream.of(
                        new DaemonSetRef(Layout.NAMESPACE, migration.layout().probe()))
                : Stream.empty();
        return Stream.of(
                        probe,
                        migration.inventory().earlyDaemonSets().stream(),
                        migration.spec().nodes().daemonSets().stream())
                .flatMap(each -> each)
                .distinct()
                .toList();
    }

    /** The gates of a step that brings nodes: what a restart has to mend is left to the commit behind it. */
    String[] gates(String own) {
        return targets().isEmpty()
                ? new String[] {own, "nodes-ready", "pods-managed"}
                : new String[] {own, "nodes-ready"};
    }

    /** The commit behind the step with this id, or nothing where there is nothing to restart. */
    Optional<Step> behind(String stepId, String nodes) {
        List<DaemonSetRef> targets = targets();
        if (targets.isEmpty()) {
            return Optional.empty();
        }
        String id = stepId + SUFFIX;
        JobManifests job = new JobManifests(migration, id, "phase", commands(targets), rules(targets));
        return Optional.of(Step.of(
                        id,
                        "restart early DaemonSets on " + nodes,
                        workspace -> job.files().forEach(workspace::write))
                .prose("rotate-nodes/message-recycle.md")
                .word("job", job.jobName())
                .word("daemonSets", targets.stream().map(DaemonSetRef::toString).collect(Collectors.joining(", ")))
                .gates("pods-recycled", "nodes-ready", "pods-managed")
                .revert("revert takes the Job away; a restart needs no way back."));
    }

    private static List<JobCommand> commands(List<DaemonSetRef> targets) {
        List<JobCommand> commands = new ArrayList<>();
        for (DaemonSetRef target : targets) {
            String namespace = "--namespace=" + target.namespace();
            String object = "daemonset/" + target.name();
            String name = target.name().replace('.', '-');
            String end = (commands.size() / 2 + 1) + "-"
                    + name.substring(0, Math.min(LONGEST, name.length())).replaceAll("-+$", "");
            commands.add(new JobCommand("restart-" + end, List.of(namespace, "rollout", "restart", object)));
            commands.add(
                    new JobCommand("wait-" + end, List.of(namespace, "rollout", "status", object, "--timeout=45m")));
        }
        return commands;
    }

    private static Map<String, List<Map<String, Object>>> rules(List<DaemonSetRef> targets) {
        Map<String, List<String>> names = new TreeMap<>();
        targets.forEach(target -> names.computeIfAbsent(target.namespace(), key -> new ArrayList<>())
                .add(target.name()));
        Map<String, List<Map<String, Object>>> rules = new TreeMap<>();
        names.forEach((namespace, named) -> {
            Map<String, Object> rule = new LinkedHashMap<>();
            rule.put("apiGroups", List.of("apps"));
            rule.put("resources", List.of("daemonsets"));
            rule.put("resourceNames", named);
            rule.put("verbs", List.of("get", "list", "watch", "patch"));
            rules.put(namespace, new ArrayList<>(List.of(rule)));
        });
        return rules;
    }
}
