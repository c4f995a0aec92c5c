package dev.crossfade.assembly;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** What goes wrong with what Cilium's chart renders: who writes into it, and which pods run by something else. */
final class HistoryChartFaults {

    /** Of the operator's Deployment: pods of its present template, all pods, and those that are available. */
    private static final List<List<Integer>> HALF_WAY = List.of(List.of(1, 2, 2), List.of(2, 3, 2), List.of(2, 2, 1));

    private HistoryChartFaults() {}

    static final List<HistoryFaults.Fault> ALL = List.of(
            fault("old configuration", truth -> truth.configChanged = truth.now, HistoryChartFaults::restart),
            fault(
                    "operator from before the configuration",
                    truth -> {
                        truth.configChanged = written(truth);
                        renewAgents(truth);
                    },
                    HistoryChartFaults::restart),
            new HistoryFaults.Fault(
                    "agent started anew with what its pod had fetched before",
                    (truth, chance) -> truth.machines.get(chance.nextInt(truth.machines.size())).agentStale = true,
                    HistoryChartFaults::renewAgents),
            meddled(HistoryWrites.CONFIG, truth -> {}),
            meddled(HistoryWrites.AGENTS, HistoryChartFaults::rollOutAgents),
            meddled(HistoryWrites.OPERATOR, HistoryChartFaults::rollOutOperator),
            new HistoryFaults.Fault(
                    "rollout of agents half way", HistoryChartFaults::halfWay, HistoryChartFaults::rollOutAgents),
            new HistoryFaults.Fault(
                    "rollout of calico-node half way",
                    (truth, chance) -> {
                        truth.calicoWritten = written(truth);
                        halves(
                                truth,
                                chance,
                                machine -> machine.calicoOld = true,
                                machine -> machine.calicoNode = truth.now);
                    },
                    truth -> {
                        truth.calicoWritten = written(truth);
                        truth.machines.forEach(machine -> machine.calicoNode = truth.now);
                    }),
            new HistoryFaults.Fault(
                    "rollout of the operator half way",
                    HistoryChartFaults::operatorHalfWay,
                    HistoryChartFaults::rollOutOperator),
            fault(
                    "controller of the operator lags behind",
                    truth -> {
                        truth.chart.operatorWritten = written(truth);
                        truth.lagging = HistoryWrites.OPERATOR;
                    },
                    // what was written was what had been there
                    truth -> truth.chart.operatorWritten = written(truth)));

    private static HistoryFaults.Fault fault(String name, Consumer<HistoryTruth> strike, Consumer<HistoryTruth> mend) {
        return new HistoryFaults.Fault(name, (truth, chance) -> strike.accept(truth), mend);
    }

    /** What was added is taken away again, or Argo CD has put back what was changed, and pods have taken that over. */
    private static HistoryFaults.Fault meddled(String object, Consumer<HistoryTruth> mend) {
        return fault("somebody has written into " + object, truth -> truth.chart.meddle(object, truth.now), mend);
    }

    /** A little before the pods that take it over start. */
    private static Instant written(HistoryTruth truth) {
        return truth.now.minusSeconds(5);
    }

    private static void renewAgents(HistoryTruth truth) {
        truth.machines.forEach(machine -> machine.agent = truth.now);
    }

    /** Argo CD has written the configuration, and somebody has restarted by kubectl whatever runs by it. */
    private static void restart(HistoryTruth truth) {
        truth.configChanged = written(truth);
        truth.chart.restarted = truth.now.minusSeconds(2);
        renewAgents(truth);
        truth.chart.renewOperators(truth.now);
    }

    private static void rollOutAgents(HistoryTruth truth) {
        truth.chart.agentsWritten = written(truth);
        renewAgents(truth);
    }

    private static void rollOutOperator(HistoryTruth truth) {
        truth.chart.operatorWritten = written(truth);
        truth.chart.renewOperators(truth.now);
    }

    private static void halfWay(HistoryTruth truth, Random chance) {
        truth.chart.agentsWritten = written(truth);
        halves(truth, chance, machine -> machine.agentOld = true, machine -> machine.agent = truth.now);
    }

    /** One at least is from before, and one is new. */
    private static void halves(
            HistoryTruth truth,
            Random chance,
            Consumer<HistoryTruth.Machine> before,
            Consumer<HistoryTruth.Machine> renewed) {
        int old = 1 + chance.nextInt(truth.machines.size() - 1);
        int first = chance.nextInt(truth.machines.size());
        for (int i = 0; i < truth.machines.size(); i++) {
            (i < old ? before : renewed).accept(truth.machines.get((first + i) % truth.machines.size()));
        }
    }

    private static void operatorHalfWay(HistoryTruth truth, Random chance) {
        List<Integer> counts = HALF_WAY.get(chance.nextInt(HALF_WAY.size()));
        truth.chart.operatorWritten = written(truth);
        truth.chart.operators.set(1, truth.now);
        truth.chart.updated = counts.get(0);
        truth.chart.replicas = counts.get(1);
        truth.chart.available = counts.get(2);
    }
}
