package dev.crossfade.clusterdouble;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Karpenter: finds its pools and classes in order, which Argo CD's health rules for them wait for (argo-cd
 * resource_customizations/karpenter.sh/NodePool/health.lua and karpenter.k8s.aws/EC2NodeClass/health.lua).
 */
final class Karpenter implements Actor {

    private static final String READY =
            "{\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\",\"reason\":\"Ready\","
                    + "\"message\":\"\",\"lastTransitionTime\":\"2026-01-01T00:00:00Z\"}]}}";

    private static final List<ResourceDefinitionContext> KINDS = List.of(
            kind("karpenter.sh", "NodePool", "nodepools"), kind("karpenter.k8s.aws", "EC2NodeClass", "ec2nodeclasses"));

    @Override
    public void look(Cluster cluster) {
        KINDS.stream()
                .filter(cluster::serves)
                .forEach(kind -> cluster.client().genericKubernetesResources(kind).list().getItems().stream()
                        .filter(each -> !isReady(each))
                        .forEach(each -> cluster.client()
                                .genericKubernetesResources(kind)
                                .withName(each.getMetadata().getName())
                                .subresource("status")
                                .patch(PatchContext.of(PatchType.JSON_MERGE), READY)));
    }

    private static boolean isReady(GenericKubernetesResource object) {
        List<Map<String, Object>> conditions = Optional.<List<Map<String, Object>>>ofNullable(
                        object.get("status", "conditions"))
                .orElse(List.of());
        return conditions.stream().anyMatch(each -> "True".equals(each.get("status")));
    }

    private static ResourceDefinitionContext kind(String group, String kind, String plural) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion("v1")
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(false)
                .build();
    }
}
