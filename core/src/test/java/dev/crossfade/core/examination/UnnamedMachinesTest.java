package dev.crossfade.core.examination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.inventory.CalicoFlavour;
import dev.crossfade.core.inventory.NodeObject;
import dev.crossfade.core.inventory.NodeTemplate;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.scan.RepositoryObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What makes nodes of this cluster is told by the cluster's name and namespace, kind, namespace and name of the object. */
class UnnamedMachinesTest {

    private static final NodeTemplate NAMED = new NodeTemplate.MachineDeployment(
            new NodeObject("a.yaml", "MachineDeployment", "clusters", "general"), "", "join", false, false);
    private static final NodeTemplate POOL =
            new NodeTemplate.KarpenterPool(new NodeObject("a.yaml", "NodePool", "", "general"), "", false, "", "", "");

    /** Machines beside those of MachineDeployment clusters/general, which make cluster clusters/prod. */
    @ParameterizedTest
    @CsvSource({
        "MachineDeployment,clusters,spot,prod,true",
        "MachinePool,clusters,general,prod,true",
        "MachineDeployment,clusters,general,prod,false",
        "MachineDeployment,clusters,spot,test,false",
        "MachineDeployment,others,spot,prod,false",
        "MachineDeployment,others,general,prod,false"
    })
    void machinesOfTheClusterAreToldWhereTheyAreNotNamed(
            String kind, String namespace, String name, String cluster, boolean told) {
        List<RepositoryObject> machines = machines("MachineDeployment", "clusters", "general", "prod");
        machines.addAll(machines(kind, namespace, name, cluster));
        assertThat(check("replace", List.of(NAMED), List.of(), machines)).hasSize(told ? 1 : 0);
        assertThat(check("inPlace", List.of(NAMED), List.of(), machines)).isEmpty();
    }

    @Test
    void withoutNamedOnesTheRepositoryMustSpeakOfOneClusterAlone() {
        List<RepositoryObject> one = machines("MachineDeployment", "clusters", "general", "prod");
        assertThat(check("replace", List.of(), List.of(), one)).hasSize(1);
        List<RepositoryObject> two = new ArrayList<>(one);
        two.addAll(machines("MachineDeployment", "others", "general", "prod"));
        assertThat(check("replace", List.of(), List.of(), two)).isEmpty();
        List<RepositoryObject> other = machines("MachineDeployment", "others", "spot", "test");
        assertThat(check("replace", List.of(POOL), List.of(), other))
                .as("with NodePools named, machines may still be this cluster's")
                .hasSize(1);
    }

    /** Objects beside NodePool general, which is named. */
    @ParameterizedTest
    @CsvSource({
        "karpenter.sh/v1,NodePool,spot,true",
        "karpenter.sh/v1beta1,NodePool,spot,true",
        "karpenter.sh/v1alpha5,Provisioner,general,true",
        "karpenter.sh/v1,NodePool,general,false",
        "karpenter.sh/v1,NodeClaim,spot,false",
        "ours.example.com/v1,NodePool,spot,false"
    })
    void poolsAreKarpentersAndNamedByKindAndName(String apiVersion, String kind, String name, boolean told) {
        List<RepositoryObject> objects = SmallCluster.objects(
                "b.yaml", "{apiVersion: " + apiVersion + ", kind: " + kind + ", metadata: {name: " + name + "}}\n");
        assertThat(check("replace", List.of(POOL), objects, List.of())).hasSize(told ? 1 : 0);
    }

    private static List<RepositoryObject> machines(String kind, String namespace, String name, String cluster) {
        return new ArrayList<>(SmallCluster.objects(
                "b.yaml",
                "{apiVersion: cluster.x-k8s.io/v1beta1, kind: " + kind + ", metadata: {name: " + name + ", namespace: "
                        + namespace + "}, spec: {clusterName: " + cluster + "}}\n"));
    }

    private static List<Problem> check(
            String strategy,
            List<NodeTemplate> named,
            List<RepositoryObject> objects,
            List<RepositoryObject> machines) {
        UnnamedTemplates.Kept kept = new UnnamedTemplates.Kept(objects, machines, List.of());
        return UnnamedTemplates.check(
                SmallCluster.migration(
                        SmallCluster.spec("[192.168.0.0/16]", "IPIP", strategy),
                        CalicoFlavour.OPERATOR,
                        List.of(),
                        named),
                kept,
                kept);
    }
}
