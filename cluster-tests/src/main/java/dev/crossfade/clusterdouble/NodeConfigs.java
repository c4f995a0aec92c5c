package dev.crossfade.clusterdouble;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.dsl.base.CustomResourceDefinitionContext;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Map;

/**
 * CiliumNodeConfigs: what an agent reads beside its ConfigMap, when it starts and not later (cilium
 * Documentation/configuration/per-node-config.rst, pkg/option/resolver/resolver.go).
 */
final class NodeConfigs {

    private NodeConfigs() {}

    /** True where one selects the node by its labels; an object without a selector selects none. */
    static boolean select(Cluster cluster, Node node) {
        CustomResourceDefinition crd = cluster.client()
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName("ciliumnodeconfigs.cilium.io")
                .get();
        if (crd == null) {
            return false;
        }
        ResourceDefinitionContext context = CustomResourceDefinitionContext.fromCrd(crd);
        return cluster
                .client()
                .genericKubernetesResources(context)
                .inNamespace("kube-system")
                .list()
                .getItems()
                .stream()
                .anyMatch(each -> matches(each, node));
    }

    private static boolean matches(GenericKubernetesResource config, Node node) {
        Map<String, String> labels = config.get("spec", "nodeSelector", "matchLabels");
        return labels != null
                && labels.entrySet().stream()
                        .allMatch(each -> each.getValue()
                                .equals(node.getMetadata().getLabels().get(each.getKey())));
    }
}
