package dev.crossfade.assembly;

import java.time.Instant;

/**
 * Whether a phase is really proved, by looking at the plain truth: written without any of the rules, on purpose the way a person
 * would go through a list.
 */
final class HistoryOracle {

    private final HistoryScene scene;

    HistoryOracle(HistoryScene scene) {
        this.scene = scene;
    }

    boolean isGood(HistoryTruth truth) {
        for (HistoryTruth.App app : truth.apps.values()) {
            if (!isGood(app)) {
                return false;
            }
        }
        if (!truth.markerPhase.equals(scene.phase()) || truth.dnsPods < 2 || isStuck(truth.stuck)) {
            return false;
        }
        if (scene.hasProbe() && truth.pathBroken) {
            return false;
        }
        if (scene.hasCilium() && truth.agentsMatchNothing) {
            return false;
        }
        if (scene.hasCilium() && !truth.config.equals(scene.config())) {
            return false;
        }
        for (HistoryTruth.Machine machine : truth.machines) {
            if (!isGood(machine, truth)) {
                return false;
            }
        }
        return true;
    }

    /** Calico's network must be gone from its removal on; its CRDs when their commit is the one to be proved. */
    private boolean isStuck(String what) {
        return (what.startsWith("DaemonSet") && !scene.hasCalico())
                || (what.startsWith("CustomResourceDefinition") && scene.phase().equals("remove-calico-leftovers"));
    }

    private static boolean isGood(HistoryTruth.App app) {
        boolean seen = app.revision.equals(HistoryScene.MERGE) || app.revision.equals(HistoryScene.LATER);
        Instant last = app.finished.isAfter(HistoryScene.MERGED) ? app.finished : HistoryScene.MERGED;
        return app.there
                && !app.paused
                && !app.elsewhere
                && seen
                && app.sync.equals("Synced")
                && app.health.equals("Healthy")
                && app.operation.equals("Succeeded")
                && app.condition.isEmpty()
                && !app.reconciled.isBefore(last);
    }

    private boolean isGood(HistoryTruth.Machine machine, HistoryTruth truth) {
        if (scene.hasCalico() && !machine.calicoRuns) {
            return false;
        }
        if (scene.hasCalico() && scene.isFrom("pin-calico-address") && !machine.calicoAddress.equals(machine.address)) {
            return false;
        }
        if (scene.hasCilium()
                && (!machine.agentRuns || machine.agent.isBefore(truth.configChanged) || !machine.reaches)) {
            return false;
        }
        if (scene.hasProbe() && (!machine.probeRuns || (machine.moved && machine.probeLeft))) {
            return false;
        }
        String phase = scene.phase();
        if (phase.equals("install-cilium") && (!machine.hasBlock || machine.moved || machine.tainted)) {
            return false;
        }
        if (phase.equals("node-config") && (machine.moved || machine.tainted)) {
            return false;
        }
        if (phase.equals("node-templates") && machine.moved && machine.created.isBefore(HistoryScene.MERGED)) {
            return false;
        }
        if (phase.equals("rotate-nodes") && !machine.moved) {
            return false;
        }
        return !scene.isFrom("node-templates") || movedIsGood(machine);
    }

    private boolean movedIsGood(HistoryTruth.Machine machine) {
        boolean nodes = !scene.isFrom("audit-policies");
        if (nodes && machine.moved && (!machine.ready || !machine.networkUp || machine.tainted)) {
            return false;
        }
        if (scene.isFrom("remove-calico-workloads") && !machine.networkUp) {
            return false;
        }
        boolean counted = machine.moved || scene.isFrom("finalize-cilium");
        return !counted || (machine.left == null && !machine.endpointMissing);
    }
}
