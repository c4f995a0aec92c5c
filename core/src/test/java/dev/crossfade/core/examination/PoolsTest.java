package dev.crossfade.core.examination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.inventory.CalicoFlavour;
import dev.crossfade.core.inventory.NodeEnvironment;
import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.scan.RepositoryObject;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pools as Calico reads them: from objects, from calico-node's variables at its first start, from flannel. */
class PoolsTest {

    private static final Tree EMPTY = new Tree() {
        @Override
        public Optional<String> read(String path) {
            return Optional.empty();
        }

        @Override
        public SortedSet<String> list(String folder) {
            return Collections.unmodifiableSortedSet(new TreeSet<>());
        }

        @Override
        public SortedMap<String, String> links() {
            return Collections.emptySortedMap();
        }
    };

    private static final String CIDR = "{name: CALICO_IPV4POOL_CIDR, value: 10.1.0.0/16}";

    /** Two modes of an IPPool, and what its pods have; nothing where nobody can say. */
    @ParameterizedTest
    @CsvSource({
        "Always,,IPIP",
        "CrossSubnet,,IPIPCrossSubnet",
        ",Always,VXLAN",
        ",CrossSubnet,VXLANCrossSubnet",
        "Never,Always,VXLAN",
        "Always,Never,IPIP",
        "Never,Never,None",
        ",,None",
        "Never,,None",
        "always,,IPIP",
        ",crosssubnet,VXLANCrossSubnet",
        ",ALWAYS,VXLAN",
        "Always,Always,VXLAN",
        "${MODE},,unknown",
        "Never,${MODE},unknown",
        "${MODE},Always,VXLAN"
    })
    void twoModesMakeOneEncapsulation(String ipip, String vxlan, String word) {
        String modes = (ipip == null ? "" : ", ipipMode: \"" + ipip + "\"")
                + (vxlan == null ? "" : ", vxlanMode: \"" + vxlan + "\"");
        assertThat(words(pools(CalicoFlavour.MANIFEST, ippool("blue", "cidr: 10.1.0.0/16" + modes), "")))
                .containsExactly("10.1.0.0/16 " + word + " pods");
    }

