package dev.crossfade.assembly;

import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** A cluster in which all is as a phase wants it, since its merge. */
record HistoryStart(HistoryScene scene) {

    /** The pool of the machines that stopped workloads have for themselves. */
    static final String OF_WORKLOADS = "kafka";

    private static final Instant MERGED = HistoryScene.MERGED;

    HistoryTruth good(int machines) {
        HistoryTruth truth = new HistoryTruth();
        truth.now = MERGED;
        truth.range = range(scene.spec().cilium().podCIDRs().get(0).toString());
        truth.markerPhase = scene.phase();
        truth.configChanged = scene.hasCilium() ? MERGED.minusSeconds(600) : Instant.EPOCH;
        truth.chart.agentsWritten = truth.configChanged;
        truth.chart.operatorWritten = truth.configChanged;
        truth.calicoWritten = MERGED.minusSeconds(600);
        for (int i = 0; i < HistoryChart.OPERATORS; i++) {
            truth.chart.operators.add(truth.configChanged.plusSeconds(30 + i));
        }
        truth.dns = MERGED.minusSeconds(3600);
        truth.config = new TreeMap<>(scene.config());
        truth.jobEnded = MERGED.plusSeconds(8);
        truth.tigeraSince = MERGED.minusSeconds(7200);
        String own = scene.migration().layout().name();
        List<String> apps =
                List.of(own, own + "-applications", scene.spec().cilium().application());
        for (String app : scene.hasCilium() ? apps : apps.subList(0, 2)) {
            HistoryTruth.App one = new HistoryTruth.App();
            one.revision = HistoryScene.MERGE;
            one.finished = MERGED.plusSeconds(5);
            one.reconciled = MERGED.plusSeconds(6);
            truth.apps.put(app, one);
        }
        scene.terms().workloads().forEach(workload -> truth.workloads.put(workload.name(), workload(workload)));
        for (int i = 0; i < machines; i++) {
            truth.machines.add(machine(i, truth));
        }
        return truth;
    }

    /** The first half of the addresses of a /16. */
    static String range(String cidr) {
        return cidr.replaceFirst("\\.0\\.0/.*", ".");
    }

    /** Stopped from their commit on, and started again by theirs; the later of two is still to come while one is judged. */
    private HistoryTruth.Workload workload(HistoryTerms.Workload workload) {
        boolean stopped = scene.isFrom("quiesce-workloads") && !scene.isFrom("resume-workloads");
        long replicas = stopped ? 0 : workload.replicas();
        return new HistoryTruth.Workload(replicas, replicas, false);
    }

    private HistoryTruth.Machine machine(int number, HistoryTruth truth) {
        HistoryTruth.Machine machine = new HistoryTruth.Machine();
        machine.name = "node-" + number;
        machine.pool = pool(number);
        machine.zone = "zone-" + number % 2;
        machine.address = "10.0." + number / 200 + "." + (number % 200 + 10);
        machine.calicoAddress = machine.address;
        boolean clean = isClean(machine);
        boolean stays = scene.terms().stays();
        machine.created = MERGED.minusSeconds(clean && !stays ? 3600 : 36_000);
        machine.booted = clean ? MERGED.minusSeconds(3600) : machine.created;
        machine.moved = isMoved(machine, number);
        machine.labelled = machine.moved && !clean;
        machine.calicoNode = MERGED.minusSeconds(7200);
        machine.agent = truth.configChanged.plusSeconds(30);
        machine.probe = MERGED.minusSeconds(5000);
        return machine;
    }

    /** Stopped workloads and databases have machines of their own. */
    private String pool(int number) {
        if (!scene.terms().workloads().isEmpty()) {
            String rest = scene.terms().hasWaves() ? "general" : "other";
            return number == 2 || number == 3 ? OF_WORKLOADS : rest;
        }
        return number > 3 && number % 2 == 0 ? "data" : "general";
    }

    private boolean isMoved(HistoryTruth.Machine machine, int number) {
        if (scene.row().equals("rotate-nodes")) {
            return number < 4 || isOfWave(machine);
        }
        return scene.isFrom("rotate-nodes") || (scene.isFrom("first-nodes") && number < 4);
    }

    private boolean isClean(HistoryTruth.Machine machine) {
        return scene.row().equals("clean-nodes") ? isOfWave(machine) : scene.isFrom("clean-nodes");
    }

    private boolean isOfWave(HistoryTruth.Machine machine) {
        return scene.terms().isOfWave(scene.row(), scene.phase(), machine);
    }
}
