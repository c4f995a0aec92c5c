package dev.crossfade.core.spec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Where Calico's objects are kept. */
public sealed interface CalicoSource
        permits CalicoSource.Files, CalicoSource.ValuesFile, CalicoSource.Kustomization, CalicoSource.Live {

    /** The customer's Application that applies them, if one does. */
    Optional<ApplicationRef> owner();

    /**
     * Every file that Calico is read from.
     *
     * @param listing a folder to all files below it
     */
    List<String> inputs(Function<String, ? extends Collection<String>> listing);

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

        @Override
        public Optional<ApplicationRef> owner() {
            return Optional.of(application);
        }

        @Override
        public List<String> inputs(Function<String, ? extends Collection<String>> listing) {
            List<String> inputs = new ArrayList<>(files);
            inputs.add(application.file());
            return inputs;
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
            implements CalicoSource {

        @Override
        public Optional<ApplicationRef> owner() {
            return Optional.of(application);
        }

        @Override
        public List<String> inputs(Function<String, ? extends Collection<String>> listing) {
            return List.of(valuesFile, application.file());
        }
    }

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
            implements CalicoSource {

        @Override
        public Optional<ApplicationRef> owner() {
            return Optional.of(application);
        }

        /** What lies beside the kustomization, not below. */
        @Override
        public List<String> inputs(Function<String, ? extends Collection<String>> listing) {
            List<String> inputs = new ArrayList<>(listing.apply(kustomization));
            inputs.removeIf(file -> file.indexOf('/', kustomization.length() + 1) >= 0);
            inputs.add(application.file());
            return inputs;
        }
    }

    /** Not in Git: objects as they were exported from the cluster. */
    record Live(
            @Key(value = "Folder of exported objects", required = true, pattern = Forms.PATH, form = Forms.PATH_MEANS)
            String live)
            implements CalicoSource {

        @Override
        public Optional<ApplicationRef> owner() {
            return Optional.empty();
        }

        @Override
        public List<String> inputs(Function<String, ? extends Collection<String>> listing) {
            return List.copyOf(listing.apply(live));
        }
    }
}
