package dev.crossfade.core.inventory;

import dev.crossfade.core.render.Tree;
import dev.crossfade.core.spec.MigrationSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Every YAML file of a tree, read once: who reads which file, which migrations there are, and what else checks look for.
 * Only files that may hold any of it are parsed.
 */
public final class RepositoryScan {

    /** What an object that a check looks for says somewhere. */
    private static final Pattern INTERESTING =
            Pattern.compile("\"?apiVersion\"?\\s*:\\s*[\"']?(crd\\.)?projectcalico\\.org/"
                    + "|networking\\.k8s\\.io/v1\\b|Cilium(Clusterwide)?NetworkPolicy"
                    + "|\\bhostPort\"?\\s*:|cni\\.projectcalico\\.org/"
                    + "|NetworkAttachmentDefinition|istio-cni-node|linkerd-cni|kube-multus");

    private final Readers readers;
    private final List<OtherMigration> migrations;
    private final SortedMap<String, String> texts;

    private RepositoryScan(Readers readers, List<OtherMigration> migrations, SortedMap<String, String> texts) {
        this.readers = readers;
        this.migrations = List.copyOf(migrations);
        this.texts = texts;
    }

    public static RepositoryScan of(Tree tree) {
        List<Readers.Reader> readers = new ArrayList<>();
        List<OtherMigration> migrations = new ArrayList<>();
        SortedMap<String, String> texts = new TreeMap<>();
        for (String file : tree.list("")) {
            if (SyncedFolder.isKustomization(file) || file.matches(".*\\.(ya?ml|json)")) {
                String text = tree.read(file).orElse("");
                Readers.add(tree, file, text, readers);
                OtherMigration.of(file, text).ifPresent(migrations::add);
                if (INTERESTING.matcher(text).find()) {
                    texts.put(file, text);
                }
            }
        }
        return new RepositoryScan(Readers.of(readers), migrations, texts);
    }

    public Readers readers() {
        return readers;
    }

    /** Every migration of the repository, the one that is planned included. */
    public List<OtherMigration> migrations() {
        return migrations;
    }

    /** What checks look for, in files for the cluster of this migration or for none that is known. */
    public List<RepositoryObject> objects(MigrationSpec spec) {
        List<MigrationSpec> others = migrations.stream()
                .flatMap(migration -> migration.spec().stream())
                .filter(other -> !other.name().equals(spec.name()))
                .toList();
        ClusterFiles files = ClusterFiles.of(spec, readers, others);
        List<RepositoryObject> objects = new ArrayList<>();
        texts.forEach((file, text) -> {
            if (files.counts(file)) {
                objects.addAll(RepositoryObject.of(file, text));
            }
        });
        return objects;
    }
}
