package dev.crossfade.clustertest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Thousands of nodes and pods beside those of the story. Whoever plays kubelets would not bear them, so from here on nobody does:
 * they stay as they are, and those of the kit's controllers that would mind stand still.
 */
final class Mass {

    /** Nobody renews a node's lease any more, and owners of most pods are not there. */
    private static final String[] AT_REST = {
        "--controllers=-node-lifecycle-controller,-garbage-collector-controller,-pod-garbage-collector-controller,"
                + "-ttl-controller,-taint-eviction-controller"
    };

    private static final int THREADS = 4;

    /** The API server's own cache follows etcd, and with much beside it takes more than three minutes for so many pods. */
    private static final Duration SEEN = Duration.ofMinutes(10);

    private final Kit kit;
    private final MassTemplates templates;
    private final Etcd etcd;
    private final int nodes;
    private final int pods;

    /** @param pods all of them, those included that run on every node */
    Mass(Kit kit, int nodes, int pods) {
        this.kit = kit;
        Machines.await("every node has its CiliumNode", () -> count("nodes") == count("ciliumnodes"));
        this.templates = new MassTemplates(kit);
        this.etcd = new Etcd(kit.variable("KIT_ETCD"));
        this.nodes = nodes;
        this.pods = pods;
    }

    private long count(String kind) {
        return kit.shell("kubectl", "get", kind, "-o", "name").lines().count();
    }

    int nodes() {
        return nodes;
    }

    /** How many pods are none of a DaemonSet. */
    int apps() {
        return Math.max(0, pods - nodes * templates.daemons());
    }

    MassTemplates templates() {
        return templates;
    }

    void load() {
        kit.end("double");
        for (String part : new String[] {"kwok", "jobs", "kube-scheduler"}) {
            Part.of(kit, part).stop();
        }
        Part controllers = Part.of(kit, "kube-controller-manager").with(AT_REST);
        controllers.stop();
        kit.shell(
                "bash",
                "-euc",
                "for i in $(seq 0 " + (MassTemplates.NAMESPACES - 1)
                        + "); do printf -- '---\\napiVersion: v1\\nkind: Namespace\\nmetadata: {name: team-%s}\\n' $i; done"
                        + " | kubectl create -f -");
        put(nodes, i -> Map.of("minions/" + MassTemplates.nodeName(i), templates.node(i)));
        put(nodes, i -> Map.of("cilium.io/ciliumnodes/" + MassTemplates.nodeName(i), templates.ciliumNode(i)));
        for (int each = 0; each < templates.daemons(); each++) {
            int kind = each;
            put(nodes, i -> pod(templates.daemon(kind, i)));
        }
        put(apps(), i -> pod(templates.app(i, nodes)));
        controllers.start();
        giveWay();
        Machines.await("the DaemonSets have seen their pods", SEEN, this::isSeen);
    }

    /** In a cluster a watcher has the CPU that it requests; here all that surrounds it shares its cores. */
    private void giveWay() {
        kit.shell("bash", "-euc", """
                for part in *.pid; do
                  for thread in /proc/"$(cat "$part")"/task/*; do
                    [ ! -d "$thread" ] || renice -n 10 -p "${thread##*/}"
                  done
                done""");
    }

    private static Map<String, ObjectNode> pod(ObjectNode pod) {
        return Map.of(
                "pods/" + pod.at("/metadata/namespace").asText() + "/"
                        + pod.at("/metadata/name").asText(),
                pod);
    }

    /** Each DaemonSet counts as many Ready pods as it wants, and so many at least. */
    private boolean isSeen() {
        String counts = kit.shell(
                "kubectl",
                "get",
                "daemonsets",
                "-A",
                "-o",
                "jsonpath={range .items[*]}{.status.desiredNumberScheduled} {.status.numberAvailable}{\"\\n\"}{end}");
        return counts.lines().allMatch(line -> {
            String[] both = line.split(" ");
            return both.length == 2 && both[0].equals(both[1]) && Integer.parseInt(both[0]) >= nodes;
        });
    }

    private void put(int count, IntFunction<Map<String, ObjectNode>> make) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        var done = IntStream.range(0, (count + Etcd.AT_ONCE - 1) / Etcd.AT_ONCE)
                .mapToObj(batch -> threads.submit(() -> {
                    Map<String, ObjectNode> objects = new LinkedHashMap<>();
                    int from = batch * Etcd.AT_ONCE;
                    IntStream.range(from, Math.min(count, from + Etcd.AT_ONCE))
                            .forEach(i -> objects.putAll(make.apply(i)));
                    etcd.put(objects);
                }))
                .toList();
        threads.shutdown();
        try {
            for (var each : done) {
                each.get();
            }
            threads.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
