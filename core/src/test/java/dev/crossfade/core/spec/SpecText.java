package dev.crossfade.core.spec;

import static org.assertj.core.api.Assertions.assertThat;

/** Specifications that tests read, whole or with one line exchanged. */
final class SpecText {

    /** A release of Cilium that is maintained: another one here when {@link Versions} moves on. */
    static final String CILIUM = "1.18.12";

    /** Required keys, and nothing else. */
    static final String MINIMAL = """
            apiVersion: crossfade.dev/v1alpha1
            kind: Migration
            metadata:
              name: small
            spec:
              cluster:
                kubernetesVersion: "1.31"
              calico:
                install: operator
                version: "3.31"
                pools: [192.168.0.0/16]
                encapsulation: VXLAN
                source:
                  live: network/live
              policies:
                kubernetes: present
                calico: absent
              cilium:
                version: CILIUM
                values: cilium.yaml
                clusterName: small-one
                podCIDRs: [10.245.0.0/16]
              nodes:
                strategy: replace
              backup:
                reference: s3://backups/small
                takenAt: 2026-08-01T06:00:00Z
              argo:
                repoURL: https://git.example.com/small.git
            """.replace("CILIUM", CILIUM);

    /** Every key once. */
    static final String FULL = """
            apiVersion: crossfade.dev/v1alpha1
            kind: Migration
            metadata: {name: harbour}
            spec:
              cluster:
                kubernetesVersion: "1.30"
                server: https://10.1.0.5:6443
                aliases: [harbour]
                nodeCIDRs: [10.1.0.0/20, fd00:1::/64]
                serviceCIDR: 10.96.0.0/12
                otherCIDRs: [172.20.0.0/16]
                nodes: 40
              calico:
                install: manifest
                version: "3.30"
                pools: [192.168.0.0/17, 192.168.128.0/17]
                encapsulation: IPIPCrossSubnet
                addressDetection: {skipInterface: "^cilium_.*,^lxc.*,^docker0$"}
                hostPorts: true
                source:
                  files: [cni/calico.yaml, cni/crds.yaml]
                  application: {name: cni, file: apps/cni.yaml}
              policies: {kubernetes: absent, calico: replaced, audit: false}
              cilium:
                version: 1.19.6
                chart: {repository: https://charts.example.com/mirror, name: cilium-mirror}
                values: [base/cilium.yaml, harbour/cilium.yaml]
                application: harbour-network
                clusterName: harbour-west
                clusterId: 7
                podCIDRs: [10.240.0.0/16, 10.241.0.0/16]
                maskSize: 25
                tunnel: {protocol: geneve, port: 6082}
                cniExclusive: false
                hostLegacyRoutingAtEnd: false
              nodes:
                strategy: replace
                label: example.com/on-cilium
                taint: {key: ignore-taint.example.com/agent, value: pending, effect: NoSchedule}
                templates: [infra/blue.yaml, infra/green.yaml]
                waves:
                  - {name: blue, templates: [infra/blue.yaml], select: {pool: blue}, maxUnavailable: "2"}
                  - {name: green, templates: [infra/green.yaml], select: {pool: green}, maxUnavailable: "10%"}
                firstPerZone: 2
                recycle: job
                daemonSets: [{namespace: monitoring, name: node-agent}]
              probe: {existing: {namespace: monitoring, name: goldpinger}}
              coreDNS: {podDisruptionBudget: add}
              quiesce: beforeInstall
              workloads:
                - kind: StatefulSet
                  namespace: data
                  name: ledger
                  replicas: 3
                  nodeSelector: {pool: blue}
                  source: {file: apps/ledger.yaml, path: spec.size}
                - kind: Kafka
                  apiVersion: kafka.strimzi.io/v1beta2
                  namespace: data
                  name: events
                  annotate: {strimzi.io/pause-reconciliation: "true"}
                  nodeSelector: {pool: green}
              backup: {reference: "s3://vault/harbour", takenAt: 2026-07-31T22:30:00+02:00}
              git: {branch: production, path: clusters/harbour, author: {name: Network Team, email: net@example.com}}
              argo:
                namespace: gitops
                project: harbour-move
                repoURL: ssh://git@git.example.com/harbour.git
                createProject: false
                finalSyncPolicy: {automated: {prune: true}}
              proposals:
                forge: gitlab
                api: https://gitlab.example.com
                repository: platform/harbour
                labels: [network]
                reviewers: [anna, bo]
                draft: true
              gates:
                soak: 90s
                deadline: 1h30m
                stalled: 45m
                phases: {install-cilium: {soak: 5m, deadline: 3h, stalled: 2h}}
                windows:
                  - {days: [Mon, Tue], from: "09:00", to: "15:30", timeZone: Europe/Berlin}
                extra:
                  - {name: orders, phases: all, http: {url: https://shop.example.com/health, status: 200}}
                  - {name: errors, phases: [rotate-nodes, clean-nodes], prometheus: {server: https://prometheus.example.com, query: sum(errors), is: "< 3"}}
                  - {name: other-mesh, phases: all, goldpinger: {namespace: mesh, daemonSet: pinger}}
                  - name: kafka-ready
                    phases: all
                    object:
                      apiVersion: kafka.strimzi.io/v1beta2
                      kind: Kafka
                      namespace: data
                      name: events
                      path: '{.status.conditions[?(@.type=="Ready")].status}'
                      equals: "True"
                onFailure: undo
                autoMerge: [prepare, node-config]
              acknowledged:
                - {code: version-unmaintained, reason: it goes away, by: anna}
              images: {kubectl: registry.example.com/kubectl:v1.30.4, pullSecrets: [registry]}
            """;

    private SpecText() {}

    /** The minimal specification with one text in it replaced; the text must be there exactly once. */
    static String minimalWith(String old, String replacement) {
        return with(MINIMAL, old, replacement);
    }

    static String with(String yaml, String old, String replacement) {
        assertThat(yaml.split(java.util.regex.Pattern.quote(old), -1))
                .as("'%s' stands in the text once", old)
                .hasSize(2);
        return yaml.replace(old, replacement);
    }

    /** The minimal specification with further keys at its end, written with their full indentation. */
    static String minimalAnd(String tail) {
        return MINIMAL + tail;
    }
}
