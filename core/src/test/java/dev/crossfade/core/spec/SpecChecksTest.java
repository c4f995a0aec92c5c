package dev.crossfade.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Severity;
import dev.crossfade.core.report.Where;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is well formed and still cannot be right is told before anything is written. */
class SpecChecksTest {

    private static final List<String> RANGES = List.of("nodeCIDRs", "serviceCIDR", "otherCIDRs", "pools", "podCIDRs");

    @Test
    void everyPairOfRangesIsCheckedForOverlaps() {
        for (int i = 0; i < RANGES.size(); i++) {
            for (int j = i + 1; j < RANGES.size(); j++) {
                Map<String, String> ranges = apart();
                ranges.put(RANGES.get(i), "10.7.0.0/16");
                ranges.put(RANGES.get(j), "10.7.128.0/20");
                assertThat(Found.problems(ranges(ranges)))
                        .as("%s and %s", RANGES.get(i), RANGES.get(j))
                        .extracting(Problem::message)
                        .singleElement()
                        .asString()
                        .startsWith("10.7.128.0/20 (")
                        .contains(RANGES.get(j) + ") overlaps 10.7.0.0/16 (")
                        .endsWith(RANGES.get(i) + ")");
            }
        }
    }

    @Test
    void rangesThatLieApartAreFine() {
        assertThat(Found.in(ranges(apart()))).isEmpty();
    }

    @Test
    void anOverlapIsToldAtTheRangeThatCanStillBeChosen() {
        assertThat(Found.problems(SpecText.minimalWith("[10.245.0.0/16]", "[10.245.0.0/16, 192.168.4.0/24]")))
                .containsExactly(Problem.blocker(
                        ErrorCode.CIDR_OVERLAP,
                        Where.at("crossfade.yaml", 22, 31),
                        "192.168.4.0/24 (spec.cilium.podCIDRs) overlaps 192.168.0.0/16 (spec.calico.pools)",
                        "choose a pod range that nothing else uses; none of them can change after install-cilium"));
    }

    @Test
    void rangesUnderOneKeyAreCheckedAgainstEachOther() {
        assertThat(Found.in(SpecText.minimalWith("[192.168.0.0/16]", "[192.168.0.0/16, 192.168.0.0/16]")))
                .containsExactly("11:29 cidr-overlap");
    }

