package dev.crossfade.core.inventory;

import dev.crossfade.core.kustomize.Paths;
import dev.crossfade.core.scan.ApplicationFile;
import dev.crossfade.core.scan.SyncedFolder;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Optional;

/** Where Calico's objects are kept. */
public sealed interface CalicoHome {

    /** The customer's Application that applies them. */
    Optional<ApplicationFile> application();

    /**
     * Plain manifests in a folder.
     *
     * @param folder what the Application syncs
     * @param otherFiles what the Application reads beside Calico's files; nothing of Calico's is in them
     */
    record Files(ApplicationFile owner, SyncedFolder folder, List<String> otherFiles) implements CalicoHome {
        public Files {
            otherFiles = List.copyOf(otherFiles);
        }

        @Override
        public Optional<ApplicationFile> application() {
            return Optional.of(owner);
        }
    }

    /**
     * The operator's Helm chart with a values file in Git.
     *
     * @param block path of the Installation's specification in that file
     * @param namespace where the chart puts the operator
     */
    record Chart(ApplicationFile owner, String valuesFile, YamlPath block, String namespace) implements CalicoHome {

        /** Path of a key beside the block. */
        public YamlPath beside(String key) {
            return new YamlPath(block.steps().subList(0, block.steps().size() - 1)).child(key);
        }

        @Override
        public Optional<ApplicationFile> application() {
            return Optional.of(owner);
        }
    }

    /**
     * A kustomization.
     *
     * @param file the kustomization's file
     * @param entries those of its resources that hold objects of Calico's
     * @param alone true where it builds nothing else
     * @param gone objects of Calico's that its own patches delete already, as {@code Kind/name}
     */
    record Kustomized(ApplicationFile owner, String file, List<Entry> entries, boolean alone, List<String> gone)
            implements CalicoHome {
        public Kustomized {
            entries = List.copyOf(entries);
            gone = List.copyOf(gone);
        }

        public String folder() {
            return Paths.folder(file);
        }

        /** Files and folders outside its own that hold objects of Calico's, from the repository's root. */
        public List<String> bases() {
            return entries.stream()
                    .filter(entry -> !entry.own())
                    .map(entry -> Paths.from(folder(), entry.name()))
                    .toList();
        }

        @Override
        public Optional<ApplicationFile> application() {
            return Optional.of(owner);
        }
    }

    /**
     * A resource of a kustomization.
     *
     * @param name as the kustomization writes it
     * @param own true for a file beside the kustomization
     * @param mixed true where it holds other objects, too
     */
    record Entry(String name, boolean own, boolean mixed) {}

    /**
     * Not in Git: objects as they were exported from the cluster.
     *
     * @param files the files of the export
     * @param adopted those of its objects that phase adopt-calico takes into Git
     */
    record Live(String folder, List<String> files, List<Export> adopted) implements CalicoHome {
        public Live {
            files = List.copyOf(files);
            adopted = List.copyOf(adopted);
        }

        @Override
        public Optional<ApplicationFile> application() {
            return Optional.empty();
        }
    }

    /**
     * An object of an export.
     *
     * @param generation its metadata.generation; 0 for a kind that counts none
     */
    record Export(String kind, String name, long generation) {

        public String kindAndName() {
            return kind + "/" + name;
        }
    }
}
