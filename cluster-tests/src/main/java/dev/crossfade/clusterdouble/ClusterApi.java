package dev.crossfade.clusterdouble;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;

/**
 * Cluster API's controller: every MachineDeployment has its machines, which Argo CD's health rule for cluster.x-k8s.io waits for
 * (argo-cd resource_customizations/cluster.x-k8s.io/MachineDeployment/health.lua). Machines come and go by other hands.
 */
final class ClusterApi implements Actor {

    private static final String RUNNING = "{\"status\":{\"phase\":\"Running\"}}";

    private static final ResourceDefinitionContext DEPLOYMENTS = new ResourceDefinitionContext.Builder()
            .withGroup("cluster.x-k8s.io")
            .withVersion("v1beta2")
            .withKind("MachineDeployment")
            .withPlural("machinedeployments")
            .withNamespaced(true)
            .build();

    @Override
    public void look(Cluster cluster) {
        if (cluster.serves(DEPLOYMENTS)) {
            cluster.client().genericKubernetesResources(DEPLOYMENTS).inAnyNamespace().list().getItems().stream()
                    .filter(each -> !"Running".equals(each.get("status", "phase")))
                    .forEach(each -> cluster.client()
                            .genericKubernetesResources(DEPLOYMENTS)
                            .inNamespace(each.getMetadata().getNamespace())
                            .withName(each.getMetadata().getName())
                            .subresource("status")
                            .patch(PatchContext.of(PatchType.JSON_MERGE), RUNNING));
        }
    }
}
