package dev.crossfade.core.phase;

import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.spec.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A Job that scales or annotates workloads which Git does not keep, each step waiting for the one before. */
final class WorkloadJob {

    private final Migration migration;
    private final String step;
    private final List<WorkloadSpec> group;
    private final boolean stops;
    private final JobManifests manifests;

    /**
     * Waits for the phase's marker before it acts.
     *
     * @param stops true to stop or pause, false to start or resume
     */
    WorkloadJob(Migration migration, String step, List<WorkloadSpec> group, boolean stops) {
        this(migration, step, group, stops, "phase");
    }

    private WorkloadJob(Migration migration, String step, List<WorkloadSpec> group, boolean stops, String markerKey) {
        this.migration = migration;
        this.step = step;
        this.group = group;
        this.stops = stops;
        List<String> labels =
                Labels.unique(group.stream().map(WorkloadSpec::name).toList());
        List<JobCommand> commands = new ArrayList<>();
        Map<String, List<Map<String, Object>>> rules = new TreeMap<>();
        for (int i = 0; i < group.size(); i++) {
            WorkloadCommands kubectl = new WorkloadCommands(group.get(i), stops);
            commands.addAll(kubectl.commands(labels.get(i)));
            rules.computeIfAbsent(group.get(i).namespace(), key -> new ArrayList<>())
                    .addAll(kubectl.rules());
        }
        this.manifests = new JobManifests(migration, step, markerKey, commands, rules);
    }

    /** The Job that takes this one back, in the other order; it waits for the undo's marker. */
    WorkloadJob counter() {
        return new WorkloadJob(migration, step, Workloads.reversed(group), !stops, "undone");
    }

    String name() {
        return manifests.jobName();
    }

    void write(Workspace workspace) {
        manifests.files().forEach(workspace::write);
    }
}
