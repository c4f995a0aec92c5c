package dev.crossfade.clustertest;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The cluster that migrates, and the one that Argo CD runs in: the same one, or two. */
record Clusters(Kit moving, Kit argos) implements AutoCloseable {

    private static final Duration SETTLES = Duration.ofSeconds(30);

    /**
     * @param name how Argo CD elsewhere names the cluster; empty where it runs in it
     * @param beside what else the kit starts beside the first
     */
    static Clusters start(Path folder, String name, List<String> beside) {
        if (name.isEmpty()) {
            List<String> parts = new ArrayList<>(List.of("kube", "kwok", "argo"));
            parts.addAll(beside);
            Kit kit = Kit.start(folder.resolve("cluster"), parts.toArray(String[]::new));
            return new Clusters(kit, kit);
        }
        Kit moving = Kit.start(folder.resolve("cluster"), "kube", "kwok");
        try {
            Clusters two = new Clusters(moving, Kit.start(folder.resolve("hub"), "kube", "argo"));
            two.register(name);
            return two;
        } catch (RuntimeException | Error e) {
            moving.close();
            throw e;
        }
    }

    /** As argo-cd docs/operator-manual/declarative-setup.md#clusters has it. */
    private void register(String name) {
        try (KubernetesClient spoke = moving.client();
                KubernetesClient hub = argos.client()) {
            hub.resource(new SecretBuilder()
                            .withNewMetadata()
                            .withName("cluster-" + name)
                            .withNamespace("argocd")
                            .addToLabels("argocd.argoproj.io/secret-type", "cluster")
                            .endMetadata()
                            .addToStringData("name", name)
                            .addToStringData(
                                    "server", spoke.getMasterUrl().toString().replaceAll("/$", ""))
                            .addToStringData(
                                    "config",
                                    "{\"bearerToken\":\""
                                            + spoke.getConfiguration().getAutoOAuthToken()
                                            + "\",\"tlsClientConfig\":{\"insecure\":true}}")
                            .build())
                    .create();
        }
    }

    private boolean isOne() {
        return moving == argos;
    }

    /** The cluster once nothing of it is going away any more and two looks in a row show the same. */
    Snapshot settled() {
        Instant end = Instant.now().plus(SETTLES);
        Snapshot last = look();
        while (true) {
            ArgoCd.pause();
            Snapshot next = look();
            boolean still = !next.isLosing()
                    && Difference.between(last, List.of(), next).isEmpty();
            if (still || Instant.now().isAfter(end)) {
                return next;
            }
            last = next;
        }
    }

    /** Everything of the cluster that migrates, and what Argo CD's cluster has in Argo CD's namespace. */
    Snapshot look() {
        if (isOne()) {
            return Snapshot.of(moving);
        }
        Snapshot all = Snapshot.of(moving);
        TreeMap<String, JsonNode> objects = new TreeMap<>(all.objects());
        Snapshot.of(argos).objects().forEach((key, object) -> {
            if (object.at("/metadata/namespace").asText().equals("argocd")) {
                objects.put(key, object);
            }
        });
        return new Snapshot(objects, all.generations());
    }

    /** The cluster that a command of a README is for, as the README says. */
    Kit of(String command) {
        return command.contains("-n argocd") || command.contains("bootstrap.yaml") ? argos : moving;
    }

    @Override
    public void close() {
        try {
            moving.close();
        } finally {
            if (!isOne()) {
                argos.close();
            }
        }
    }
}
