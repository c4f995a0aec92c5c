package dev.crossfade.assembly;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is really so in a cluster, in plain fields that a test changes. */
final class HistoryTruth {

    /** A node with what runs on it. */
    static final class Machine {
        String name = "";
        Instant created = Instant.EPOCH;
        /** Labels beside those of zone and migration. */
        Map<String, String> labels = new TreeMap<>();

        boolean moved;
        boolean ready = true;
        boolean networkUp = true;
        boolean tainted;
        String zone = "";
        String address = "";
        String calicoAddress = "";
        Instant calicoNode = Instant.EPOCH;
        boolean calicoRuns = true;
        Instant agent = Instant.EPOCH;
        boolean agentRuns = true;
        Instant probe = Instant.EPOCH;
        boolean probeRuns = true;
        boolean probeLeft;
        /** A pod that started before the agent, or null. */
        @Nullable
        Instant left;

        boolean endpointMissing;
        boolean reaches = true;
        boolean hasBlock = true;

        Machine copy() {
            Machine copy = new Machine();
            copy.name = name;
            copy.created = created;
            copy.labels.putAll(labels);
            copy.moved = moved;
            copy.ready = ready;
            copy.networkUp = networkUp;
            copy.tainted = tainted;
            copy.zone = zone;
            copy.address = address;
            copy.calicoAddress = calicoAddress;
            copy.calicoNode = calicoNode;
            copy.calicoRuns = calicoRuns;
            copy.agent = agent;
            copy.agentRuns = agentRuns;
            copy.probe = probe;
            copy.probeRuns = probeRuns;
            copy.probeLeft = probeLeft;
            copy.left = left;
            copy.endpointMissing = endpointMissing;
            copy.reaches = reaches;
            copy.hasBlock = hasBlock;
            return copy;
        }
    }

    /** An Application of Argo CD's. */
    static final class App {
        String revision = "";
        String sync = "Synced";
        String health = "Healthy";
        String operation = "Succeeded";
        String condition = "";
        Instant finished = Instant.EPOCH;
        Instant reconciled = Instant.EPOCH;
        boolean paused;
        boolean elsewhere;
        boolean there = true;

        App copy() {
            App copy = new App();
            copy.revision = revision;
            copy.sync = sync;
            copy.health = health;
            copy.operation = operation;
            copy.condition = condition;
            copy.finished = finished;
            copy.reconciled = reconciled;
            copy.paused = paused;
            copy.elsewhere = elsewhere;
            copy.there = there;
            return copy;
        }
    }

    Instant now = Instant.EPOCH;
    List<Machine> machines = new ArrayList<>();
    Map<String, App> apps = new TreeMap<>();
    /** Applications of other teams, each with the API group of the one object that it keeps. */
    Map<String, String> others = new TreeMap<>();

    String markerPhase = "";
    Map<String, String> config = new TreeMap<>();
    Instant configChanged = Instant.EPOCH;
    int dnsPods = 2;
    Instant dns = Instant.EPOCH;
    boolean agentsMatchNothing;
    /** Pairs of probes that do not reach each other. */
    boolean pathBroken;
    /** An object that should be gone and is not, as kind and name; or empty. */
    String stuck = "";

    HistoryTruth copy() {
        HistoryTruth copy = new HistoryTruth();
        copy.now = now;
        machines.forEach(machine -> copy.machines.add(machine.copy()));
        apps.forEach((name, app) -> copy.apps.put(name, app.copy()));
        copy.others.putAll(others);
        copy.markerPhase = markerPhase;
        copy.config = new TreeMap<>(config);
        copy.configChanged = configChanged;
        copy.dnsPods = dnsPods;
        copy.dns = dns;
        copy.agentsMatchNothing = agentsMatchNothing;
        copy.pathBroken = pathBroken;
        copy.stuck = stuck;
        return copy;
    }
}
