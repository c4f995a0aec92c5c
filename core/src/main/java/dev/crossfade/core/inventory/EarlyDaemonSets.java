package dev.crossfade.core.inventory;

import dev.crossfade.core.scan.FileUser;
import dev.crossfade.core.scan.FileUsers;
import dev.crossfade.core.scan.RepositoryObject;
import dev.crossfade.core.spec.DaemonSetRef;
import dev.crossfade.core.spec.MigrationSpec;
import dev.crossfade.core.spec.NodesSpec;
import dev.crossfade.core.yaml.YamlPath;
import java.util.Collection;
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
    private final FileUsers readers;

    private EarlyDaemonSets(MigrationSpec spec, FileUsers readers) {
        this.spec = spec;
        this.readers = readers;
    }

    /**
     * In the order of their files; none where people restart what was left behind.
     *
     * @param objects those of the repository for this cluster
     */
    public static List<DaemonSetRef> among(List<RepositoryObject> objects, FileUsers readers, MigrationSpec spec) {
        if (spec.nodes().recycle() != NodesSpec.Recycle.JOB) {
            return List.of();
        }
        EarlyDaemonSets early = new EarlyDaemonSets(spec, readers);
        return objects.stream()
                .filter(object -> !object.file().startsWith(spec.git().path() + "/"))
                .filter(early::isEarly)
                .map(early::reference)
                .distinct()
                .toList();
    }

    /** A kustomization's namespace is for all that it builds, an Application's for what names none. */
    private DaemonSetRef reference(RepositoryObject object) {
        String named = object.text("metadata.namespace");
        String built = first(readers.builders(object.file()));
        String applied = first(readers.applications(object.file()));
        return new DaemonSetRef(
                Stream.of(built, named, applied)
                        .filter(name -> !name.isEmpty())
                        .findFirst()
                        .orElse("default"),
                object.name());
    }

    private static String first(Collection<FileUser> users) {
        return users.stream()
                .map(FileUser::namespace)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
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
