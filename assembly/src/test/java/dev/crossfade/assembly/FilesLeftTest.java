package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.inventory.CalicoNames;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The law that nothing of Calico's stays in files sees what stays. */
class FilesLeftTest {

    @Test
    void theStoryLeavesNothing() {
        assertThat(left(end(), "manifest")).isEmpty();
    }

    @Test
    void allOfTheStartIsLeftWhereNothingWasTakenOut() {
        MapTree end = end();
        for (String file : new String[] {"network/calico/calico.yaml", "network/calico/crds.yaml"}) {
            end = end.with(file, Story.tree().files().get(file));
        }
        assertThat(left(end, "manifest"))
                .contains(
                        "network/calico/calico.yaml DaemonSet/calico-node",
                        "network/calico/calico.yaml Deployment/calico-kube-controllers",
                        "network/calico/calico.yaml ConfigMap/calico-config",
                        "network/calico/crds.yaml CustomResourceDefinition/ippools.crd.projectcalico.org");
    }

    @ParameterizedTest
    @CsvSource({
        "manifest,network/calico/left.yaml,apps/v1,Deployment,calico-kube-controllers,kube-system",
        "manifest,network/migration/manifests/left.yaml,v1,ConfigMap,calico-config,kube-system",
        "canal,kafka/left.yaml,apps/v1,DaemonSet,canal,kube-system",
        "operator,apps/left.yaml,apps/v1,Deployment,tigera-operator,tigera-operator",
        "operator,left.yaml,operator.tigera.io/v1,Installation,default,''",
        "manifest,left.yaml,apiextensions.k8s.io/v1,CustomResourceDefinition,ippools.crd.projectcalico.org,''",
        "manifest,left.yaml,crd.projectcalico.org/v1,IPPool,any,''"
    })
    void anObjectIsSeen(String install, String path, String apiVersion, String kind, String name, String namespace) {
        String object = "apiVersion: " + apiVersion + "\nkind: " + kind + "\nmetadata: {name: " + name
                + ", namespace: '" + namespace + "'}\n";
        assertThat(left(end().with(path, object), install)).contains(path + " " + kind + "/" + name);
    }

    @Test
    void aBaseIsSeenWhereSomebodyBuildsIt() {
        String config = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: calico-config, namespace: kube-system}\n";
        MapTree base = end().with("bases/calico/kustomization.yaml", "resources: [calico.yaml]\n")
                .with("bases/calico/calico.yaml", config);
        assertThat(left(base, "manifest")).isEmpty();
        assertThat(left(base.with("kafka/kustomization.yaml", "resources: [../bases/calico]\n"), "manifest"))
                .containsExactly("bases/calico/calico.yaml ConfigMap/calico-config");
    }

    private static MapTree end() {
        return Journey.of(Story.plan(Story.tree())).after("hand-over");
    }

    private static List<String> left(MapTree tree, String install) {
        return FilesLeft.of(tree, CalicoNames.of(new CalicoWorld(install, "files", "3.30").facts()));
    }
}
