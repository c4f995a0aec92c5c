package dev.crossfade.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A file with twenty mistakes takes one run to see them all, not twenty. */
class TwentyMistakesTest {

    private static final String FILE = """
            apiVersion: crossfade.dev/v1alpha1
            kind: Migration
            metadata: {name: Harbour}
            spec:
              cluster:
                kubernetesVersion: 1.31
                nodeCIDRs: [10.1.0.0]
                nodes: many
              calico:
                install: operater
                version: "3.24"
                pools: [192.168.0.0/16]
                encapsulation: VXLAN
                hostPorts: yes
                source: {folder: cni}
              policies: {kubernetes: present, calico: none}
              cilium:
                version: 1.18.12
                values: /etc/cilium.yaml
                clusterName: Harbour
                podCIDRs: [10.245.0.0/16, 192.168.64.0/20]
                tunnel: {port: 51820}
              nodes:
                strategy: replace
                strategy: inPlace
                waves: [{name: a}, {name: a}]
              probe: nothing
              workloads:
                - {kind: StatefulSet, namespace: data, name: ledger, replicas: three, nodeSelector: {a: b}}
                - {kind: StatefulSet, namespace: data, name: orders, nodeSelector: {a: b}}
              backup: {reference: "s3://vault/harbour"}
              argo:
                repoURL: https://git.example.com/harbour.git
              gates: {autoMerge: [remove-calico-workloads]}
            """;

    @Test
    void allOfThemAreToldInTheOrderOfTheFile() {
        assertThat(Found.in(FILE))
                .containsExactly(
                        "3:18 spec-bad-value",
                        "6:24 spec-wrong-type",
                        "7:17 spec-bad-value",
                        "8:12 spec-wrong-type",
                        "10:14 spec-bad-value",
                        "11:14 version-unsupported",
                        "14:16 spec-wrong-type",
                        "15:13 spec-missing-key",
                        "16:43 spec-bad-value",
                        "19:13 spec-bad-value",
                        "20:18 cluster-name",
                        "21:31 cidr-overlap",
                        "22:20 tunnel-port",
                        "25:5 yaml-duplicate-key",
                        "26:31 spec-bad-value",
                        "27:10 spec-wrong-type",
                        "29:68 spec-wrong-type",
                        "30:7 spec-conflicting-keys",
                        "31:11 spec-missing-key",
                        "34:23 spec-bad-value")
                .hasSize(20);
    }

    @Test
    void aFileWithMistakesIsNoSpecification() {
        assertThat(SpecReader.read("crossfade.yaml", FILE).spec()).isEmpty();
    }
}
