package dev.crossfade.clusterdouble;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Tigera operator: writes its defaults back into the Installation (pkg/controller/installation/core_controller.go), makes
 * the workloads, protects them with finalizers, takes them apart in its own order (pkg/render/finalizers.go), and says how Calico
 * is.
 */
final class TigeraOperator implements Actor {

    /** Its sub-resources, each with the finalizer that it keeps on the Installation while it is there. */
    private static final Map<String, String> PARTS = Map.of(
            "APIServer", "operator.tigera.io/apiserver-controller",
            "Goldmane", "operator.tigera.io/goldmane-controller",
            "Whisker", "operator.tigera.io/whisker-controller");

    private static final String CLEANUP = "tigera.io/operator-cleanup";
    private static final String CORE = "operator.tigera.io/installation-controller";

    @Override
    public void look(Cluster cluster) {
        if (!cluster.isAvailable("tigera-operator", "tigera-operator")) {
            return;
        }
        Optional<GenericKubernetesResource> found = get(cluster, "Installation");
        if (found.isEmpty()) {
            return;
        }
        GenericKubernetesResource installation = found.get();
        if (installation.getMetadata().getDeletionTimestamp() != null) {
            takeApart(cluster, installation);
            return;
        }
        if (valid(installation)) {
            settle(cluster, installation);
            Owned.make(cluster, installation, "installation.yaml");
            CalicoDaemonSet.detect(cluster, installation);
            PARTS.keySet().stream()
                    .sorted()
                    .forEach(part -> get(cluster, part)
                            .filter(each -> each.getMetadata().getDeletionTimestamp() == null)
                            .ifPresent(each ->
                                    Owned.make(cluster, each, part.toLowerCase(java.util.Locale.ROOT) + ".yaml")));
        }
        TigeraStatus.say(cluster, installation.getMetadata().getGeneration(), valid(installation));
    }

    /** With two methods of address detection the operator stops (validation.go, validateNodeAddressDetection). */
    private static boolean valid(GenericKubernetesResource installation) {
        Map<String, Object> methods = installation.get("spec", "calicoNetwork", "nodeAddressAutodetectionV4");
        return methods == null
                || methods.values().stream()
                                .filter(value -> value != null && !Boolean.FALSE.equals(value))
                                .count()
                        <= 1;
    }

    /** Defaults where nothing is said, and the finalizers of everything that is there. */
    private static void settle(Cluster cluster, GenericKubernetesResource installation) {
        List<String> wanted = new ArrayList<>(List.of(CLEANUP, CORE));
        PARTS.forEach((kind, finalizer) -> get(cluster, kind).ifPresent(part -> wanted.add(finalizer)));
        boolean hasDefaults = installation.get("spec", "calicoNetwork", "nodeAddressAutodetectionV4") != null;
        if (hasDefaults && installation.getMetadata().getFinalizers().containsAll(wanted)) {
            return;
        }
        resource(cluster, "Installation").edit(current -> {
            wanted.stream()
                    .filter(each -> !current.getMetadata().getFinalizers().contains(each))
                    .sorted()
                    .forEach(each -> current.getMetadata().getFinalizers().add(each));
            Map<String, Object> network =
                    new HashMap<>(Optional.<Map<String, Object>>ofNullable(current.get("spec", "calicoNetwork"))
                            .orElse(Map.of()));
            network.putIfAbsent("nodeAddressAutodetectionV4", Map.of("firstFound", true));
            Map<String, Object> spec = new HashMap<>(Optional.<Map<String, Object>>ofNullable(current.get("spec"))
                    .orElse(Map.of()));
            spec.put("calicoNetwork", network);
            current.setAdditionalProperty("spec", spec);
            return current;
        });
    }

    /** kube-controllers first, then the parts' finalizers, then the accounts of the CNI plugin, itself last. */
    private static void takeApart(Cluster cluster, GenericKubernetesResource installation) {
        List<String> finalizers = installation.getMetadata().getFinalizers();
        var controllers = cluster.client()
                .apps()
                .deployments()
                .inNamespace("calico-system")
                .withName("calico-kube-controllers");
        if (controllers.get() != null) {
            controllers.delete();
            return;
        }
        List<String> left = new ArrayList<>(finalizers);
        left.remove(CORE);
        PARTS.forEach((kind, finalizer) -> {
            if (get(cluster, kind).isEmpty()) {
                left.remove(finalizer);
            }
        });
        if (left.equals(List.of(CLEANUP))) {
            Owned.unprotect(cluster);
            left.clear();
        }
        if (!left.equals(finalizers)) {
            resource(cluster, "Installation").edit(current -> {
                current.getMetadata().setFinalizers(left);
                return current;
            });
        }
    }

    private static Optional<GenericKubernetesResource> get(Cluster cluster, String kind) {
        return Optional.ofNullable(resource(cluster, kind).get());
    }

    private static Resource<GenericKubernetesResource> resource(Cluster cluster, String kind) {
        ResourceDefinitionContext context = new ResourceDefinitionContext.Builder()
                .withGroup("operator.tigera.io")
                .withVersion("v1")
                .withKind(kind)
                .withPlural(kind.toLowerCase(java.util.Locale.ROOT) + "s")
                .withNamespaced(false)
                .build();
        return cluster.client().genericKubernetesResources(context).withName("default");
    }
}
