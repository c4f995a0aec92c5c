package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cilium's overlay gets no UDP port that Calico's or flannel's has on every node. */
class TunnelPortsTest {

    private static final String SPEC = "crossfade.yaml";
    private static final String CALICO = CalicoWorld.FOLDER + "/calico.yaml";

    @ParameterizedTest
    @ValueSource(strings = {"files", "kustomization", "live"})
    void canalWithTheDefaultPortOfBothIsRefused(String source) {
        MapTree tree = CalicoSourcesTest.tree(new CalicoWorld("canal", source, "3.28"));

        assertThat(refused(port(tree, "{protocol: vxlan}"))).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.TUNNEL_PORT);
            assertThat(problem.where().text()).startsWith("crossfade.yaml:");
            assertThat(problem.message()).isEqualTo("tunnel port 8472 is flannel's own VXLAN port on every node");
            assertThat(problem.cure()).contains("8473").doesNotContain("8472");
        });
        assertThat(refused(port(tree, "{protocol: geneve, port: 8472}"))).hasSize(1);
        assertThat(refused(port(tree, "{protocol: geneve}"))).isEmpty();
        assertThat(refused(port(tree, "{protocol: vxlan, port: 8473}"))).isEmpty();
    }

    /** What flannel's net-conf.json says, and the port that Cilium cannot have then; 0 where there is none. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"Network\": \"10.244.0.0/16\", \"Backend\": {\"Type\": \"vxlan\"}}|8472",
                "{\"Network\": \"10.244.0.0/16\", \"Backend\": {\"Type\": \"vxlan\", \"Port\": 0}}|8472",
                "{\"Network\": \"10.244.0.0/16\", \"Backend\": {\"Type\": \"vxlan\", \"Port\": 4790}}|4790",
                "{\"Network\": \"10.244.0.0/16\", \"Backend\": {\"Type\": \"host-gw\"}}|0",
                "{\"Network\": \"10.244.0.0/16\"}|0",
                "{\"Network\":|8472"
            })
    void flannelsConfigurationSaysWhichPortItIs(String json, int taken) {
        MapTree tree = CalicoSourcesTest.tree(new CalicoWorld("canal", "files", "3.28"));
        String text = Story.replace(tree.files().get(CALICO), "data:\n", "data:\n  net-conf.json: '" + json + "'\n");
        for (int port : List.of(8472, 4790)) {
            assertThat(refused(port(tree.with(CALICO, text), "{port: " + port + "}")))
                    .as(port + " beside " + json)
                    .hasSize(port == taken ? 1 : 0)
                    .allSatisfy(problem -> assertThat(problem.message())
                            .contains("(ConfigMap kube-system/canal-config, " + CALICO + ":"));
        }
    }

    @Test
    void upstreamsCanalIsRefusedWithTheDefault() throws IOException {
        Path path = Story.shared().resolve("calico/canal-v3.28.0.yaml");
        assumeTrue(Files.exists(path), "needs ../shared/calico/canal-v3.28.0.yaml");
        MapTree tree = CalicoSourcesTest.tree(new CalicoWorld("canal", "files", "3.28"));
        tree.files().remove(CalicoWorld.FOLDER + "/crds.yaml");
        String spec = Story.replace(tree.files().get(SPEC), ", network/calico/crds.yaml", "");
        MapTree canal = tree.with(CALICO, Files.readString(path)).with(SPEC, spec);

        assertThat(refused(port(canal, "{protocol: vxlan}")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .isEqualTo("tunnel port 8472 is flannel's own VXLAN port on every node (ConfigMap"
                                + " kube-system/canal-config, network/calico/calico.yaml:102:3)"));
        assertThat(refused(port(canal, "{protocol: vxlan, port: 8473}"))).isEmpty();
    }

    /** canal's overlay is flannel's, so Calico's own port is free there. */
    @Test
    void calicosPortIsTakenWhereItsPoolsUseItAndFreeUnderCanal() {
        String vxlan = "{protocol: vxlan, port: 4789}";
        MapTree canal = CalicoSourcesTest.tree(new CalicoWorld("canal", "files", "3.28"));
        assertThat(refused(port(encapsulation(canal, "VXLAN"), vxlan))).isEmpty();
        MapTree manifest = Story.tree();
        assertThat(refused(port(encapsulation(manifest, "VXLANCrossSubnet"), vxlan)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .isEqualTo("tunnel port 4789 is Calico's own VXLAN port on every node"));
        assertThat(refused(port(encapsulation(manifest, "IPIP"), vxlan))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"default,4790,false", "default,4789,true", "node.a,4790,true"})
    void whatFelixIsToldCountsInsteadOfItsDefault(String name, int port, boolean defaultTaken) {
        MapTree tree = encapsulation(Story.tree(), "VXLAN")
                .with(
                        "network/felix.yaml",
                        "apiVersion: projectcalico.org/v3\nkind: FelixConfiguration\nmetadata: {name: " + name
                                + "}\nspec: {vxlanPort: " + port + "}\n");
        assertThat(refused(port(tree, "{port: " + port + "}")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .endsWith("(FelixConfiguration " + name + ", network/felix.yaml:4:8)"));
        assertThat(refused(port(tree, "{port: 4789}"))).hasSize(defaultTaken ? 1 : 0);
    }

    @Test
    void theVariableOfCalicoNodeCountsToo() {
        MapTree tree = Story.tree();
        String text = tree.files()
                .get(CALICO)
                .replaceFirst("( +)- name: FELIX_HEALTHENABLED", "$1- name: FELIX_VXLANPORT\n$1  value: \"4790\"\n$0");
        assertThat(text).contains("FELIX_VXLANPORT");
        assertThat(refused(port(tree.with(CALICO, text), "{port: 4790}")))
                .singleElement()
                .satisfies(problem ->
                        assertThat(problem.message()).contains("DaemonSet kube-system/calico-node, " + CALICO));
        assertThat(refused(port(tree.with(CALICO, text), "{port: 8472}"))).isEmpty();
    }

    @Test
    void whatWasExportedBesideCalicoCounts() {
        MapTree tree = CalicoSourcesTest.tree(new CalicoWorld("manifest", "live", "3.28"))
                .with(
                        CalicoWorld.LIVE + "/felix.yaml",
                        "apiVersion: v1\nkind: List\nitems:\n  - apiVersion: crd.projectcalico.org/v1\n"
                                + "    kind: FelixConfiguration\n    metadata: {name: default}\n"
                                + "    spec: {vxlanPort: 8472}\n");
        assertThat(refused(port(tree, "{protocol: vxlan}"))).hasSize(1);
    }

    private static MapTree port(MapTree tree, String tunnel) {
        String spec = tree.files().get(SPEC);
        return tree.with(SPEC, spec.replaceFirst("(?m)^( +)tunnel:.*$", "$1tunnel: " + tunnel));
    }

    private static MapTree encapsulation(MapTree tree, String word) {
        String spec = tree.files().get(SPEC);
        return tree.with(SPEC, spec.replaceFirst("(?m)^( +)encapsulation:.*$", "$1encapsulation: " + word));
    }

    private static List<Problem> refused(MapTree tree) {
        List<Problem> problems = new ArrayList<>();
        try {
            Story.plan(tree);
        } catch (CrossfadeException refusal) {
            // what else differs from crossfade.yaml is told beside it
            refusal.problems().stream().filter(Problem::isBlocker).forEach(problems::add);
        }
        return problems;
    }
}
