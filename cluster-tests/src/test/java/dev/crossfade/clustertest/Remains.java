package dev.crossfade.clustertest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What is left in a cluster when a migration is done. */
final class Remains {

    private Remains() {}

    /** Every object that is Calico's or canal's by name or group; what a policy of the customer's calls itself does not count. */
    static List<String> ofCalico(Snapshot snapshot) {
        return snapshot.objects().keySet().stream()
                .filter(key -> key.matches("(?i).*(calico|tigera|canal|flannel).*"))
                .toList();
    }

    static Set<String> ofCrossfade(Snapshot snapshot) {
        return snapshot.objects().keySet().stream()
                .filter(key -> key.contains("crossfade"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The roots with their projects, and the markers. */
    static Set<String> byDesign(String migration) {
        String name = "crossfade-" + migration;
        return new TreeSet<>(Set.of(
                "argoproj.io AppProject argocd/" + name,
                "argoproj.io AppProject argocd/" + name + "-applications",
                "argoproj.io Application argocd/" + name,
                "argoproj.io Application argocd/" + name + "-applications",
                " ConfigMap argocd/" + name + "-applications",
                " ConfigMap kube-system/" + name));
    }

    /** Objects that changed and are not Crossfade's, nor Argo CD's own, nor made again by Argo CD. */
    static List<String> changedBeside(Snapshot before, Snapshot after) {
        SortedSet<String> keys = new TreeSet<>(before.objects().keySet());
        keys.addAll(after.objects().keySet());
        return keys.stream()
                .filter(key -> !key.contains("crossfade") && !key.startsWith("argoproj.io "))
                .filter(key ->
                        !leaves(before, key).changesTo(leaves(after, key)).isEmpty())
                .map(key -> key + ": " + leaves(before, key).changesTo(leaves(after, key)))
                .toList();
    }

    private static JsonLeaves leaves(Snapshot snapshot, String key) {
        return Optional.<JsonNode>ofNullable(snapshot.objects().get(key))
                .map(JsonLeaves::of)
                .orElse(JsonLeaves.NONE);
    }
}
