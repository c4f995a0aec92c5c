package dev.crossfade.core.examination;

import dev.crossfade.core.inventory.CalicoFlavour;
import dev.crossfade.core.inventory.CalicoHome;
import dev.crossfade.core.inventory.CalicoInventory;
import dev.crossfade.core.inventory.Inventory;
import dev.crossfade.core.inventory.NodeEnvironment;
import dev.crossfade.core.inventory.NodeRollout;
import dev.crossfade.core.inventory.NodeTemplate;
import dev.crossfade.core.phase.Migration;
import dev.crossfade.core.render.Templates;
import dev.crossfade.core.scan.DeclaredObject;
import dev.crossfade.core.scan.RepositoryObject;
import dev.crossfade.core.spec.MigrationSpec;
import dev.crossfade.core.spec.SpecReader;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Map;

/** A migration with required keys alone, and objects that its repository keeps, for checks that ask for little more. */
final class SmallCluster {

    private static final String SPEC = """
            apiVersion: crossfade.dev/v1alpha1
            kind: Migration
            metadata: {name: small}
            spec:
              cluster: {kubernetesVersion: "1.31"}
              calico: {install: manifest, version: "3.30", pools: POOLS, encapsulation: WORD, source: {live: live}}
              policies: {kubernetes: present, calico: absent}
              cilium: {version: 1.18.12, values: cilium.yaml, clusterName: small-one, podCIDRs: [10.245.0.0/16]}
              nodes: {strategy: STRATEGY}
              backup: {reference: "s3://backups/small", takenAt: 2026-08-01T06:00:00Z}
              argo: {repoURL: "https://git.example.com/small.git"}
            """;

    private static final Templates NONE = new Templates() {
        @Override
        public String yaml(String path) {
            throw new IllegalStateException(path);
        }

        @Override
        public String prose(String path, Map<String, ?> values) {
            throw new IllegalStateException(path);
        }
    };

    private SmallCluster() {}

    static MigrationSpec spec(String pools, String encapsulation, String strategy) {
        return SpecReader.read(
                        "crossfade.yaml",
                        SPEC.replace("POOLS", pools)
                                .replace("WORD", encapsulation)
                                .replace("STRATEGY", strategy))
                .spec()
                .orElseThrow();
    }

    static Migration migration(
            MigrationSpec spec, CalicoFlavour flavour, List<RepositoryObject> calico, List<NodeTemplate> templates) {
        CalicoInventory inventory = new CalicoInventory(
                flavour,
                false,
                calico.stream().map(DeclaredObject::of).toList(),
                "",
                null,
                null,
                NodeRollout.ONE_BY_ONE,
                new CalicoHome.Live("live", List.of(), List.of()));
        return new Migration(
                spec, new Inventory(inventory, List.of(), templates, List.of(), List.of(), List.of()), NONE);
    }

    /** Every document of a file as an object. */
    static List<RepositoryObject> objects(String file, String text) {
        return YamlFile.parse(file, text).documents().stream()
                .map(document -> new RepositoryObject(file, document, new YamlPath(List.of())))
                .toList();
    }

    /** DaemonSet calico-node, or one of another name, with these variables. */
    static NodeEnvironment environment(String daemonSet, String variables) {
        return NodeEnvironment.among(objects(
                        "node.yaml",
                        "{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: " + daemonSet
                                + ", namespace: kube-system}, spec: {template: {spec: {containers: [{name: calico-node, env: ["
                                + variables + "]}]}}}}\n"))
                .get(0);
    }
}
