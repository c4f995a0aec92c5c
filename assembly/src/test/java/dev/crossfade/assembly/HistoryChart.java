package dev.crossfade.assembly;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is really so of what Cilium's chart renders: who wrote it, and what runs by it. */
final class HistoryChart {

    static final int OPERATORS = 2;

    /** The templates carry the checksum of the configuration, so that pods restart where it changes. */
    boolean checksum;

    /** When Argo CD has written the DaemonSet of the agents last, and the Deployment of the operator. */
    Instant agentsWritten = Instant.EPOCH;

    Instant operatorWritten = Instant.EPOCH;
    /** When somebody has restarted both by kubectl. */
    Instant restarted = Instant.EPOCH;
    /** The object into which somebody beside Argo CD has written what still stands: its name, or empty. */
    String meddled = "";

    Instant meddledAt = Instant.EPOCH;
    /** When the pods of the operator started. */
    List<Instant> operators = new ArrayList<>();
    /** What the operator's Deployment counts: pods of its present template, all pods, and those that are available. */
    int updated = OPERATORS;

    int replicas = OPERATORS;
    int available = OPERATORS;

    HistoryChart copy() {
        HistoryChart copy = new HistoryChart();
        copy.checksum = checksum;
        copy.agentsWritten = agentsWritten;
        copy.operatorWritten = operatorWritten;
        copy.restarted = restarted;
        copy.meddled = meddled;
        copy.meddledAt = meddledAt;
        copy.operators = new ArrayList<>(operators);
        copy.updated = updated;
        copy.replicas = replicas;
        copy.available = available;
        return copy;
    }

    void meddle(String object, Instant time) {
        meddled = object;
        meddledAt = time;
    }

    /** All of the operator's pods are new ones. */
    void renewOperators(Instant time) {
        operators.replaceAll(old -> time);
    }

    boolean isOperatorWhole() {
        return updated == OPERATORS && replicas == OPERATORS && available == OPERATORS;
    }
}
