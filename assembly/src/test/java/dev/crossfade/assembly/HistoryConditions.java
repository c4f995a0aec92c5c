package dev.crossfade.assembly;

import java.util.List;
import java.util.Set;

/** What must be true before the next phase comes, and before this one goes back: by the plain truth, and by no rule. */
record HistoryConditions(HistoryScene scene) {

    /** What may go back only while no node has moved (domain.md 8: what they made is what nodes on Cilium stand on). */
    private static final Set<String> BEFORE_NODES =
            Set.of("relax-policies", "install-cilium", "node-config", "node-templates");

    /** Moves the machines of stopped workloads, which start again behind it. */
    private static final String WORKLOADS = "first-nodes-workloads";

    /** Something must be true before the next phase comes, beside that this one is proved. */
    boolean keepsOut() {
        String next = scene.next().map(each -> each.id()).orElse("");
        return next.startsWith("resume-workloads")
                || next.startsWith("remove-calico-workloads")
                || next.equals("remove-calico-leftovers");
    }

    boolean letIn(HistoryTruth truth) {
        String row = scene.next().map(next -> next.phase().id()).orElse("");
        String next = scene.next().map(each -> each.id()).orElse("");
        return switch (row) {
            case "resume-workloads" -> areMoved(truth, scene.terms().workloads(row, next));
            case "remove-calico-workloads" -> isUnshared(truth) && isUnused(truth);
            case "remove-calico-leftovers" -> !next.equals("remove-calico-leftovers") || isUnshared(truth);
            default -> true;
        };
    }

    /** A way back may be proposed: crossfade.yaml asks for one, the phase has one, and nothing stands against it. */
    boolean letPropose(HistoryTruth truth) {
        return scene.terms().goesBack(scene.row()) && letBack(truth);
    }

    /** Something must be true before this phase goes back, beside what Git says (docs/phases.md, "Undo gates"). */
    boolean asksToGoBack() {
        return BEFORE_NODES.contains(scene.row()) || takesMachinesBack();
    }

    boolean letBack(HistoryTruth truth) {
        if (scene.row().equals("node-templates")) {
            return truth.machines.stream()
                    .noneMatch(machine -> machine.labelled && !machine.created.isAfter(HistoryScene.MERGED));
        }
        if (BEFORE_NODES.contains(scene.row())) {
            return truth.machines.stream().noneMatch(machine -> machine.moved || machine.labelled);
        }
        if (scene.phase().equals(WORKLOADS)
                && !truth.workloads.values().stream().allMatch(HistoryConditions::isDown)) {
            return false;
        }
        return !takesMachinesBack() || isCalicoWell(truth);
    }

    /** A revert has Cluster API make machines anew, on Calico; all others go back one by one, by somebody's hand. */
    private boolean takesMachinesBack() {
        return scene.hasMachines()
                && (scene.row().equals("rotate-nodes") || scene.phase().equals(WORKLOADS));
    }

    static boolean isOfWorkloads(HistoryTruth.Machine machine, List<HistoryTerms.Workload> workloads) {
        return workloads.stream().anyMatch(workload -> HistoryTerms.has(machine, workload.nodes()));
    }

    /** Where they may run there is a machine, and each has moved. */
    private static boolean areMoved(HistoryTruth truth, List<HistoryTerms.Workload> workloads) {
        for (HistoryTerms.Workload workload : workloads) {
            List<HistoryTruth.Machine> machines = truth.machines.stream()
                    .filter(machine -> HistoryTerms.has(machine, workload.nodes()))
                    .toList();
            if (machines.isEmpty() || !machines.stream().allMatch(machine -> machine.moved && machine.labelled)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDown(HistoryTruth.Workload workload) {
        return workload.wanted() == 0 && workload.ready() == 0 && !workload.going();
    }

    /** No pod has an address that goes with Calico, whether it runs or not. */
    private static boolean isUnused(HistoryTruth truth) {
        return truth.machines.stream()
                .allMatch(machine -> machine.moved && machine.left == null && !machine.starting && !machine.probeLeft);
    }

    private static boolean isUnshared(HistoryTruth truth) {
        return truth.others.values().stream().noneMatch(group -> group.contains("projectcalico.org"));
    }

    private boolean isCalicoWell(HistoryTruth truth) {
        return truth.machines.stream().allMatch(machine -> machine.calicoRuns && !machine.calicoOld)
                && !truth.lagging.equals("calico-node")
                && (truth.tigera.isEmpty() || !scene.isOperator());
    }
}
