package dev.crossfade.core.phase;

import dev.crossfade.core.facts.VersionFacts;
import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.spec.ProbeSpec;
import dev.crossfade.core.yaml.YamlFile;
import java.util.ArrayList;
import java.util.List;

/** Lays the ground: Argo CD's projects and root Applications, both markers, the README and the connectivity probe. */
final class PreparePhase implements Phase {

    @Override
    public String id() {
        return "prepare";
    }

    @Override
    public String title() {
        return "prepare the migration";
    }

    @Override
    public List<Step> steps(Migration migration) {
        return List.of(
                Step.of(id(), title(), workspace -> write(migration, workspace))
                        .word("probe", migration.spec().probe() instanceof ProbeSpec.Deploy)
                        .word("ownApplications", ownApplications(migration))
                        .revert(
                                "revert, then delete by hand the objects of bootstrap.yaml"
                                        + (migration.spec().probe() instanceof ProbeSpec.Deploy
                                                ? ", both markers and the probe"
                                                : " and both markers")
                                        + ": Argo CD prunes nothing from a folder that is gone. The commands: crossfade explain prepare."));
    }

    /** The customer's Applications that later phases rely on, in a few words. */
    static String ownApplications(Migration migration) {
        long workloads = migration.spec().workloads().stream()
                .filter(workload -> workload.source() != null)
                .count();
        List<String> own = new ArrayList<>();
        migration
                .inventory()
                .calico()
                .application()
                .ifPresent(application -> own.add(application.name() + " for Calico"));
        if (workloads > 0) {
            own.add(own.isEmpty() ? "those of the workloads" : "and those of the workloads that are kept in Git");
        }
        return String.join(", ", own);
    }

    private static void write(Migration migration, Workspace workspace) {
        Layout layout = migration.layout();
        List<YamlFile> values = migration.spec().cilium().values().stream()
                .map(path -> YamlFile.parse(path, workspace.require(path)))
                .toList();
        workspace.write(
                layout.bootstrap(), new Bootstrap(migration, ChartNamespaces.of(migration.cilium(), values)).text());
        workspace.write(layout.readme(), Readme.atStart(migration));
        if (migration.spec().probe() instanceof ProbeSpec.Deploy probe) {
            String image = probe.image() == null ? VersionFacts.probeImage() : probe.image();
            Probe.files(migration, image).forEach(workspace::write);
        }
    }
}
