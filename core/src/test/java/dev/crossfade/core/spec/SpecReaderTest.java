package dev.crossfade.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What stands in crossfade.yaml, and what is left out of it, arrives in the records. */
class SpecReaderTest {

    @Test
    void readsClusterAndCalico() {
        MigrationSpec spec = read(SpecText.FULL);
        assertThat(spec.name()).isEqualTo("harbour");
        assertThat(spec.cluster())
                .isEqualTo(new ClusterSpec(
                        "1.30",
                        "https://10.1.0.5:6443",
                        null,
                        List.of("harbour"),
                        ranges("10.1.0.0/20", "fd00:1::/64"),
                        Cidr.parse("10.96.0.0/12"),
                        ranges("172.20.0.0/16"),
                        40));
        assertThat(spec.calico())
                .isEqualTo(new CalicoSpec(
                        CalicoInstall.MANIFEST,
                        "3.30",
                        ranges("192.168.0.0/17", "192.168.128.0/17"),
                        Encapsulation.IPIP_CROSS_SUBNET,
                        new AddressDetection.SkipInterface("^cilium_.*,^lxc.*,^docker0$"),
                        true,
                        new CalicoSource.Files(
                                List.of("cni/calico.yaml", "cni/crds.yaml"),
                                new ApplicationRef("cni", "apps/cni.yaml"))));
        assertThat(spec.policies())
                .isEqualTo(new PoliciesSpec(PoliciesSpec.Presence.ABSENT, PoliciesSpec.Presence.REPLACED, false));
    }

    @Test
    void readsCiliumAndNodes() {
        MigrationSpec spec = read(SpecText.FULL);
        assertThat(spec.cilium())
                .isEqualTo(new CiliumSpec(
                        "1.19.6",
                        new ChartSource.HelmRepository("https://charts.example.com/mirror", "cilium-mirror"),
                        List.of("base/cilium.yaml", "harbour/cilium.yaml"),
                        "harbour-network",
                        "harbour-west",
                        7,
                        ranges("10.240.0.0/16", "10.241.0.0/16"),
                        25,
                        new Tunnel(Tunnel.Protocol.GENEVE, 6082),
                        false,
                        false));
        assertThat(spec.nodes())
                .isEqualTo(new NodesSpec(
                        NodesSpec.Strategy.REPLACE,
                        "example.com/on-cilium",
                        new NodesSpec.Taint("ignore-taint.example.com/agent", "pending", "NoSchedule"),
                        List.of("infra/blue.yaml", "infra/green.yaml"),
                        List.of(
                                new NodesSpec.Wave("blue", List.of("infra/blue.yaml"), Map.of("pool", "blue"), "2"),
                                new NodesSpec.Wave(
                                        "green", List.of("infra/green.yaml"), Map.of("pool", "green"), "10%")),
                        2,
                        NodesSpec.Recycle.JOB,
                        List.of(new DaemonSetRef("monitoring", "node-agent"))));
    }

    @Test
    void readsWorkloadsAndWhatMeasuresAndProtects() {
        MigrationSpec spec = read(SpecText.FULL);
        assertThat(spec.probe())
                .isEqualTo(new ProbeSpec.Existing(new ProbeSpec.ExistingProbe.InCluster("goldpinger", "monitoring")));
        assertThat(spec.coreDNS()).isEqualTo(new CoreDnsSpec(CoreDnsSpec.Budget.ADD));
        assertThat(spec.quiesce()).isEqualTo(Quiesce.BEFORE_INSTALL);
        assertThat(spec.workloads())
                .containsExactly(
                        new WorkloadSpec(
                                "StatefulSet",
                                "apps/v1",
                                "data",
                                "ledger",
                                3,
                                Map.of("pool", "blue"),
                                new WorkloadSpec.GitSource("apps/ledger.yaml", "spec.size"),
                                Map.of()),
                        new WorkloadSpec(
                                "Kafka",
                                "kafka.strimzi.io/v1beta2",
                                "data",
                                "events",
                                null,
                                Map.of("pool", "green"),
                                null,
                                Map.of("strimzi.io/pause-reconciliation", "true")));
        assertThat(spec.backup())
                .isEqualTo(new BackupSpec("s3://vault/harbour", Instant.parse("2026-07-31T20:30:00Z")));
    }

    @Test
    void readsGitArgoAndProposals() {
        MigrationSpec spec = read(SpecText.FULL);
        assertThat(spec.git())
                .isEqualTo(new GitSpec(
                        "production", "clusters/harbour", new GitSpec.CommitAuthor("Network Team", "net@example.com")));
        assertThat(spec.argo())
                .isEqualTo(new ArgoSpec(
                        "gitops",
                        "harbour-move",
                        "ssh://git@git.example.com/harbour.git",
                        false,
                        Map.of("automated", Map.of("prune", true))));
        assertThat(spec.proposals())
                .isEqualTo(new ProposalsSpec(
                        ProposalsSpec.Forge.GITLAB,
                        "https://gitlab.example.com",
                        "platform/harbour",
                        List.of("network"),
                        List.of("anna", "bo"),
                        true));
        assertThat(spec.images())
                .isEqualTo(new ImagesSpec("registry.example.com/kubectl:v1.30.4", List.of("registry")));
        assertThat(spec.acknowledged())
                .containsExactly(new Acknowledgement("version-unmaintained", "it goes away", "anna", null));
    }

