package dev.crossfade.assembly;

import dev.crossfade.core.observation.Content;
import dev.crossfade.core.observation.Seat;
import dev.crossfade.core.plan.Plan;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One right of argo/watcher, to one verb on one resource.
 *
 * @param namespace empty for all of the cluster
 * @param name empty for all
 */
record WatcherGrant(Seat seat, String namespace, String group, String resource, String name, String verb) {

    static final String BASE = "argo/watcher/base/";

    /** What the files grant once a kustomization has put the names of a plan into them. */
    static List<WatcherGrant> of(Plan plan) {
        String argo = plan.migration().spec().argo().namespace();
        String migration = plan.migration().spec().name();
        String cilium = plan.migration().spec().cilium().application();
        return Stream.of(
                        read("rights.yaml", Seat.CLUSTER),
                        read("rights-argocd.yaml", Seat.ARGO),
                        read("lease.yaml", Seat.CLUSTER))
                .flatMap(List::stream)
                .map(grant -> grant.named(argo, migration, cilium))
                .toList();
    }

    private WatcherGrant named(String argo, String migration, String cilium) {
        return new WatcherGrant(
                seat,
                namespace.equals("argocd") ? argo : namespace,
                group,
                resource,
                name.equals("CILIUM") ? cilium : name.replace("MIGRATION", migration),
                verb);
    }

    static List<Content> documents(String file) {
        try {
            return YamlFile.parse(file, Files.readString(Story.root().resolve(file))).documents().stream()
                    .map(YamlDocument::root)
                    .map(Content::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<WatcherGrant> read(String file, Seat seat) {
        List<WatcherGrant> grants = new ArrayList<>();
        for (Content role : documents(BASE + file)) {
            String namespace = role.text("metadata", "namespace").orElse("");
            for (Content rule : role.items("rules")) {
                for (String group : words(rule, "apiGroups")) {
                    for (String resource : words(rule, "resources")) {
                        for (String name :
                                rule.at("resourceNames").isEmpty() ? List.of("") : words(rule, "resourceNames")) {
                            words(rule, "verbs")
                                    .forEach(verb ->
                                            grants.add(new WatcherGrant(seat, namespace, group, resource, name, verb)));
                        }
                    }
                }
            }
        }
        return grants;
    }

    private static List<String> words(Content rule, String key) {
        return rule.items(key).stream().map(item -> item.text().orElseThrow()).toList();
    }

    /** True where the right is enough for the need. */
    boolean serves(WatcherNeed need) {
        return seat == need.seat()
                && (namespace.isEmpty() || namespace.equals(need.namespace()))
                && group.equals(need.group())
                && (resource.equals("*") || resource.equals(need.resource()))
                && (name.isEmpty() || name.equals(need.name()))
                && verb.equals(need.verb());
    }
}
