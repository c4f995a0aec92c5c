package dev.crossfade.core.phase;

import dev.crossfade.core.nodes.NodeTemplates;
import dev.crossfade.core.render.Workspace;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** States the intent to replace nodes, one commit a wave; the census of nodes and pods is its gate. */
final class RotateNodesPhase implements Phase {

    @Override
    public String id() {
        return "rotate-nodes";
    }

    @Override
    public String title() {
        return "replace the nodes";
    }

    @Override
    public List<Step> steps(Migration migration) {
        Recycling recycling = new Recycling(migration);
        return Waves.names(migration).stream()
                .flatMap(wave -> Stream.concat(
                        Stream.of(step(migration, wave)),
                        recycling.behind(Waves.stepId(id(), wave), Waves.text(wave)).stream()))
                .toList();
    }

    private Step step(Migration migration, String wave) {
        Rotation rotation = Rotation.of(migration);
        // a revert that only freezes must never be kept back
        String[] undo = NodeWords.rollsBack(migration, wave) ? new String[] {"calico-healthy"} : new String[0];
        return Step.of(Waves.stepId(id(), wave), rotation.title(wave), workspace -> write(migration, workspace, wave))
                .words(NodeWords.of(migration, wave))
                .prose(rotation.prose(id()))
                .word("wave", wave)
                .gates(new Recycling(migration).gates("nodes-replaced"))
                .undoGates(undo)
                .revert(undo(migration, wave));
    }

    private static String undo(Migration migration, String wave) {
        Map<String, Object> words = NodeWords.of(migration, wave);
        String waiting = String.valueOf(words.get("waiting"));
        String undo = NodeWords.rollsBack(migration, wave)
                ? "revert takes machines of Cluster API back: it replaces those that moved by ones on Calico, as"
                        + " long as Calico runs. To stop where it stands, pause instead: "
                        + pauses(migration, wave)
                        + ". All else in Git freezes, and nodes that moved stay on Cilium." + outside(words)
                : forward(migration, words);
        return waiting.isEmpty()
                ? undo
                : undo + " Machines of " + NodeWords.deployments(waiting)
                        + " (OnDelete) stay as they are; one that somebody deletes after the revert comes back on"
                        + " Calico.";
    }

    /** Where nothing goes back by itself. */
    private static String forward(Migration migration, Map<String, Object> words) {
        if (Rotation.of(migration).inPlace()) {
            return "nothing in Git stops those who drain and reboot: they stop by themselves. The revert only closes the"
                    + " phase; nodes that moved stay on Cilium and keep working.";
        }
        return Boolean.TRUE.equals(words.get("freezes"))
                ? "revert freezes the rotation of what Git keeps; nodes that moved stay on Cilium and keep working."
                        + outside(words)
                : "nothing in Git stops Terraform, an instance refresh or the loops of runbook.md: the owners of the nodes"
                        + " stop the rotation themselves. The revert only closes the phase; nodes that moved stay on Cilium"
                        + " and keep working.";
    }

    private static String outside(Map<String, Object> words) {
        return Boolean.TRUE.equals(words.get("stopsNobody"))
                ? " Nodes from templates outside Git: nothing in Git stops their rotation, their owners do."
                : "";
    }

    /** Cluster API has a field for it in MachineDeployments, and for all its kinds an annotation (PausedAnnotation). */
    private static String pauses(Migration migration, String wave) {
        Map<String, Object> words = NodeWords.of(migration, wave);
        return Stream.of(
                        Map.entry("spec.paused of ", NodeWords.deployments(String.valueOf(words.get("rolling")))),
                        Map.entry(
                                "annotation cluster.x-k8s.io/paused on KubeadmControlPlane ",
                                String.valueOf(words.get("controlPlane"))))
                .filter(kind -> !kind.getValue().isEmpty())
                .map(kind -> kind.getKey() + kind.getValue())
                .collect(Collectors.joining(", "));
    }

    private static void write(Migration migration, Workspace workspace, String wave) {
        NodeTemplates templates = migration.nodeTemplates();
        templates.files(wave).forEach(path -> workspace.edit(path, file -> templates.rotate(file, wave)));
    }
}