    @Test
    void readsGates() {
        assertThat(read(SpecText.FULL).gates())
                .isEqualTo(new GatesSpec(
                        Duration.ofSeconds(90),
                        Duration.ofMinutes(90),
                        Duration.ofMinutes(45),
                        Map.of(
                                "install-cilium",
                                new GatesSpec.Times(Duration.ofMinutes(5), Duration.ofHours(3), Duration.ofHours(2))),
                        List.of(new GatesSpec.Window(List.of("Mon", "Tue"), "09:00", "15:30", "Europe/Berlin")),
                        List.of(
                                new ExtraGate.OfHttp(
                                        new HttpCheck("https://shop.example.com/health", 200, null),
                                        "orders",
                                        List.of("all")),
                                new ExtraGate.OfPrometheus(
                                        new PrometheusCheck("https://prometheus.example.com", "sum(errors)", "< 3"),
                                        "errors",
                                        List.of("rotate-nodes", "clean-nodes")),
                                new ExtraGate.OfGoldpinger(
                                        new GoldpingerCheck.InCluster("pinger", "mesh"), "other-mesh", List.of("all")),
                                new ExtraGate.OfObject(
                                        new ObjectCheck(
                                                "kafka.strimzi.io/v1beta2",
                                                "Kafka",
                                                "data",
                                                "events",
                                                "{.status.conditions[?(@.type==\"Ready\")].status}",
                                                "True"),
                                        "kafka-ready",
                                        List.of("all"))),
                        GatesSpec.OnFailure.UNDO,
                        List.of("prepare", "node-config")));
    }

    @Test
    void fillsInDefaultsOfClusterAndNodes() {
        MigrationSpec spec = read(SpecText.MINIMAL);
        assertThat(spec.cluster())
                .isEqualTo(new ClusterSpec("1.31", null, null, null, List.of(), null, List.of(), null));
        assertThat(spec.calico().addressDetection()).isEqualTo(new AddressDetection.NodeInternalIp());
        assertThat(spec.calico().hostPorts()).isFalse();
        assertThat(spec.policies().audit()).isTrue();
        assertThat(spec.cilium())
                .isEqualTo(new CiliumSpec(
                        SpecText.CILIUM,
                        new ChartSource.HelmRepository("https://helm.cilium.io", "cilium"),
                        List.of("cilium.yaml"),
                        "small-cilium",
                        "small-one",
                        0,
                        ranges("10.245.0.0/16"),
                        24,
                        new Tunnel(Tunnel.Protocol.VXLAN, null),
                        true,
                        true));
        assertThat(spec.nodes())
                .isEqualTo(new NodesSpec(
                        NodesSpec.Strategy.REPLACE,
                        "io.cilium.migration/cilium-default",
                        new NodesSpec.Taint("node.cilium.io/agent-not-ready", "true", "NoExecute"),
                        List.of(),
                        List.of(),
                        1,
                        NodesSpec.Recycle.PRINT,
                        List.of()));
    }

    @Test
    void fillsInDefaultsOfWhatMeasuresAndProtects() {
        MigrationSpec spec = read(SpecText.MINIMAL);
        assertThat(spec.probe()).isEqualTo(new ProbeSpec.Deploy(new ProbeSpec.DeployedProbe(null)));
        assertThat(spec.coreDNS().podDisruptionBudget()).isEqualTo(CoreDnsSpec.Budget.KEEP);
        assertThat(spec.quiesce()).isEqualTo(Quiesce.BEFORE_FIRST_NODES);
        assertThat(spec.workloads()).isEmpty();
        assertThat(spec.git())
                .isEqualTo(new GitSpec(
                        "main", "network/migration", new GitSpec.CommitAuthor("Crossfade", "crossfade@localhost")));
        assertThat(spec.argo())
                .isEqualTo(new ArgoSpec(
                        "argocd",
                        "crossfade-small",
                        "https://git.example.com/small.git",
                        true,
                        Map.of("automated", Map.of())));
        assertThat(spec.proposals())
                .isEqualTo(new ProposalsSpec(ProposalsSpec.Forge.NONE, null, null, List.of(), List.of(), false));
        assertThat(spec.gates())
                .isEqualTo(new GatesSpec(
                        Duration.ofMinutes(3),
                        Duration.ofHours(2),
                        Duration.ofHours(1),
                        Map.of(),
                        List.of(),
                        List.of(),
                        GatesSpec.OnFailure.HOLD,
                        List.of()));
        assertThat(spec.acknowledged()).isEmpty();
        assertThat(spec.images().kubectl()).isEqualTo("registry.k8s.io/kubectl:v1.31.0");
    }

    @Test
    void aDefaultIsNeverAFinding() {
        assertThat(SpecReader.read("crossfade.yaml", SpecText.MINIMAL).problems())
                .isEmpty();
    }

