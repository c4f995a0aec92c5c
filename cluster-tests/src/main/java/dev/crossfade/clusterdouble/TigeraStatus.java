package dev.crossfade.clusterdouble;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** TigeraStatus calico: three conditions, from the Installation and the DaemonSet (tigera/operator, pkg/controller/status/status.go). */
final class TigeraStatus {

    private static final ResourceDefinitionContext KIND = new ResourceDefinitionContext.Builder()
            .withGroup("operator.tigera.io")
            .withVersion("v1")
            .withKind("TigeraStatus")
            .withPlural("tigerastatuses")
            .withNamespaced(false)
            .build();

    private TigeraStatus() {}

    /**
     * @param generation of the Installation
     * @param valid false where the operator does not work on it
     */
    static void say(Cluster cluster, long generation, boolean valid) {
        if (!cluster.serves(KIND)) {
            return;
        }
        Resource<GenericKubernetesResource> calico =
                cluster.client().genericKubernetesResources(KIND).withName("calico");
        if (calico.get() == null) {
            GenericKubernetesResource made = new GenericKubernetesResource();
            made.setApiVersion("operator.tigera.io/v1");
            made.setKind("TigeraStatus");
            made.setMetadata(new ObjectMetaBuilder().withName("calico").build());
            made.setAdditionalProperties(Map.of("spec", Map.of()));
            cluster.client().resource(made).create();
        }
        List<Map<String, Object>> was = Optional.<List<Map<String, Object>>>ofNullable(
                        calico.get().get("status", "conditions"))
                .orElse(List.of());
        List<Map<String, Object>> is = conditions(CalicoDaemonSet.get(cluster), valid, generation, was);
        if (!is.equals(was)) {
            UnaryOperator<GenericKubernetesResource> edit = current -> {
                current.setAdditionalProperty("status", Map.of("conditions", is));
                return current;
            };
            // upstream's CRD has the subresource; one that somebody shortened may not
            if (hasStatus(cluster)) {
                calico.editStatus(edit);
            } else {
                calico.edit(edit);
            }
        }
    }

    private static boolean hasStatus(Cluster cluster) {
        return cluster
                .client()
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("tigerastatuses.operator.tigera.io")
                .get()
                .getSpec()
                .getVersions()
                .stream()
                .anyMatch(version -> version.getSubresources() != null
                        && version.getSubresources().getStatus() != null);
    }

    private static List<Map<String, Object>> conditions(
            Optional<DaemonSet> calicoNode, boolean valid, long generation, List<Map<String, Object>> was) {
        boolean available = calicoNode
                .filter(each -> each.getStatus().getDesiredNumberScheduled() > 0)
                .filter(each -> number(each.getStatus().getNumberAvailable())
                        >= each.getStatus().getDesiredNumberScheduled())
                .isPresent();
        boolean progressing = calicoNode
                .filter(each -> each.getMetadata()
                        .getGeneration()
                        .equals(each.getStatus().getObservedGeneration()))
                .filter(each -> number(each.getStatus().getUpdatedNumberScheduled())
                        >= each.getStatus().getDesiredNumberScheduled())
                .isEmpty();
        List<Map<String, Object>> conditions = new ArrayList<>();
        conditions.add(condition("Available", available && valid, "AllObjectsAvailable", generation, was));
        conditions.add(condition("Degraded", !valid, "InvalidConfigurationError", generation, was));
        conditions.add(condition("Progressing", progressing && valid, "ResourceNotReady", generation, was));
        return conditions;
    }

    private static int number(Integer count) {
        return Optional.ofNullable(count).orElse(0);
    }

    /** The time is that of the last change from one status to the other. */
    private static Map<String, Object> condition(
            String type, boolean holds, String reason, long generation, List<Map<String, Object>> was) {
        String status = holds ? "True" : "False";
        Object since = was.stream()
                .filter(each -> type.equals(each.get("type")) && status.equals(each.get("status")))
                .map(each -> each.get("lastTransitionTime"))
                .findFirst()
                .orElse(Cluster.now());
        return new TreeMap<>(Map.of(
                "type",
                type,
                "status",
                status,
                "reason",
                holds ? reason : "NotApplicable",
                "message",
                "",
                "observedGeneration",
                (int) generation,
                "lastTransitionTime",
                since));
    }
}
