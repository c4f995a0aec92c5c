package dev.crossfade.assembly;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether a phase is really proved, and the next may come, by looking at the plain truth: written without any of the rules, on purpose
 * the way a person would go through a list. Of the plan it takes which phases there are, in what order, and who runs Calico; what
 * crossfade.yaml says it reads itself.
 */
final class HistoryOracle {

    private final HistoryScene scene;
    private final HistoryConditions conditions;
    private final String phase;

    HistoryOracle(HistoryScene scene) {
        this.scene = scene;
        this.conditions = new HistoryConditions(scene);
        this.phase = scene.phase();
    }

    /** The phase is proved, and nothing keeps the next one out. */
    boolean mayGoOn(HistoryTruth truth) {
        return isProved(truth) && conditions.letIn(truth);
    }

    /** Nothing keeps the next phase out but that this one is not proved. */
    boolean letsIn(HistoryTruth truth) {
        return conditions.letIn(truth);
    }

    /** How long what lets the next phase in must hold; no time where it asks for nothing. */
    Duration soakToEnter() {
        return conditions.keepsOut() ? scene.soakToEnter() : Duration.ZERO;
    }

    /** A way back may be proposed. */
    boolean mayPropose(HistoryTruth truth) {
        return conditions.letPropose(truth);
    }

    /** The phase may go back: whatever else is wrong, that is what going back is for. */
    boolean mayGoBack(HistoryTruth truth) {
        return conditions.letBack(truth);
    }

    /** Whether it may is asked of the cluster. */
    boolean asksToGoBack() {
        return conditions.asksToGoBack();
    }

    /** Something may be done that might not, or the other way round. */
    boolean isChanged(HistoryTruth good, HistoryTruth truth) {
        return mayGoOn(good) != mayGoOn(truth) || mayGoBack(good) != mayGoBack(truth);
    }

    /** The phase is proved, whatever is asked beside. */
    boolean isProved(HistoryTruth truth) {
        for (HistoryTruth.App app : truth.apps.values()) {
            if (!isGood(app)) {
                return false;
            }
        }
        if (!truth.markerPhase.equals(phase) || truth.dnsPods < 2 || isApiAway(truth) || isStuck(truth)) {
            return false;
        }
        if ((scene.hasProbe() && truth.pathBroken) || (phase.equals("first-nodes") && !areFirst(truth))) {
            return false;
        }
        if (scene.hasCilium()
                && (truth.agentsMatchNothing || truth.lagging.equals("cilium") || !isOperatorGood(truth))) {
            return false;
        }
        if (scene.hasCalico()
                && (truth.lagging.equals("calico-node") || !truth.tigera.isEmpty() && scene.isOperator())) {
            return false;
        }
        if (scene.asksCustomer() && !isCustomerContent(truth)) {
            return false;
        }
        if (!truth.config.equals(scene.config()) || !isOwnGood(truth) || !workloadsAreGood(truth)) {
            return false;
        }
        for (HistoryTruth.Machine machine : truth.machines) {
            if (!isGood(machine, truth)) {
                return false;
            }
        }
        return true;
    }

    /** Calico's own is to go when Calico does, and has to have gone after that. */
    private boolean isApiAway(HistoryTruth truth) {
        return truth.metrics.away() || (truth.calico.away() && !scene.isRemoving());
    }

    /** CoreDNS runs on the first two machines: a node without it proves little. There are others in each zone. */
    private static boolean areFirst(HistoryTruth truth) {
        return truth.machines.stream().limit(2).allMatch(machine -> machine.moved && machine.labelled);
    }

    /** What only one phase is about. */
    private boolean isOwnGood(HistoryTruth truth) {
        return switch (scene.row()) {
            case "adopt-calico" -> !truth.regenerated;
            case "pin-calico-address" -> !truth.otherMethod;
            case "relax-policies" ->
                !truth.altered.equals("GlobalNetworkPolicy") && !truth.vanished.equals("GlobalNetworkPolicy");
            case "node-config" ->
                !truth.altered.equals("CiliumNodeConfig") && !truth.vanished.equals("CiliumNodeConfig");
            case "drop-overlay", "hand-over" -> isLeftAlone(truth.chart);
            case "remove-calico-workloads" ->
                !phase.endsWith("-prune") || (!truth.keepsWhatIsPruned && !(truth.guarded && scene.isAdopted()));
            default -> true;
        };
    }

    /** Since the merge nobody but Argo CD has written into Cilium's objects what still stands. */
    private static boolean isLeftAlone(HistoryChart chart) {
        return chart.meddled.isEmpty() || !chart.meddledAt.isAfter(HistoryScene.MERGED);
    }

    /** All of its pods are there, of its present template, and younger than the configuration, whoever wrote that last. */
    private static boolean isOperatorGood(HistoryTruth truth) {
        HistoryChart chart = truth.chart;
        boolean meddled = chart.meddled.equals("cilium-config");
        return chart.isOperatorWhole()
                && !truth.lagging.equals("cilium-operator")
                && chart.operators.stream()
                        .noneMatch(started -> started.isBefore(truth.configChanged)
                                || (meddled && started.isBefore(chart.meddledAt)));
    }

    /** The ones that this commit stops or starts, and the Job that does it where Git does not keep them. */
    private boolean workloadsAreGood(HistoryTruth truth) {
        boolean stops = scene.row().equals("quiesce-workloads");
        if (!stops && !scene.row().equals("resume-workloads")) {
            return true;
        }
        for (HistoryTerms.Workload workload : scene.terms().workloads(scene.row(), phase)) {
            HistoryTruth.Workload state = truth.workloads.get(workload.name());
            long wanted = stops ? 0 : workload.replicas();
            if (state.wanted() != wanted || state.ready() != wanted || (stops && state.going())) {
                return false;
            }
            if (!workload.inGit() && !truth.job.equals("Complete")) {
                return false;
            }
        }
        return true;
    }

