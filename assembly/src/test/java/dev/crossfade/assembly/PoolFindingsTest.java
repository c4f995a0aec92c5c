package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Severity;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pools that Git keeps and crossfade.yaml must tell the same; none may hold an address of Cilium's. */
class PoolFindingsTest {

    private static final String SPEC = "crossfade.yaml";
    private static final String CALICO = "network/calico/calico.yaml";
    private static final String OWN = "network/pools.yaml";
    private static final Set<ErrorCode> CODES =
            EnumSet.of(ErrorCode.CALICO_POOL_UNDECLARED, ErrorCode.CALICO_ENCAPSULATION, ErrorCode.CALICO_IPV6);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apiVersion: projectcalico.org/v3, kind: IPPool, metadata: {name: blue}, spec: {ipipMode: Always, cidr: 10.245.128.0/17}",
                "apiVersion: crd.projectcalico.org/v1, kind: IPPool, metadata: {name: blue}, spec: {disabled: true, cidr: 10.244.0.0/15}",
                "apiVersion: projectcalico.org/v3, kind: IPPool, metadata: {name: blue}, spec: {allowedUses: [LoadBalancer], cidr: 10.245.0.0/24}",
                "apiVersion: operator.tigera.io/v1, kind: Installation, metadata: {name: blue}, spec: {calicoNetwork: {ipPools: [{cidr: 10.245.0.0/16}]}}"
            })
    void aPoolWithAddressesOfCiliumsIsRefused(String object) {
        refused(Story.tree().with(OWN, "# ours\n{" + object + "}\n"), problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.CIDR_OVERLAP);
            assertThat(problem.where().text()).startsWith(OWN + ":2:");
            assertThat(problem.message())
                    .contains(" blue overlaps 10.245.0.0/16 (spec.cilium.podCIDRs)")
                    .containsPattern("pool 10\\.24[45]\\.[0-9.]+/1[5-7]|pool 10.245.0.0/24");
        });
    }

    @Test
    void soIsWhatCalicoNodeMakesAtItsFirstStart() {
        MapTree tree = Story.tree();
        refused(
                tree.with(
                        CALICO,
                        Story.replace(tree.files().get(CALICO), "value: 192.168.0.0/16", "value: 10.245.0.0/16")),
                problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.CIDR_OVERLAP);
                    assertThat(problem.where().text()).startsWith(CALICO + ":");
                    assertThat(problem.message())
                            .contains("10.245.0.0/16 of DaemonSet kube-system/calico-node (CALICO_IPV4POOL_*)");
                });
    }

    @Test
    void soIsTheNetworkOfCanalsFlannel() {
        MapTree tree = CalicoSourcesTest.tree(new CalicoWorld("canal", "files", "3.28"));
        String json = "{\"Network\": \"10.245.0.0/16\", \"Backend\": {\"Type\": \"vxlan\"}}";
        String text = Story.replace(tree.files().get(CALICO), "data:\n", "data:\n  net-conf.json: '" + json + "'\n");
        refused(tree.with(CALICO, text), problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.CIDR_OVERLAP);
            assertThat(problem.message()).contains("ConfigMap kube-system/canal-config");
        });
    }

    @Test
    void poolsInValuesOfTheChartCount() {
        MapTree tree = CalicoSourcesTest.tree(new CalicoWorld("operator", "chart", "3.30"));
        String values = CalicoWorld.FOLDER + "/values.yaml";
        String text = Story.replace(
                tree.files().get(values),
                "    bgp: Enabled\n",
                "    bgp: Enabled\n    ipPools: [{cidr: 10.1.0.0/16, encapsulation: VXLANCrossSubnet}]\n");
        assertThat(findings(tree.with(values, text)))
                .extracting(
                        problem -> problem.code().id() + " " + problem.where().file())
                .containsExactly("calico-pool-undeclared " + values, "calico-encapsulation " + values);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // pool, spec.calico.encapsulation, findings
                "cidr: 192.168.0.0/24, ipipMode: Always|IPIP|",
                "cidr: 10.1.0.0/16, ipipMode: Always|IPIP|calico-pool-undeclared",
                "cidr: 10.1.0.0/16, ipipMode: Always, disabled: true|IPIP|calico-pool-undeclared",
                "cidr: 192.168.0.0/16, ipipMode: CrossSubnet|IPIP|calico-encapsulation",
                "cidr: 192.168.0.0/16, ipipMode: Never|IPIP|calico-encapsulation",
                "cidr: 192.168.0.0/16, vxlanMode: Always|IPIP|calico-encapsulation",
                "cidr: 192.168.0.0/16, vxlanMode: CrossSubnet|VXLAN|",
                "cidr: 192.168.0.0/16|None|",
                "cidr: 192.168.0.0/16, allowedUses: [Tunnel]|IPIP|",
                "cidr: 10.1.0.0/24, allowedUses: [LoadBalancer]|IPIP|",
                "cidr: 'fd00:10::/48'|IPIP|calico-pool-undeclared, calico-ipv6",
                "cidr: ${POOL}, ipipMode: Always|IPIP|"
            })
    void aPoolInGitIsComparedWithBothKeys(String pool, String told, String codes) {
        MapTree tree = encapsulation(told)
                .with(
                        OWN,
                        "apiVersion: projectcalico.org/v3\nkind: IPPool\nmetadata: {name: default-ipv4-ippool}\nspec: {"
                                + pool + "}\n");
        assertThat(findings(tree))
                .extracting(problem -> problem.code().id())
                .containsExactlyElementsOf(codes == null ? List.of() : List.of(codes.split(", ", -1)));
        assertThat(findings(tree)).allSatisfy(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.WARNING);
            assertThat(problem.where().text()).startsWith(OWN + ":4:");
        });
    }

    /** Which word stands for pools that differ, as docs/configuration.md has it. */
    @Test
    void poolsThatDifferHaveOneWordThatIsRight() {
        String pools =
                "{apiVersion: projectcalico.org/v3, kind: IPPool, metadata: {name: a}, spec: {cidr: 192.168.0.0/16, ipipMode: Always}}\n---\n"
                        + "{apiVersion: projectcalico.org/v3, kind: IPPool, metadata: {name: b}, spec: {cidr: 192.168.0.0/17, MODE}}\n";
        String vxlan = pools.replace("MODE", "vxlanMode: Always");
        assertThat(findings(encapsulation("VXLAN").with(OWN, vxlan))).isEmpty();
        assertThat(findings(encapsulation("IPIP").with(OWN, vxlan)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).startsWith("IPPool b has encapsulation VXLAN"));
        String none = pools.replace("MODE", "ipipMode: Never");
        assertThat(findings(encapsulation("IPIP").with(OWN, none))).isEmpty();
        assertThat(findings(encapsulation("IPIPCrossSubnet").with(OWN, none))).hasSize(2);
    }

    @Test
    void calicoNodesVariablesCountUntilGitKeepsTheirPool() {
        MapTree tree = encapsulation("VXLAN");
        assertThat(findings(tree)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.CALICO_ENCAPSULATION);
            assertThat(problem.message())
                    .isEqualTo("DaemonSet kube-system/calico-node (CALICO_IPV4POOL_*) has encapsulation IPIP, and"
                            + " spec.calico.encapsulation is VXLAN");
        });
        assertThat(
                        findings(
                                tree.with(
                                        OWN,
                                        "{apiVersion: projectcalico.org/v3, kind: IPPool, metadata: {name: default-ipv4-ippool}, spec: {cidr: 192.168.0.0/16, vxlanMode: Always}}\n")))
                .isEmpty();
        String off =
                "- name: NO_DEFAULT_POOLS\n              value: \"true\"\n            - name: CALICO_IPV4POOL_CIDR";
        assertThat(findings(tree.with(
                        CALICO, Story.replace(tree.files().get(CALICO), "- name: CALICO_IPV4POOL_CIDR", off))))
                .isEmpty();
    }

    @Test
    void aPoolWithVxlanTakesCalicosPortWhateverTheSpecificationSays() {
        String pool = "{apiVersion: projectcalico.org/v3, kind: IPPool, metadata: {name: a},"
                + " spec: {cidr: 192.168.0.0/16, vxlanMode: Always}}\n";
        MapTree tree = Story.tree().with(OWN, pool);
        String spec = tree.files().get(SPEC).replaceFirst("(?m)^( +)tunnel:.*$", "$1tunnel: {port: 4789}");
        assertThatThrownBy(() -> Story.plan(tree.with(SPEC, spec)))
                .hasMessageContaining("tunnel port 4789 is Calico's own VXLAN port on every node (IPPool a, " + OWN);
    }

    @Test
    void aPoolOfAnotherClusterIsNone() {
        String elsewhere = Applications.reading("other", "name: staging", "other");
        MapTree tree = Story.tree()
                .with(
                        "other/pool.yaml",
                        "{apiVersion: projectcalico.org/v3, kind: IPPool, metadata: {name: a}, spec: {cidr: 10.245.0.0/16}}\n");
        assertThatThrownBy(() -> Story.plan(tree)).isInstanceOf(CrossfadeException.class);
        assertThat(findings(tree.with("apps/other.yaml", elsewhere))).isEmpty();
    }

    @Test
    void aClusterOfIpv6AloneIsRefused() {
        MapTree tree = Story.tree();
        refused(
                tree.with(
                        SPEC,
                        Story.replace(tree.files().get(SPEC), "pools: [192.168.0.0/16]", "pools: ['fd00:10::/48']")),
                problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.CALICO_IPV6);
                    assertThat(problem.where().file()).isEqualTo(SPEC);
                });
    }

    @Test
    void examplesSayTheSame() {
        Story.examples()
                .forEach(example ->
                        assertThat(findings(Story.tree(example))).as(example).isEmpty());
    }

    private static MapTree encapsulation(String word) {
        MapTree tree = Story.tree();
        return tree.with(SPEC, Story.replace(tree.files().get(SPEC), "encapsulation: IPIP", "encapsulation: " + word));
    }

    private static void refused(MapTree tree, java.util.function.Consumer<Problem> expectations) {
        assertThatThrownBy(() -> Story.plan(tree))
                .isInstanceOfSatisfying(
                        CrossfadeException.class,
                        refused -> assertThat(refused.problems().stream()
                                        .filter(Problem::isBlocker)
                                        .toList())
                                .singleElement()
                                .satisfies(expectations));
    }

    private static List<Problem> findings(MapTree tree) {
        return Story.plan(tree).findings().stream()
                .filter(problem -> CODES.contains(problem.code()))
                .toList();
    }
}
