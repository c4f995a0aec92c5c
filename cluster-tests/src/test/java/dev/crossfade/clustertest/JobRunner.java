package dev.crossfade.clustertest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Runs Jobs in a cluster that has what they act on, and takes them away again. */
final class JobRunner implements AutoCloseable {

    private final Kit kit;
    private final KubernetesClient client;
    private final Example example;

    JobRunner(Kit kit, Example example) {
        this.kit = kit;
        this.example = example;
        this.client = kit.client();
    }

    /** Nodes, the example's workloads, and the namespaces of the operator. */
    void populate() {
        Machines machines = new Machines(client, example.machines().network());
        example.machines().pools().forEach(pool -> machines.join(Map.of("pool", pool)));
        for (String namespace : List.of("calico-system", "calico-apiserver", "tigera-operator")) {
            client.resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(namespace)
                            .endMetadata()
                            .build())
                    .create();
        }
        upstream();
    }

    /** What a Job before may have deleted or stopped. */
    void upstream() {
        kit.shell(
                "kubectl",
                "apply",
                "-f",
                Surroundings.resource(example.name() + ".yaml").toString());
        kit.shell(
                "kubectl",
                "apply",
                "-f",
                Example.SHARED.resolve("calico/calico-v3.28.0.yaml").toString());
    }

    void mark(PlannedJob job, String value) {
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(job.migration())
                        .withNamespace("kube-system")
                        .endMetadata()
                        .addToData(job.key(), value)
                        .build())
                .serverSideApply();
    }

    /** The Jobs side by side; by name how each ended: Complete or Failed. */
    Map<String, String> run(List<List<ObjectNode>> jobs) {
        List<ObjectNode> all = new ArrayList<>();
        jobs.forEach(all::addAll);
        Path file = write(all);
        kit.shell("kubectl", "apply", "-f", file.toString());
        Map<String, String> ends = new TreeMap<>();
        Machines.await("every Job has ended", () -> {
            for (JsonNode object : all) {
                if (object.path("kind").asText().equals("Job")) {
                    String name = object.at("/metadata/name").asText();
                    end(name).ifPresent(end -> ends.put(name, end));
                }
            }
            return ends.size() == jobs.size();
        });
        kit.shell("kubectl", "delete", "--wait", "-f", file.toString());
        return ends;
    }

    private Optional<String> end(String name) {
        Job job = client.batch()
                .v1()
                .jobs()
                .inNamespace("kube-system")
                .withName(name)
                .get();
        return job.getStatus().getConditions().stream()
                .filter(each -> each.getStatus().equals("True"))
                .map(each -> each.getType())
                .filter(type -> type.equals("Complete") || type.equals("Failed"))
                .findFirst();
    }

    private static Path write(List<ObjectNode> objects) {
        try {
            Path file = Files.createTempFile("jobs", ".json");
            ObjectNode list = Serialization.jsonMapper().createObjectNode();
            list.put("apiVersion", "v1").put("kind", "List").putArray("items").addAll(objects);
            return Files.writeString(file, list.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
