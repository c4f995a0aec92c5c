package dev.crossfade.core.spec;

import java.util.List;

/** Where Calico's objects are kept. */
public sealed interface CalicoSource
        permits CalicoSource.Files, CalicoSource.ValuesFile, CalicoSource.Kustomization, CalicoSource.Live {

    /** Plain YAML in Git, one or many documents a file. */
    record Files(
            @Key(
                    value = "Files with Calico's objects, all of them",
                    required = true,
                    pattern = Forms.PATH,
                    form = Forms.PATH_MEANS)
            List<String> files,

            @Key(value = "The Application that applies them", required = true)
            ApplicationRef application)
            implements CalicoSource {
        public Files {
            files = List.copyOf(files);
        }
    }

    /** A block in a Helm values file. */
    record ValuesFile(
            @Key(
                    value = "Helm values file of the operator's chart",
                    required = true,
                    pattern = Forms.PATH,
                    form = Forms.PATH_MEANS)
            String valuesFile,

            @Key(value = "Key of the block in that file", required = true)
            String path,

            @Key(value = "The Application that applies it", required = true)
            ApplicationRef application)
            implements CalicoSource {}

    /** A kustomization; changes are written as a patch in it. */
    record Kustomization(
            @Key(
                    value = "Folder with the kustomization",
                    required = true,
                    pattern = Forms.PATH,
                    form = Forms.PATH_MEANS)
            String kustomization,

            @Key(value = "The Application that applies it", required = true)
            ApplicationRef application)
            implements CalicoSource {}

    /** Not in Git: objects as they were exported from the cluster. */
    record Live(
            @Key(value = "Folder of exported objects", required = true, pattern = Forms.PATH, form = Forms.PATH_MEANS)
            String live)
            implements CalicoSource {}
}
