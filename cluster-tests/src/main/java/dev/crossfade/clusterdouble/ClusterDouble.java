package dev.crossfade.clusterdouble;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The process: every actor looks in turn until it is killed. Its cluster is the one of KUBECONFIG. */
public final class ClusterDouble {

    private static final Duration PAUSE = Duration.ofMillis(300);

    private final Cluster cluster;
    private final List<Actor> actors;
    private final PrintStream log;

    private ClusterDouble(Cluster cluster, List<Actor> actors, PrintStream log) {
        this.cluster = cluster;
        this.actors = List.copyOf(actors);
        this.log = log;
    }

    /**
     * @param args the file with the CRDs that cilium-operator registers, then Cilium's pod range as its first two numbers, such as
     *     10.245, then the port of the proxy that the API server has for what pods listen on
     */
    public static void main(String[] args) throws InterruptedException {
        if (args.length != 3) {
            System.err.println("usage: ClusterDouble CILIUM_CRDS POD_RANGE PROXY_PORT");
            System.exit(2);
        }
        try (KubernetesClient client = new KubernetesClientBuilder().build()) {
            Images.serve(client);
            Cluster cluster = new Cluster(client);
            PodNetwork.serve(cluster, Integer.parseInt(args[2]));
            CiliumHosts hosts = new CiliumHosts(Map.of());
            new ClusterDouble(
                            cluster,
                            List.of(
                                    hosts,
                                    new CalicoNodes(hosts),
                                    new Flannel(),
                                    new TigeraOperator(),
                                    new Karpenter(),
                                    new ClusterApi(),
                                    new CiliumOperator(Path.of(args[0]), args[1]),
                                    new CiliumAgents(args[1])),
                            System.out)
                    .run();
        }
    }

    private void run() throws InterruptedException {
        while (true) {
            for (Actor actor : actors) {
                look(actor);
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    /** A conflict or an API that is not there yet is what a controller meets every day: it looks again. */
    private void look(Actor actor) {
        try {
            actor.look(cluster);
        } catch (KubernetesClientException e) {
            log.println(actor.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }
}
