package dev.crossfade.core.inventory;

import dev.crossfade.core.scan.Appliers;
import dev.crossfade.core.scan.RepositoryObject;
import dev.crossfade.core.spec.DaemonSetRef;
import dev.crossfade.core.spec.MigrationSpec;
import dev.crossfade.core.spec.NodesSpec;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * DaemonSets in Git whose pods can start on a new node before Cilium's agent, because they tolerate the taint that waits for
 * it: such a pod gets an address of Calico's and keeps it.
 */
public final class EarlyDaemonSets {

    private static final YamlPath POD = YamlPath.parse("spec.template.spec");

    /** Those of projectcalico/calico manifests/calico.yaml and canal.yaml, and of cilium/cilium install/kubernetes/cilium. */
    private static final Set<String> NETWORKS = Set.of("calico-node", "canal", "cilium", "cilium-envoy");

    private final MigrationSpec spec;
    private final Appliers appliers;

    private EarlyDaemonSets(MigrationSpec spec, Appliers appliers) {
        this.spec = spec;
        this.appliers = appliers;
    }

    /**
     * In the order of their files; none where people restart what was left behind.
     *
     * @param objects those of the repository for this cluster
     * @param appliers who applies files to it
     */
    public static List<DaemonSetRef> among(List<RepositoryObject> objects, Appliers appliers, MigrationSpec spec) {
        if (spec.nodes().recycle() != NodesSpec.Recycle.JOB) {
            return List.of();
        }
        EarlyDaemonSets early = new EarlyDaemonSets(spec, appliers);
        return objects.stream()
                .filter(object -> !object.file().startsWith(spec.git().path() + "/"))
                .filter(early::isEarly)
                .flatMap(early::references)
                .distinct()
                .toList();
    }

    /** One for each place: overlays of one cluster may build it twice. */
    private Stream<DaemonSetRef> references(RepositoryObject object) {
        String named = object.text("metadata.namespace");
        return appliers.placements(object.file()).stream()
                .map(placement -> new DaemonSetRef(placement.namespace(named), object.name()));
    }

    private boolean isEarly(RepositoryObject object) {
        return object.kind().equals("DaemonSet")
                && object.text("apiVersion").equals("apps/v1")
                && !NETWORKS.contains(object.name())
                && !object.get(POD.child("hostNetwork")).equals(Optional.of(true))
                // kubectl rollout restart replaces no pod of such a DaemonSet
                && !object.text("spec.updateStrategy.type").equals("OnDelete")
                && object.list(POD.child("tolerations")).stream()
                        .anyMatch(item -> item instanceof Map<?, ?> toleration && toleratesTheTaint(toleration));
    }

    /** As the scheduler matches a toleration (kubernetes staging/src/k8s.io/api/core/v1/toleration.go, ToleratesTaint). */
    private boolean toleratesTheTaint(Map<?, ?> toleration) {
        NodesSpec.Taint taint = spec.nodes().taint();
        Object effect = toleration.get("effect");
        Object key = toleration.get("key");
        boolean exists = "Exists".equals(toleration.get("operator"));
        boolean effects = effect == null || effect.equals("") || effect.equals(taint.effect());
        boolean keys = (key == null || key.equals("")) ? exists : key.equals(taint.key());
        return effects && keys && (exists || taint.value().equals(toleration.get("value")));
    }
}
