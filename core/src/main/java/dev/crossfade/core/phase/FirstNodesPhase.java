package dev.crossfade.core.phase;

import dev.crossfade.core.nodes.NodeTemplates;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Asks for the first new nodes of every zone: room for CoreDNS, and for the pools of stopped workloads. */
final class FirstNodesPhase implements Phase {

    @Override
    public String id() {
        return "first-nodes";
    }

    @Override
    public String title() {
        return "bring up the first nodes on Cilium";
    }

    @Override
    public List<Step> steps(Migration migration) {
        Rotation rotation = Rotation.of(migration);
        Recycling recycling = new Recycling(migration);
        Step step = Step.of(id(), rotation.titles().firstNodes(), workspace -> {})
                .prose(rotation.prose(id()))
                .words(NodeWords.of(migration))
                .word("firstPerZone", String.valueOf(migration.spec().nodes().firstPerZone()))
                .word("stopped", !migration.spec().workloads().isEmpty())
                .gates(recycling.gates("nodes-first"))
                .revert(
                        rotation.inPlace()
                                ? "the revert only closes the phase: those who drain and reboot stop by themselves. Nodes that moved stay on"
                                        + " Cilium, or go back one by one as runbook.md part 4 says."
                                : "the revert only closes the phase: those who add and end nodes stop by themselves. Nodes go back one by one"
                                        + " as runbook.md part 4 says, the template first: a new node"
                                        + " from the edited template would be on Cilium again."
                                        + ofClusterApi(migration));
        Stream<Step> first = Stream.concat(Stream.of(step), recycling.behind(id(), "the first nodes").stream());
        return Stream.concat(first, machines(migration, recycling)).toList();
    }

    /** Machines of Cluster API move by an edit, and stopped workloads start again before the waves. */
    private Stream<Step> machines(Migration migration, Recycling recycling) {
        Map<String, Object> words = NodeWords.of(migration);
        String early = String.valueOf(words.get("early"));
        if (early.isEmpty()) {
            return Stream.empty();
        }
        String step = id() + "-workloads";
        NodeTemplates templates = migration.nodeTemplates();
        return Stream.concat(
                Stream.of(Step.of(
                                step,
                                "replace the machines of stopped workloads",
                                workspace -> templates.files().forEach(path -> workspace.edit(path, templates::first)))
                        .prose(id() + "/message-workloads.md")
                        .words(words)
                        .word("names", Workloads.names(migration.spec().workloads()))
                        .gates(recycling.gates("workload-machines"))
                        .undoGates("calico-healthy", "workloads-down")
                        .revert(undo(words))),
                recycling.behind(step, "the machines of stopped workloads").stream());
    }

    private static String undo(Map<String, Object> words) {
        String rolling = String.valueOf(words.get("earlyRolling"));
        String waiting = String.valueOf(words.get("earlyWaiting"));
        String byItself = "revert takes these machines back: Cluster API replaces those that moved by ones on Calico,"
                + " as long as Calico runs. To stop where it stands, pause instead: spec.paused of"
                + " " + NodeWords.deployments(rolling) + ".";
        String byPeople = "machines of " + NodeWords.deployments(waiting)
                + " (OnDelete) stay as they are; one that somebody deletes after the revert comes back on Calico.";
        if (waiting.isEmpty()) {
            return byItself;
        }
        return rolling.isEmpty() ? "revert; " + byPeople : byItself + " The " + byPeople;
    }

    /** What the runbook has people make beside the MachineDeployments that Git keeps. */
    private static String ofClusterApi(Migration migration) {
        String names = String.valueOf(NodeWords.of(migration).get("deployments"));
        return names.isEmpty()
                ? ""
                : " For Cluster API no template changes: delete "
                        + NodeWords.deployments(names.replace(", ", "-first, ") + "-first")
                        + ", and the nodes drain and go.";
    }
}
