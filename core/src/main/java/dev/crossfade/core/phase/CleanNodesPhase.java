package dev.crossfade.core.phase;

import dev.crossfade.core.facts.VersionFacts;
import dev.crossfade.core.nodes.NodeTemplates;
import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.spec.ProbeSpec;
import java.util.ArrayList;
import java.util.List;

/** Asks for the label to leave the node templates and for one more rotation; with its last wave the probe goes. */
final class CleanNodesPhase implements Phase {

    @Override
    public String id() {
        return "clean-nodes";
    }

    @Override
    public String title() {
        return "clean the nodes";
    }

    @Override
    public List<Step> steps(Migration migration) {
        Rotation rotation = Rotation.of(migration);
        List<String> waves = Waves.names(migration);
        List<Step> steps = new ArrayList<>();
        for (String wave : waves) {
            boolean last = wave.equals(waves.get(waves.size() - 1));
            steps.add(Step.of(
                            Waves.stepId(id(), wave),
                            "clean " + Waves.text(wave),
                            workspace -> write(migration, workspace, wave, last))
                    .words(NodeWords.of(migration, wave))
                    .prose(rotation.prose(id()))
                    .word("wave", wave)
                    .word("probe", last && migration.spec().probe() instanceof ProbeSpec.Deploy)
                    .gates(rotation.cleanGate(), "pods-managed")
                    .revert(
                            migration.nodeTemplates().files(wave).isEmpty()
                                    ? "nothing in Git stops those who replace or reboot the nodes: they stop by themselves. The revert only"
                                            + " closes the phase; nodes with and without the label work alike by now."
                                    : "revert; nodes that were replaced meanwhile are replaced once more, with the label:"
                                            + " they work alike by now."));
        }
        return steps;
    }

    private static void write(Migration migration, Workspace workspace, String wave, boolean last) {
        NodeTemplates templates = migration.nodeTemplates();
        templates.files(wave).forEach(path -> workspace.edit(path, file -> templates.clean(file, wave)));
        if (last && migration.spec().probe() instanceof ProbeSpec.Deploy) {
            Probe.files(migration, VersionFacts.probeImage()).keySet().forEach(workspace::delete);
        }
    }
}