    /** What calico-node makes by its variables (calico node/pkg/lifecycle/startup, configureIPPools). */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                CIDR + "|10.1.0.0/16 None pods",
                CIDR + ", {name: CALICO_IPV4POOL_IPIP, value: Always}|10.1.0.0/16 IPIP pods",
                CIDR + ", {name: CALICO_IPV4POOL_IPIP, value: CrossSubnet}|10.1.0.0/16 IPIPCrossSubnet pods",
                CIDR + ", {name: CALICO_IPV4POOL_IPIP, value: cross-subnet}|10.1.0.0/16 IPIPCrossSubnet pods",
                CIDR + ", {name: CALICO_IPV4POOL_VXLAN, value: cross-subnet}|10.1.0.0/16 VXLANCrossSubnet pods",
                CIDR + ", {name: CALICO_IPV4POOL_IPIP, value: 'off'}|10.1.0.0/16 None pods",
                CIDR + ", {name: CALICO_IPV4POOL_IPIP, value: 'Off'}|10.1.0.0/16 None pods",
                CIDR + ", {name: CALICO_IPV4POOL_IPIP, value: never}|10.1.0.0/16 None pods",
                CIDR + ", {name: CALICO_IPV4POOL_IPIP, value: ''}|10.1.0.0/16 None pods",
                "{name: CALICO_IPV4POOL_VXLAN, value: Always}|- VXLAN pods",
                "{name: CALICO_IPV4POOL_CIDR, value: ''}|",
                "{name: CALICO_IPV4POOL_CIDR, value: none}, {name: CALICO_IPV4POOL_IPIP, value: Always}|",
                "{name: IP, value: autodetect}|",
                CIDR + ", {name: NO_DEFAULT_POOLS, value: 'true'}|",
                CIDR + ", {name: NO_DEFAULT_POOLS, value: 'True'}|",
                CIDR + ", {name: NO_DEFAULT_POOLS, value: 'TRUE'}|",
                CIDR + ", {name: NO_DEFAULT_POOLS, value: 'yes'}|10.1.0.0/16 None pods",
                CIDR + ", {name: NO_DEFAULT_POOLS, value: '1'}|10.1.0.0/16 None pods",
                CIDR + ", {name: NO_DEFAULT_POOLS, value: 'false'}|10.1.0.0/16 None pods",
                CIDR + ", {name: NO_DEFAULT_POOLS, value: ''}|10.1.0.0/16 None pods",
                CIDR + ", {name: CALICO_IPV4POOL_VXLAN, valueFrom: {secretKeyRef: {name: a, key: b}}}|"
                        + "10.1.0.0/16 unknown pods"
            })
    void calicoNodesVariablesMakeThePoolOfItsFirstStart(String variables, String pool) {
        List<String> expected = pool == null ? List.of() : List.of(pool);
        assertThat(words(pools(CalicoFlavour.MANIFEST, "", variables))).isEqualTo(expected);
        assertThat(words(pools(CalicoFlavour.CANAL, "", variables)))
                .as("flannel gives pods of canal their addresses")
                .isEmpty();
        assertThat(words(pools(CalicoFlavour.OPERATOR, "", variables))).isEmpty();
    }

    /** The first value that is told is pointed at, the modes before the range. */
    @Test
    void theModePointsAtItsVariable() {
        String lines =
                CIDR + ",\n {name: CALICO_IPV4POOL_IPIP, value: Never},\n {name: CALICO_IPV4POOL_VXLAN, value: Never}";
        CalicoPools.Pool pool = pools(CalicoFlavour.MANIFEST, "", lines).get(0);
        assertThat(pool.range().orElseThrow().where().line()).isEqualTo(1);
        assertThat(pool.encapsulation().orElseThrow().where().line()).isEqualTo(3);
    }

    /** An object of the repository, and whether the pool of the first start is told beside it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "projectcalico.org/v3, kind: IPPool, metadata: {name: default-ipv4-ippool}, spec: {cidr: 10.9.0.0/16}|false",
                "projectcalico.org/v3, kind: IPPool, metadata: {name: blue}, spec: {cidr: 10.1.0.0/16}|false",
                "projectcalico.org/v3, kind: IPPool, metadata: {name: blue}, spec: {cidr: 10.1.0.0/17}|true",
                "v1, kind: ConfigMap, metadata: {name: default-ipv4-ippool}|true",
                "ours.example.com/v1, kind: IPPool, metadata: {name: default-ipv4-ippool}|true"
            })
    void thePoolOfTheFirstStartIsStaleWhereGitKeepsIt(String object, boolean told) {
        List<CalicoPools.Pool> pools = pools(CalicoFlavour.MANIFEST, "{apiVersion: " + object + "}", CIDR);
        assertThat(pools.stream().anyMatch(pool -> pool.owner().startsWith("DaemonSet")))
                .isEqualTo(told);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cidr: 10.1.0.0/16, allowedUses: [Workload, Tunnel]|10.1.0.0/16 None pods",
                "cidr: 10.1.0.0/16, allowedUses: [Tunnel]|10.1.0.0/16 None others",
                "cidr: 10.1.0.0/16, allowedUses: []|10.1.0.0/16 None pods",
                "cidr: 10.1.0.0/16, disabled: true, vxlanMode: Always|10.1.0.0/16 VXLAN pods",
                "cidr: 10.1.0.0/16, nodeSelector: '!all()'|10.1.0.0/16 None pods",
                "cidr: 10.1.0.0/16, nodeSelector: zone == 'a'|10.1.0.0/16 None pods",
                "cidr: 'fd00:10::/64'|fd00:10::/64 None pods",
                "ipipMode: Always|- IPIP pods"
            })
    void aPoolServesPodsWhateverItsNodesAndThoughItIsDisabled(String spec, String pool) {
        assertThat(words(pools(CalicoFlavour.OPERATOR, ippool("blue", spec), "")))
                .containsExactly(pool);
    }

    @Test
    void anInstallationIsTheOperatorsAlone() {
        String text = "{apiVersion: GROUP/v1, kind: Installation, metadata: {name: default}, spec: {calicoNetwork:"
                + " {ipPools: [{cidr: 10.1.0.0/16, encapsulation: VXLAN}, {cidr: 10.2.0.0/16, encapsulation: Other}]}}}";
        assertThat(words(pools(CalicoFlavour.OPERATOR, text.replace("GROUP", "operator.tigera.io"), "")))
                .containsExactly("10.1.0.0/16 VXLAN pods", "10.2.0.0/16 unknown pods");
        assertThat(words(pools(CalicoFlavour.OPERATOR, text.replace("GROUP", "ours.example.com"), "")))
                .isEmpty();
    }

    /** flannel's backend, and what canal's pods have. */
    @ParameterizedTest
    @CsvSource({"vxlan,10.1.0.0/16 VXLAN pods", "host-gw,10.1.0.0/16 unknown pods"})
    void canalHasTheNetworkOfFlannel(String backend, String pool) {
        String config =
                "{apiVersion: v1, kind: ConfigMap, metadata: {name: canal-config, namespace: kube-system}, data:"
                        + " {net-conf.json: '{\"Network\": \"10.1.0.0/16\", \"Backend\": {\"Type\": \"" + backend
                        + "\"}}'}}";
        assertThat(words(pools(CalicoFlavour.CANAL, config, ""))).containsExactly(pool);
        assertThat(words(pools(CalicoFlavour.MANIFEST, config, ""))).isEmpty();
    }

    /** What crossfade.yaml says, the pools, and the codes; each pool is 192.168.n.0/24 with modes. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IPIP|ipipMode: Always|",
                "IPIP|ipipMode: Never|calico-encapsulation",
                "IPIP|vxlanMode: Always|calico-encapsulation",
                "VXLAN|vxlanMode: CrossSubnet; ipipMode: Always|",
                "VXLAN|vxlanMode: CrossSubnet, allowedUses: [Tunnel]; ipipMode: Always|calico-encapsulation",
                "IPIP|vxlanMode: Always; ipipMode: Always|calico-encapsulation",
                "IPIP|ipipMode: Never; ipipMode: Always|",
                "IPIP|ipipMode: Never; ipipMode: Always, allowedUses: [Tunnel]|calico-encapsulation",
                "IPIP|vxlanMode: Always, allowedUses: [Tunnel]; ipipMode: Always|",
                "VXLANCrossSubnet|vxlanMode: Always; ipipMode: Never|",
                "None|ipipMode: Always; vxlanMode: Always|calico-encapsulation, calico-encapsulation"
            })
    void oneWordStandsForPoolsThatDiffer(String told, String modes, String codes) {
        StringBuilder text = new StringBuilder();
        int n = 0;
        for (String each : modes.split("; ")) {
            text.append(ippool("p" + n, "cidr: 192.168." + n++ + ".0/24, " + each))
                    .append("\n---\n");
        }
        assertThat(codes(check("[192.168.0.0/16]", told, text.toString())))
                .isEqualTo(codes == null ? List.of() : List.of(codes.split(", ")));
    }

    /** Pools of crossfade.yaml, one that Git keeps, and what is told. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[192.168.0.0/16]|192.168.0.0/15|calico-pool-undeclared",
                "[192.168.0.0/16]|10.244.0.0/15|cidr-overlap",
                "[192.168.0.0/16]|10.245.7.0/24|cidr-overlap",
                "[192.168.0.0/16]|10.246.0.0/16|calico-pool-undeclared",
                "[192.168.0.0/16, 'fd00:10::/64']|192.168.0.0/16|",
                "['fd00:10::/64']|fd00:10::/64|calico-ipv6",
                "[192.168.0.0/16]|fd00:10::/64|calico-pool-undeclared"
            })
    void rangesAreComparedWithBothNetworks(String declared, String range, String code) {
        List<Problem> problems = check(declared, "None", ippool("blue", "cidr: '" + range + "'"));
        assertThat(codes(problems)).isEqualTo(code == null ? List.of() : List.of(code));
        assertThat(problems)
                .allSatisfy(problem -> assertThat(problem.isBlocker())
                        .isEqualTo(!problem.code().id().equals("calico-pool-undeclared")));
    }

    @Test
    void whatPodsDoNotUseIsNotCompared() {
        assertThat(check("[192.168.0.0/16]", "IPIP", ippool("a", "cidr: 10.1.0.0/16, allowedUses: [LoadBalancer]")))
                .isEmpty();
        assertThat(codes(check("[192.168.0.0/16]", "IPIP", ippool("a", "cidr: 'fd00:10::/64'"))))
                .as("an IPv6 pool has a mode of its own")
                .containsExactly("calico-pool-undeclared");
    }

    private static List<Problem> check(String declared, String told, String text) {
        return PoolFindings.check(
                SmallCluster.spec(declared, told, "replace"), pools(CalicoFlavour.OPERATOR, text, ""));
    }

    private static List<CalicoPools.Pool> pools(CalicoFlavour flavour, String text, String variables) {
        List<RepositoryObject> objects = SmallCluster.objects("pools.yaml", text);
        String daemonSet = flavour == CalicoFlavour.CANAL ? "canal" : "calico-node";
        List<NodeEnvironment> environments =
                variables.isEmpty() ? List.of() : List.of(SmallCluster.environment(daemonSet, variables));
        return CalicoPools.of(
                SmallCluster.migration(
                        SmallCluster.spec("[192.168.0.0/16]", "IPIP", "replace"), flavour, objects, List.of()),
                EMPTY,
                new EffectiveObjects(objects, environments, List.of()));
    }

    private static String ippool(String name, String spec) {
        return "{apiVersion: projectcalico.org/v3, kind: IPPool, metadata: {name: " + name + "}, spec: {" + spec + "}}";
    }

    private static List<String> words(List<CalicoPools.Pool> pools) {
        return pools.stream()
                .map(pool -> pool.range().map(range -> range.value().toString()).orElse("-") + " "
                        + pool.encapsulation().map(said -> said.value().word()).orElse("unknown")
                        + (pool.serves() ? " pods" : " others"))
                .toList();
    }

    private static List<String> codes(List<Problem> problems) {
        return problems.stream().map(problem -> problem.code().id()).toList();
    }
}
