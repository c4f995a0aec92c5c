package dev.crossfade.core.inventory;

import dev.crossfade.core.render.Tree;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.spec.MigrationSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Every YAML file of a tree, read once: who reads which file, which migrations there are, and what else checks look for.
 * Only files that may hold any of it are parsed.
 */
public final class RepositoryScan {

    private static final Pattern MANIFEST = Pattern.compile(".*\\.(ya?ml|json)");

    /** Words of which an object that a check looks for has one. */
    private static final List<String> WORDS = List.of(
            "projectcalico.org/",
            "NetworkPolicy",
            "hostPort",
            "DaemonSet",
            "NetworkAttachmentDefinition",
            "istio-cni-node",
            "linkerd-cni",
            "kube-multus");

    /** How such an object is written, which CRDs and templates that have the words mostly do not do. */
    private static final Pattern INTERESTING =
            Pattern.compile("apiVersion\"?\\s*:\\s*[\"']?(crd\\.)?projectcalico\\.org/"
                    + "|networking\\.k8s\\.io/v1\\b|Cilium(Clusterwide)?NetworkPolicy"
                    + "|kind\"?\\s*:\\s*[\"']?DaemonSet"
                    + "|hostPort\"?\\s*:|cni\\.projectcalico\\.org/"
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
        SortedSet<String> files = tree.list("");
        for (String file : files) {
            if (SyncedFolder.isKustomization(file) || MANIFEST.matcher(file).matches()) {
                String text = text(tree, file);
                Readers.add(files, file, text, readers);
                OtherMigration.of(file, text).ifPresent(migrations::add);
                if (WORDS.stream().anyMatch(text::contains)
                        && INTERESTING.matcher(text).find()) {
                    texts.put(file, text);
                }
            }
        }
        return new RepositoryScan(Readers.of(readers), migrations, texts);
    }

    /** A file that is no text, such as an encrypted one, is nobody's manifest. */
    private static String text(Tree tree, String file) {
        try {
            return tree.read(file).orElse("");
        } catch (CrossfadeException unreadable) {
            if (unreadable.problems().stream().allMatch(problem -> problem.code() == ErrorCode.INPUT_NOT_TEXT)) {
                return "";
            }
            throw unreadable;
        }
    }

    public Readers readers() {
        return readers;
    }

    /**
     * The repository's migrations but one.
     *
     * @param file the specification that is planned
     */
    public List<OtherMigration> others(String file) {
        return migrations.stream()
                .filter(migration -> !migration.file().equals(file))
                .toList();
    }

    /** What checks look for, in files for the cluster of this migration or for none that is known. */
    public List<RepositoryObject> objects(String file, MigrationSpec spec) {
        List<MigrationSpec> others = others(file).stream()
                .flatMap(migration -> migration.spec().stream())
                .toList();
        ClusterFiles files = ClusterFiles.of(spec, readers, others);
        List<RepositoryObject> objects = new ArrayList<>();
        texts.forEach((path, text) -> {
            if (files.counts(path)) {
                objects.addAll(RepositoryObject.of(path, text));
            }
        });
        return objects;
    }
}
