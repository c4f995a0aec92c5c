package dev.crossfade.core.phase;

import java.util.List;
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
                                ? "revert stops it. Nodes that moved stay on Cilium, or go back one by one as runbook.md part 4"
                                        + " says."
                                : "revert freezes it. Nodes go back one by one as runbook.md part 4 says, the template first: a new node"
                                        + " from the edited template would be on Cilium again.");
        return Stream.concat(Stream.of(step), recycling.behind(id(), "the first nodes").stream())
                .toList();
    }
}