    @Test
    void theTunnelPortFollowsItsProtocol() {
        assertThat(read(SpecText.MINIMAL).cilium().tunnel().port()).isEqualTo(8472);
        assertThat(read(SpecText.minimalWith("clusterName:", "tunnel: {protocol: geneve}\n    clusterName:"))
                        .cilium()
                        .tunnel()
                        .port())
                .isEqualTo(6081);
    }

    @Test
    void readsEveryFormOfCalicosSource() {
        ApplicationRef application = new ApplicationRef("cni", "apps/cni.yaml");
        String app = "application: {name: cni, file: apps/cni.yaml}";
        assertThat(source("valuesFile: cni/values.yaml\n      path: installation\n      " + app))
                .isEqualTo(new CalicoSource.ValuesFile("cni/values.yaml", "installation", application));
        assertThat(source("kustomization: cni\n      " + app))
                .isEqualTo(new CalicoSource.Kustomization("cni", application));
        assertThat(source("live: network/live")).isEqualTo(new CalicoSource.Live("network/live"));
    }

    @Test
    void readsEveryFormOfAddressDetection() {
        assertThat(detection("NodeInternalIP")).isEqualTo(new AddressDetection.NodeInternalIp());
        assertThat(detection("{interface: '^eth0$'}")).isEqualTo(new AddressDetection.Interface("^eth0$"));
        assertThat(detection("{cidrs: [10.1.0.0/16]}")).isEqualTo(new AddressDetection.Cidrs(ranges("10.1.0.0/16")));
    }

    @Test
    void readsEveryFormOfChart() {
        assertThat(chart("{oci: oci://registry.example.com/charts/cilium}"))
                .isEqualTo(new ChartSource.Oci("oci://registry.example.com/charts/cilium"));
        assertThat(chart("{path: charts/cilium}")).isEqualTo(new ChartSource.Path("charts/cilium"));
        assertThat(chart("{repository: https://charts.example.com}"))
                .isEqualTo(new ChartSource.HelmRepository("https://charts.example.com", "cilium"));
    }

    @Test
    void readsEveryFormOfProbe() {
        assertThat(probe("{deploy: {image: registry.example.com/goldpinger:3}}"))
                .isEqualTo(new ProbeSpec.Deploy(new ProbeSpec.DeployedProbe("registry.example.com/goldpinger:3")));
        assertThat(probe("{existing: {url: https://ping.example.com}}"))
                .isEqualTo(new ProbeSpec.Existing(new ProbeSpec.ExistingProbe.At("https://ping.example.com")));
        assertThat(probe("none")).isEqualTo(new ProbeSpec.None());
    }

    @Test
    void theClusterMayBeNamedInsteadOfAddressed() {
        assertThat(read(SpecText.minimalWith("cluster:\n", "cluster:\n    name: in-argo\n"))
                        .cluster()
                        .name())
                .isEqualTo("in-argo");
    }

    @Test
    void aKeyWithoutAValueIsAKeyLeftOut() {
        assertThat(read(SpecText.minimalAnd("  gates:\n  workloads: ~\n"))).isEqualTo(read(SpecText.MINIMAL));
    }

    @Test
    void anchorsAndAliasesStandForWhatTheyName() {
        String yaml = SpecText.minimalAnd("""
                  workloads:
                    - {kind: Deployment, namespace: a, name: b, replicas: 1, nodeSelector: &pool {pool: x}}
                    - {kind: Deployment, namespace: a, name: c, replicas: 1, nodeSelector: *pool}
                """);
        assertThat(read(yaml).workloads())
                .extracting(WorkloadSpec::nodeSelector)
                .containsExactly(Map.of("pool", "x"), Map.of("pool", "x"));
    }

    @Test
    void theExampleHasNothingThatBlocks() throws IOException {
        String text = Files.readString(PublishedSchema.root().resolve("examples/db-schenker/crossfade.yaml"));
        assertThat(SpecReader.read("crossfade.yaml", text).problems())
                .noneMatch(problem -> problem.severity() == Severity.BLOCKER);
    }

    private static CalicoSource source(String text) {
        return read(SpecText.minimalWith("live: network/live", text)).calico().source();
    }

    private static AddressDetection detection(String text) {
        return read(SpecText.minimalWith("install: operator", "install: operator\n    addressDetection: " + text))
                .calico()
                .addressDetection();
    }

    private static ChartSource chart(String text) {
        return read(SpecText.minimalWith(
                        "version: " + SpecText.CILIUM, "version: " + SpecText.CILIUM + "\n    chart: " + text))
                .cilium()
                .chart();
    }

    private static ProbeSpec probe(String text) {
        return read(SpecText.minimalAnd("  probe: " + text + "\n")).probe();
    }

    private static List<Cidr> ranges(String... texts) {
        return List.of(texts).stream().map(Cidr::parse).toList();
    }

    private static MigrationSpec read(String yaml) {
        SpecReader.Reading reading = SpecReader.read("crossfade.yaml", yaml);
        assertThat(reading.spec()).as("problems: %s", reading.problems()).isPresent();
        return reading.spec().orElseThrow();
    }
}
