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
    static final class Machine implements Cloneable {
        String name = "";
        String pool = "";
        String zone = "";
        String address = "";
        Instant created = Instant.EPOCH;
        /** When its containers started: a reboot makes it newer than the machine. */
        Instant booted = Instant.EPOCH;
        /** Labels beside those of zone and migration. */
        Map<String, String> labels = new TreeMap<>();

        boolean moved;
        boolean labelled;
        boolean ready = true;
        boolean networkUp = true;
        boolean tainted;
        String calicoAddress = "";
        Instant calicoNode = Instant.EPOCH;
        boolean calicoRuns = true;
        Instant agent = Instant.EPOCH;
        boolean agentRuns = true;
        /** Its agent's container was killed alone, and runs again by what its init container had fetched before the configuration. */
        boolean agentStale;
        /** Its agent, or calico-node, is of the template from before the present one. */
        boolean agentOld;

        boolean calicoOld;
        Instant probe = Instant.EPOCH;
        boolean probeRuns = true;
        boolean probeLeft;
        /** A pod that started before the agent, or null. */
        @Nullable
        Instant left;

        boolean endpointMissing;
        /** A pod with an address of Calico's that does not run yet. */
        boolean starting;

        boolean reaches = true;
        /** Whether its pods' packets come out at the other end. */
        boolean tunnels = true;

        boolean hasBlock = true;

        Machine copy() {
            try {
                Machine copy = (Machine) clone();
                copy.labels = new TreeMap<>(labels);
                return copy;
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** An Application of Argo CD's. */
    static final class App implements Cloneable {
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
            try {
                return (App) clone();
            } catch (CloneNotSupportedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /**
     * A declared workload.
     *
     * @param wanted its replicas as the object has them
     * @param ready how many pods are there and Ready
     * @param going a pod of it that has not gone yet
     */
    record Workload(long wanted, long ready, boolean going) {}

    /**
     * What the API server passes on to others.
     *
     * @param away that it does not reach them
     * @param since when that began, or ended
     */
    record Api(boolean away, Instant since) {}

    Instant now = Instant.EPOCH;
    /** How addresses of the new range begin. */
    String range = "";

    List<Machine> machines = new ArrayList<>();
    Map<String, App> apps = new TreeMap<>();
    /** Applications of other teams, each with the API group of the one object that it keeps. */
    Map<String, String> others = new TreeMap<>();

    Map<String, Workload> workloads = new TreeMap<>();
    String markerPhase = "";
    Map<String, String> config = new TreeMap<>();
    /** When Argo CD has written the configuration last. */
    Instant configChanged = Instant.EPOCH;

    HistoryChart chart = new HistoryChart();
    /** When the DaemonSet calico-node was written last. */
    Instant calicoWritten = Instant.EPOCH;

    /** An API that a pod serves. */
    Api metrics = new Api(false, Instant.EPOCH);
    /** Calico's own, which is nobody's where it has stayed and Calico is gone. */
    Api calico = new Api(false, HistoryScene.EARLIER);

    int dnsPods = 2;
    Instant dns = Instant.EPOCH;
    boolean agentsMatchNothing;
    /** A controller that has not looked at the newest generation of its DaemonSet: its name, or empty. */
    String lagging = "";
    /** DaemonSets count pods as available that are not. */
    boolean countsAll;
    /** Pairs of probes that do not reach each other. */
    boolean pathBroken;
    /** An object that should be gone and is not, as kind and name; or empty. */
    String stuck = "";
    /** The kind of an object that Git has and the cluster has not, or has in another form; or empty. */
    String vanished = "";

    String altered = "";
    /** What the Job of the phase says of itself. */
    String job = "Complete";

    Instant jobEnded = Instant.EPOCH;
    /** What the Tigera operator says of Calico beside Available. */
    String tigera = "";

    Instant tigeraSince = Instant.EPOCH;
    boolean otherMethod;
    /** Adopting an object has changed it. */
    boolean regenerated;

    boolean keepsWhatIsPruned;
    /** Objects of Calico's carry the annotation that keeps Argo CD from pruning them. */
    boolean guarded;
    /** A pod of Calico's that is going. */
    boolean calicoPod;

    /** What the customer's shop answers. */
    int shop = 200;
    /** Partitions that lack a replica, as the customer's Prometheus has it. */
    double lag;
    /** Whether the customer's brokers are Ready, as their operator says, and since when. */
    String brokers = "True";

    Instant brokersSince = Instant.EPOCH;
    /** A path between instances of the customer's own Goldpinger. */
    boolean hostPathBroken;

    /** That two nodes do not reach each other is found when it is their agents' turn. */
    HistoryTruth allReached() {
        HistoryTruth counted = copy();
        counted.machines.forEach(machine -> {
            machine.reaches = true;
            machine.tunnels = true;
        });
        return counted;
    }

    HistoryTruth copy() {
        HistoryTruth copy = new HistoryTruth();
        copy.now = now;
        copy.range = range;
        machines.forEach(machine -> copy.machines.add(machine.copy()));
        apps.forEach((name, app) -> copy.apps.put(name, app.copy()));
        copy.others.putAll(others);
        copy.workloads = new TreeMap<>(workloads);
        copy.markerPhase = markerPhase;
        copy.config = new TreeMap<>(config);
        copy.configChanged = configChanged;
        copy.chart = chart.copy();
        copy.calicoWritten = calicoWritten;
        copy.metrics = metrics;
        copy.calico = calico;
        copy.dnsPods = dnsPods;
        copy.dns = dns;
        copy.agentsMatchNothing = agentsMatchNothing;
        copy.lagging = lagging;
        copy.countsAll = countsAll;
        copy.pathBroken = pathBroken;
        copy.stuck = stuck;
        copy.vanished = vanished;
        copy.altered = altered;
        copy.job = job;
        copy.jobEnded = jobEnded;
        copy.tigera = tigera;
        copy.tigeraSince = tigeraSince;
        copy.otherMethod = otherMethod;
        copy.regenerated = regenerated;
        copy.keepsWhatIsPruned = keepsWhatIsPruned;
        copy.guarded = guarded;
        copy.calicoPod = calicoPod;
        copy.shop = shop;
        copy.lag = lag;
        copy.brokers = brokers;
        copy.brokersSince = brokersSince;
        copy.hostPathBroken = hostPathBroken;
        return copy;
    }
}
