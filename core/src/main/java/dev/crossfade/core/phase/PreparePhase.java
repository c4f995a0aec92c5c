package dev.crossfade.core.phase;

import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.spec.ProbeSpec;
import java.util.List;

/** Lays the ground: Argo CD's projects and root Applications, both markers, the README and the connectivity probe. */
final class PreparePhase implements Phase {

    /** Goldpinger's release that was looked at (bloomberg/goldpinger). */
    static final String PROBE_IMAGE = "docker.io/bloomberg/goldpinger:3.10.0";

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
                        .revert(
                                "revert, then delete the roots and projects of bootstrap.yaml by hand; nothing else was touched."));
    }

    private static void write(Migration migration, Workspace workspace) {
        Layout layout = migration.layout();
        workspace.write(layout.bootstrap(), new Bootstrap(migration).text());
        workspace.write(layout.readme(), Readme.atStart(migration));
        if (migration.spec().probe() instanceof ProbeSpec.Deploy probe) {
            String image = probe.image() == null ? PROBE_IMAGE : probe.image();
            Probe.files(migration, image).forEach(workspace::write);
        }
    }
}
