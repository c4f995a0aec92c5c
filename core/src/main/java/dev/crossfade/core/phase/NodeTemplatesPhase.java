package dev.crossfade.core.phase;

import dev.crossfade.core.nodes.NodeTemplates;
import dev.crossfade.core.render.Workspace;
import dev.crossfade.core.spec.CoreDnsSpec;
import java.util.List;
import java.util.Map;

/** Hands over what the node templates need; templates outside Git get a sheet that says it word for word. */
final class NodeTemplatesPhase implements Phase {

    @Override
    public String id() {
        return "node-templates";
    }

    @Override
    public String title() {
        return "prepare the node templates";
    }

    @Override
    public List<Step> steps(Migration migration) {
        Rotation rotation = Rotation.of(migration);
        return List.of(Step.of(id(), rotation.titles().nodeTemplates(), workspace -> write(migration, workspace))
                .prose(rotation.prose(id()))
                .words(NodeWords.of(migration))
                .word("byPeople", NodeWords.byPeople(migration))
                .word("budget", migration.spec().coreDNS().podDisruptionBudget() == CoreDnsSpec.Budget.ADD)
                .gates("nodes-unmoved", "nodes-ready", "pods-managed")
                .undoGates("nodes-unmoved")
                .revert(rotation.inPlace() ? "revert; no node has changed yet." : undo(migration)));
    }

    private static String undo(Migration migration) {
        if (migration.nodeTemplates().files().isEmpty()) {
            return "while no node is migrated: label and taint out of the templates first, and a node that"
                    + " joined meanwhile goes back by runbook.md part 4; then revert, which takes"
                    + " runbook.md away.";
        }
        Map<String, Object> words = NodeWords.of(migration);
        String first = has(words, "deployments")
                ? "of Cluster API's machines nothing has joined on Cilium but those that `first` of runbook.md part 2"
                        + " made: delete these MachineDeployments first, they refer to the copies. "
                : "";
        if (!NodeWords.byPeople(migration)) {
            return "while no node is migrated: " + first + (first.isEmpty() ? "revert" : "Then revert")
                    + ", and the templates in Git are as before.";
        }
        return "while no node is migrated: "
                + first
                + (first.isEmpty() ? "templates" : "Templates")
                + " outside Git lose label and taint first. Keep a copy of"
                + " runbook.md, which goes with the revert; then revert, and the templates in Git are as"
                + " before. A node that joined meanwhile goes back after that: "
                + (has(words, "nodePools")
                        ? "Karpenter replaces it by itself, at the pool's own pace, because the budget of 0 is gone, too;"
                                + " any other machine by part 4 of that copy."
                        : "by part 4 of that copy.");
    }

    private static boolean has(Map<String, Object> words, String word) {
        return !String.valueOf(words.get(word)).isEmpty();
    }

    private void write(Migration migration, Workspace workspace) {
        NodeTemplates templates = migration.nodeTemplates();
        templates.files().forEach(path -> workspace.edit(path, templates::prepare));
        workspace.write(migration.layout().runbook(), Runbook.text(migration));
        if (migration.spec().coreDNS().podDisruptionBudget() == CoreDnsSpec.Budget.ADD) {
            String name = migration.layout().name() + "-coredns";
            workspace.write(
                    migration.layout().manifest("PodDisruptionBudget", name),
                    Manifest.of(migration.templates(), id() + "/poddisruptionbudget-coredns.yaml")
                            .set("metadata.name", name)
                            .text());
        }
    }
}