    /** What the gates ask that the customer has written. */
    private static boolean isCustomerContent(HistoryTruth truth) {
        return truth.shop == 200 && truth.lag == 0 && truth.brokers.equals("True") && !truth.hostPathBroken;
    }

    /** Calico's network must be gone from its removal on, the rest when the commit that takes it is the one to be proved. */
    private boolean isStuck(HistoryTruth truth) {
        if (truth.calicoPod && !scene.hasCalico()) {
            return true;
        }
        return switch (truth.stuck) {
            case "DaemonSet calico-node" -> !scene.hasCalico();
            case "Installation default" -> !scene.hasCalico() && scene.isOperator();
            case "APIServer default" -> phase.equals("remove-calico-workloads-apis") && scene.isOperator();
            case "Deployment tigera-operator", "Namespace calico-system" ->
                phase.equals("remove-calico-leftovers-operator");
            case "ClusterRole calico-node" -> phase.equals("remove-calico-leftovers-rbac");
            case "CustomResourceDefinition ippools.crd.projectcalico.org" -> phase.equals("remove-calico-leftovers");
            case "GlobalNetworkPolicy crossfade-relax" -> phase.equals("remove-calico-leftovers-relaxation");
            case "CiliumNodeConfig cilium-default" -> phase.equals("retire-node-config");
            case "Application calico" -> phase.equals("remove-calico-leftovers") && !scene.isAdopted();
            default -> false;
        };
    }

    private static boolean isGood(HistoryTruth.App app) {
        boolean seen = app.revision.equals(HistoryScene.MERGE) || app.revision.equals(HistoryScene.LATER);
        boolean fresh = !app.reconciled.isBefore(HistoryScene.MERGED) && !app.reconciled.isBefore(app.finished);
        return app.there
                && !app.paused
                && !app.elsewhere
                && seen
                && app.sync.equals("Synced")
                && app.health.equals("Healthy")
                && app.operation.equals("Succeeded")
                && app.condition.isEmpty()
                && fresh;
    }

    private boolean isGood(HistoryTruth.Machine machine, HistoryTruth truth) {
        if (scene.hasCalico() && (!machine.calicoRuns || machine.calicoOld)) {
            return false;
        }
        if (scene.hasCalico() && scene.isFrom("pin-calico-address") && !machine.calicoAddress.equals(machine.address)) {
            return false;
        }
        if (scene.hasCilium() && !isAgentGood(machine, truth)) {
            return false;
        }
        if (scene.hasProbe() && (!machine.probeRuns || (machine.labelled && isProbeOnCalico(machine)))) {
            return false;
        }
        if (scene.row().equals("install-cilium") && !machine.hasBlock) {
            return false;
        }
        return isPlaceGood(machine) && (!scene.isFrom("node-templates") || movedIsGood(machine));
    }

    /** A label says that the node is on Cilium, whether it is or not. */
    private static boolean isProbeOnCalico(HistoryTruth.Machine machine) {
        return !machine.moved || machine.probeLeft;
    }

    /** Whoever wrote into the configuration: an agent that started before that runs by what was there before. */
    private static boolean isAgentGood(HistoryTruth.Machine machine, HistoryTruth truth) {
        boolean meddled = truth.chart.meddled.equals("cilium-config") && machine.agent.isBefore(truth.chart.meddledAt);
        return machine.agentRuns
                && !machine.agentOld
                && !machine.agentStale
                && !meddled
                && machine.reaches
                && machine.tunnels
                && !machine.agent.isBefore(truth.configChanged)
                && !machine.agent.isAfter(truth.now.plusSeconds(60));
    }

    /**
     * Whether it has moved as far as the phase says, and its label says the truth as long as it is asked. That the nodes of stopped
     * workloads have moved is asked before these come back, not after (EntryGatesTest).
     */
    private boolean isPlaceGood(HistoryTruth.Machine machine) {
        boolean before = machine.created.isBefore(HistoryScene.MERGED);
        return switch (scene.row()) {
            case "install-cilium", "node-config" -> !machine.moved && !machine.labelled && !machine.tainted;
            case "node-templates" -> !(machine.labelled && before);
            case "first-nodes" ->
                !phase.endsWith("-workloads")
                        || !HistoryConditions.isOfWorkloads(
                                machine, scene.terms().workloads())
                        || (machine.moved && machine.labelled);
            case "rotate-nodes" -> !isOfWave(machine) || (machine.moved && machine.labelled);
            case "clean-nodes" -> !isOfWave(machine) || isClean(machine);
            default -> true;
        };
    }

    /** Made, or started anew where machines stay, after all of Calico was removed. */
    private boolean isClean(HistoryTruth.Machine machine) {
        Instant begun = scene.terms().stays() ? machine.booted : machine.created;
        return !machine.labelled && begun.isAfter(HistoryScene.EARLIER);
    }

    private boolean isOfWave(HistoryTruth.Machine machine) {
        return scene.terms().isOfWave(scene.row(), phase, machine);
    }

    private boolean movedIsGood(HistoryTruth.Machine machine) {
        boolean nodes = !scene.isFrom("audit-policies");
        if (nodes && machine.labelled && (!machine.ready || !machine.networkUp || machine.tainted)) {
            return false;
        }
        if (!scene.hasCalico() && !machine.networkUp) {
            return false;
        }
        boolean counted = machine.labelled || scene.isFrom("finalize-cilium");
        return !counted || (machine.moved && machine.left == null && !machine.endpointMissing);
    }
}