    @Test
    void anUnreadableRangeKeepsTheOthersChecked() {
        assertThat(Found.in(SpecText.minimalWith("[10.245.0.0/16]", "[10.245.0.1/16, 192.168.0.0/24]")))
                .containsExactly("22:16 spec-bad-value", "22:31 cidr-overlap");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[10.245.0.0/16]                | 24 | 256 | ",
                "[10.245.0.0/16]                | 24 | 257 | podCIDRs hold 256 blocks of /24, but up to 257 nodes exist at once",
                "[10.245.0.0/16, 10.246.0.0/23] | 24 | 258 | ",
                "[10.245.0.0/16, 10.246.0.0/23] | 24 | 259 | podCIDRs hold 258 blocks of /24, but up to 259 nodes exist at once",
                "[10.245.0.0/16]                | 26 | 1024 | ",
                "[10.245.0.0/16]                | 15 | 1   | blocks of /15 cannot be cut from 10.245.0.0/16",
                "[10.245.0.0/16]                | 31 | 1   | blocks of /31 cannot be cut from 10.245.0.0/16",
                "['fd00:10::/104']              | 24 | 1   | fd00:10::/104 is an IPv6 range",
            })
    void theNewRangesMustHoldABlockForEveryNode(String ranges, int mask, int nodes, String message) {
        String yaml = SpecText.with(
                SpecText.minimalWith("podCIDRs: [10.245.0.0/16]", "podCIDRs: " + ranges + "\n    maskSize: " + mask),
                "cluster:\n",
                "cluster:\n    nodes: " + nodes + "\n");
        List<Problem> problems = Found.problems(yaml);
        if (message == null) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems).extracting(Problem::code).containsExactly(ErrorCode.IPAM_CAPACITY);
            assertThat(problems.get(0).message()).startsWith(message);
        }
    }

    @Test
    void aRangeTooSmallForTheDefaultBlockIsToldAtTheRange() {
        assertThat(Found.in(SpecText.minimalWith("[10.245.0.0/16]", "[10.245.0.0/25]")))
                .containsExactly("22:16 ipam-capacity");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4789  | is Calico's own VXLAN port",
                "51820 | is WireGuard's port in Calico",
                "51821 | is WireGuard's port in Calico",
                "30000 | lies in the range of NodePorts",
                "32767 | lies in the range of NodePorts",
                "0     | is no port",
                "65536 | is no port",
            })
    void aTunnelPortThatIsTakenIsRefused(int port, String why) {
        String yaml = SpecText.minimalWith("clusterName:", "tunnel: {port: " + port + "}\n    clusterName:");
        assertThat(Found.in(yaml)).containsExactly("21:20 tunnel-port");
        assertThat(Found.problems(yaml).get(0).message()).isEqualTo("tunnel port " + port + " " + why);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8473, 29999, 32768, 51819, 51822, 65535})
    void aTunnelPortThatIsFreeIsFine(int port) {
        assertThat(Found.in(SpecText.minimalWith("clusterName:", "tunnel: {port: " + port + "}\n    clusterName:")))
                .isEmpty();
    }

    @Test
    void calicosVxlanPortIsTakenWhereAnOperatorRunsVxlan() {
        String yaml = SpecText.minimalWith("clusterName:", "tunnel: {port: 4789}\n    clusterName:");
        assertThat(Found.in(SpecText.with(yaml, "encapsulation: VXLAN", "encapsulation: IPIP")))
                .isEmpty();
        assertThat(Found.in(SpecText.with(yaml, "encapsulation: VXLAN", "encapsulation: VXLANCrossSubnet")))
                .containsExactly("21:20 tunnel-port");
        assertThat(Found.in(SpecText.with(yaml, "install: operator", "install: manifest")))
                .as("which may be canal: the plan tells them apart")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Small", "-small", "small-", "small_one", "abcdefghijklmnopqrstuvwxyz-012345", "s.m"})
    void aClusterNameThatTheChartRefusesIsRefused(String name) {
        assertThat(Found.in(SpecText.minimalWith("clusterName: small-one", "clusterName: " + name)))
                .containsExactly("21:18 cluster-name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "default", "abcdefghijklmnopqrstuvwxyz-01234"})
    void aClusterNameThatTheChartTakesIsFine(String name) {
        assertThat(Found.in(SpecText.minimalWith("clusterName: small-one", "clusterName: " + name)))
                .isEmpty();
    }

    @Test
    void theNameDefaultJoinsNoMeshAndNumbersEndAt255() {
        assertThat(Found.in(SpecText.minimalWith("clusterName: small-one", "clusterName: default\n    clusterId: 3")))
                .containsExactly("21:18 cluster-name");
        assertThat(Found.in(SpecText.minimalWith("clusterName: small-one", "clusterName: a\n    clusterId: 256")))
                .containsExactly("22:16 cluster-name");
        assertThat(Found.in(SpecText.minimalWith("clusterName: small-one", "clusterName: a\n    clusterId: 255")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{skipInterface: '^docker0$'}             | does not pass over cilium_host",
                "{skipInterface: '^cilium_.*'}            | does not pass over lxc",
                "{skipInterface: '^cilium_host$,^lxc.*'}  | does not pass over cilium_net",
                "{skipInterface: '^cilium_(,^lxc.*'}      | '^cilium_(' is no regular expression",
                "{interface: 'eth.*,cilium_net'}          | matches cilium_net",
                "{interface: '.*'}                        | matches cilium_host",
                "{interface: '['}                         | '[' is no regular expression",
                "{skipInterface: '^docker0$ , ^cilium_[hv] ,^lxc'} | does not pass over cilium_net",
                "{interface: '^(?!cilium).*'}         | says (?!",
                "{skipInterface: '^(?=cilium).*,^lxc.*'}  | says (?=",
                "{skipInterface: '(?<=c)ilium,^lxc.*'}    | says (?<=",
                "{skipInterface: '(?>cilium),^lxc.*'}     | says (?>",
                "{skipInterface: '^(c)ilium\\1,cilium,lxc'} | says \\1",
                "{skipInterface: '^cilium_.*+,^lxc.*'}    | says *+",
                "{skipInterface: '^cilium_.++,^lxc.*'}    | says ++",
                "{skipInterface: '^cilium_.?+,^lxc.*'}    | says ?+",
                "{interface: '^eth0\\Z'}                   | says \\Z",
                "{interface: '^[a-z&&[^c]].*'}            | says && in a class",
                "{interface: '^[[:alpha:]]*0$'}           | says [ in a class",
                "{skipInterface: '^cilium,^lxc,'}         | has an empty expression",
                "{cidrs: [10.0.0.0/8]}                    | podCIDRs 10.245.0.0/16",
            })
    void addressDetectionThatCanPickAnInterfaceOfCiliumsIsRefused(String detection, String why) {
        String yaml =
                SpecText.minimalWith("install: operator", "install: operator\n    addressDetection: " + detection);
        assertThat(Found.in(yaml)).containsExactly("10:23 address-detection");
        assertThat(Found.problems(yaml).get(0).message()).contains(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NodeInternalIP",
                "{skipInterface: '^cilium_.*,^lxc.*'}",
                "{skipInterface: 'docker0,cilium,lxc'}",
                "{skipInterface: '^docker0$ , ^cilium ,\t^lxc'}",
                "{skipInterface: '(?i)^CILIUM_.+?,^lxc[0-9a-f]{13}$,(?:^lxc),\\blxc'}",
                "{interface: '^en[op]\\d+s[]0-9+]\\+\\Q(?=\\E$'}",
                "{interface: '^eth0$'}",
                "{cidrs: [10.1.0.0/16]}",
            })
    void addressDetectionThatCannotIsFine(String detection) {
        assertThat(Found.in(SpecText.minimalWith(
                        "install: operator", "install: operator\n    addressDetection: " + detection)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1.13.18, version-unsupported",
        "1.14.0, version-unmaintained warning",
        "1.17.9, version-unmaintained warning",
        "1.18.0, ",
        "1.19.0, version-insecure warning",
        "1.19.4, version-insecure warning",
        "1.19.5, ",
        "1.19.40, ",
        "1.20.1, ",
        "1.21.0, version-unsupported",
    })
    void ciliumsReleaseMustBeOneThatIsKnown(String version, String code) {
        assertThat(Found.in(SpecText.minimalWith("version: " + SpecText.CILIUM, "version: " + version)))
                .isEqualTo(code == null ? List.of() : List.of("19:14 " + code));
    }

    @ParameterizedTest
    @CsvSource({
        "3.24, version-unsupported",
        "3.25, version-unmaintained warning",
        "3.29.1, version-unmaintained warning",
        "3.30, ",
        "3.32.1, ",
        "3.33, version-unsupported",
    })
    void calicosReleaseMustBeOneThatIsKnown(String version, String code) {
        assertThat(Found.in(SpecText.minimalWith("version: \"3.31\"", "version: \"" + version + "\"")))
                .isEqualTo(code == null ? List.of() : List.of("10:14 " + code));
    }

    @Test
    void theHoleOf119IsOpenOnlyWhereTheClusterHasANameOfItsOwn() {
        String yaml = SpecText.minimalWith("version: " + SpecText.CILIUM, "version: 1.19.4");
        assertThat(Found.problems(yaml).get(0).message()).contains("1.19.4", "CVE-2026-56743");
        assertThat(Found.problems(yaml).get(0).cure()).isEqualTo("use 1.19.5 or newer");
        assertThat(Found.in(SpecText.with(yaml, "clusterName: small-one", "clusterName: default")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gates: {autoMerge: [prepare, node-conf]}   | 30:32 spec-bad-value | did you mean 'node-config'?",
                "gates: {autoMerge: [remove-calico-workloads]} | 30:23 spec-bad-value | the point of no return",
                "gates: {autoMerge: [remove-calico-workloads-prune]} | 30:23 spec-bad-value | the point of no return",
                "gates: {phases: {install-clium: {soak: 5m}}} | 30:35 spec-bad-value | did you mean 'install-cilium'?",
                "gates: {phases: {prepare: {soakk: 5m}}}     | 30:30 spec-unknown-key | did you mean 'soak'?",
                "gates: {extra: [{name: a, phases: [rotate], http: {url: 'http://a'}}]} | 30:38 spec-bad-value | no phase 'rotate'",
                "gates: {extra: [{name: a, phases: al, http: {url: 'http://a'}}]} | 30:37 spec-bad-value | did you mean 'all'?",
            })
    void keysThatNamePhasesNamePhasesThatMayStandThere(String line, String place, String message) {
        String yaml = SpecText.minimalAnd("  " + line + "\n");
        assertThat(Found.in(yaml)).containsExactly(place);
        assertThat(Found.problems(yaml).get(0).message()).contains(message);
    }

    @Test
    void aPhaseOfOneWaveMayBeNamed() {
        assertThat(Found.in(SpecText.minimalAnd(
                        "  gates: {autoMerge: [rotate-nodes-blue], phases: {rotate-nodes-blue: {stalled: 3h}}}\n")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "workloads: [{kind: Deployment, namespace: a, name: b, nodeSelector: {a: b}}] | 30:15 spec-conflicting-keys | neither replicas nor annotate",
                "workloads: [{kind: Deployment, namespace: a, name: b, replicas: 1}] | 30:15 spec-missing-key | lacks key 'nodeSelector'",
                "workloads: [{kind: Deployment, namespace: a, name: b, replicas: 1, nodeSelector: ~}] | 30:15 spec-missing-key | lacks key 'nodeSelector'",
                "workloads: [{kind: Deployment, namespace: a, name: b, replicas: 1, nodeSelector: {}}] | 30:84 spec-bad-value | wait for every node, and rotate-nodes comes after it",
                "workloads: [{kind: Deployment, namespace: a, name: b, replicas: 1, annotate: {c: d}, nodeSelector: {a: b}}] | 30:15 spec-conflicting-keys | both replicas and annotate",
                "workloads: [{kind: Deployment, namespace: a, name: b, replicas: 0, nodeSelector: {a: b}}] | 30:67 spec-bad-value | it would never start again",
                "workloads: [{kind: Kafka, namespace: a, name: b, annotate: {a b: c}, nodeSelector: {a: b}}] | 30:62 spec-bad-value | cannot have the key 'a b'",
                "workloads: [{kind: apps/Deployment, namespace: a, name: b, replicas: 1, nodeSelector: {a: b}}] | 30:22 spec-bad-value | cannot be 'apps/Deployment'",
                "workloads: [{kind: Deployment, apiVersion: apps, namespace: a, name: b, replicas: 1, nodeSelector: {a: b}}] | 30:46 spec-bad-value | cannot be 'apps'",
                "workloads: [{kind: Deployment, namespace: a, name: B, replicas: 1, nodeSelector: {a: b}}] | 30:54 spec-bad-value | cannot be 'B'",
                "workloads: [{kind: Deployment, namespace: a, name: b, replicas: 1, nodeSelector: {a: b}}, {kind: Deployment, namespace: a, name: b, replicas: 2, nodeSelector: {a: b}}] | 30:93 spec-bad-value | names 'Deployment.apps a/b' twice, the first time in line 30",
                "workloads: [{kind: StatefulSet, namespace: a, name: b, replicas: 1, nodeSelector: {a: b}}, {kind: StatefulSet, apiVersion: apps/v1beta2, namespace: a, name: b, replicas: 1, nodeSelector: {a: b}}] | 30:94 spec-bad-value | names 'StatefulSet.apps a/b' twice",
                "workloads: [{kind: Deployment, namespace: a, name: b..c, replicas: 1, nodeSelector: {a: b}}] | 30:54 spec-bad-value | cannot be 'b..c'",
                "workloads: [{kind: Deployment, namespace: a, name: b.-c, replicas: 1, nodeSelector: {a: b}}] | 30:54 spec-bad-value | cannot be 'b.-c'",
                "gates: {windows: [{days: [Mon], from: '09:00', to: '17:00', timeZone: Europe/Berln}]} | 30:73 spec-bad-value | did you mean 'Europe/Berlin'?",
                "gates: {windows: [{days: [Mon], from: '09:00', to: '09:00'}]} | 30:54 spec-bad-value | begins and ends at 09:00",
                "gates: {windows: [{days: [mon], from: '09:00', to: '17:00'}]} | 30:29 spec-bad-value | cannot be 'mon'",
                "gates: {windows: [{days: [Mon], from: '9:00', to: '17:00'}]} | 30:41 spec-bad-value | cannot be '9:00'",
                "probe: {existing: {namespace: a}} | 30:21 spec-missing-key | says none of its options",
            })
    void whatContradictsItselfIsRefused(String line, String place, String message) {
        String yaml = SpecText.minimalAnd("  " + line + "\n");
        assertThat(Found.in(yaml)).containsExactly(place);
        assertThat(Found.problems(yaml).get(0).message()).contains(message);
    }

    @Test
    void wavesAndValuesFilesAreNamedOnce() {
        assertThat(
                        Found.in(
                                SpecText.minimalWith(
                                        "strategy: replace",
                                        "strategy: replace\n    waves: [{name: a, select: {p: x}}, {name: b, select: {p: y}}, {name: a}]")))
                .containsExactly("25:74 spec-bad-value");
        assertThat(Found.in(SpecText.minimalWith("values: cilium.yaml", "values: [a.yaml, b.yaml, a.yaml]")))
                .containsExactly("20:30 spec-bad-value");
    }

    @Test
    void aClusterIsAddressedOrNamedButNotBoth() {
        assertThat(Found.in(SpecText.minimalWith(
                        "cluster:\n", "cluster:\n    server: https://10.1.0.5:6443\n    name: in-argo\n")))
                .containsExactly("8:11 spec-conflicting-keys");
    }

    @Test
    void aWindowMayReachOverMidnightInAnyZone() {
        assertThat(Found.in(SpecText.minimalAnd(
                        "  gates: {windows: [{days: [Fri], from: '22:00', to: '04:00', timeZone: '+02:00'}]}\n")))
                .isEmpty();
    }

    @Test
    void noProbeIsAFindingThatSomebodyMayAnswerFor() {
        String yaml = SpecText.minimalAnd("  probe: none\n");
        assertThat(Found.in(yaml)).containsExactly("30:10 probe-missing warning");
        List<Problem> answered = Found.problems(
                yaml + "  acknowledged: [{code: probe-missing, reason: measured elsewhere, by: anna}]\n");
        assertThat(answered).extracting(Problem::severity).containsExactly(Severity.NOTE);
        assertThat(answered.get(0).message()).endsWith("; anna answers for it: measured elsewhere");
    }

    @Test
    void soIsOneOfWhichNobodyCanTellWhereItRuns() {
        String yaml = SpecText.minimalAnd("  probe: {existing: {url: https://ping.example.com}}\n");
        assertThat(Found.in(yaml)).containsExactly("30:10 probe-missing warning");
        assertThat(Found.problems(yaml).get(0).message()).contains("probe is an address");
        assertThat(Found.in(SpecText.minimalAnd("  probe: {existing: {namespace: monitoring, name: goldpinger}}\n")))
                .isEmpty();
    }

    @Test
    void anAnswerToAFindingThatDoesNotExistIsRefused() {
        assertThat(Found.problems(SpecText.minimalAnd(
                        "  acknowledged: [{code: probe-mising, reason: measured elsewhere, by: anna}]\n")))
                .containsExactly(Problem.blocker(
                        ErrorCode.SPEC_BAD_VALUE,
                        Where.at("crossfade.yaml", 30, 25),
                        "spec.acknowledged.0.code cannot be 'probe-mising': no finding has this code;"
                                + " did you mean 'probe-missing'?",
                        "write the code as crossfade plan prints it, or take the entry out"));
    }

    @Test
    void whatBlocksCannotBeAnsweredFor() {
        String yaml = SpecText.minimalWith("[10.245.0.0/16]", "[192.168.0.0/20]")
                + "  acknowledged: [{code: cidr-overlap, reason: we know, by: anna}]\n";
        assertThat(Found.in(yaml)).containsExactly("22:16 cidr-overlap", "30:25 acknowledged-unused warning");
        assertThat(SpecReader.read("crossfade.yaml", yaml).spec()).isEmpty();
    }

    private static Map<String, String> apart() {
        Map<String, String> ranges = new TreeMap<>();
        for (int i = 0; i < RANGES.size(); i++) {
            ranges.put(RANGES.get(i), "10." + (100 + i) + ".0.0/16");
        }
        return ranges;
    }

    private static String ranges(Map<String, String> ranges) {
        String yaml = SpecText.minimalWith("[192.168.0.0/16]", "[" + ranges.get("pools") + "]");
        yaml = SpecText.with(yaml, "[10.245.0.0/16]", "[" + ranges.get("podCIDRs") + "]");
        return SpecText.with(
                yaml,
                "cluster:\n",
                "cluster:\n    nodeCIDRs: [%s]\n    serviceCIDR: %s\n    otherCIDRs: [%s]\n"
                        .formatted(ranges.get("nodeCIDRs"), ranges.get("serviceCIDR"), ranges.get("otherCIDRs")));
    }
}
