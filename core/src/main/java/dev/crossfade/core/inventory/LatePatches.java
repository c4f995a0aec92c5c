package dev.crossfade.core.inventory;

import dev.crossfade.core.kustomize.KustomizationFile;
import dev.crossfade.core.kustomize.PatchFiles;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import dev.crossfade.core.yaml.YamlPath;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Refuses what a kustomization does to Calico behind its {@code patches}, where the migration's own are written. */
record LatePatches(Input input, YamlFile kustomization) {

    /** Objects that hold the address detection. */
    private static final Set<String> PINNED =
            Set.of("DaemonSet/calico-node", "DaemonSet/canal", "Installation/default", "Installation/overlay");

    void check(List<KeptObject> objects) {
        KustomizationFile patches = KustomizationFile.read(kustomization, PatchFiles.of(input.tree()));
        for (KeptObject kept : objects) {
            if (PINNED.contains(kept.object().kindAndName())) {
                patches.late(kept.document(), kept.object().namespace())
                        .ifPresent(where -> input.block(
                                ErrorCode.FLAVOUR_UNSUPPORTED,
                                where,
                                "patchesJson6902 changes " + kept.object().kindAndName()
                                        + " after all patches, so the address pin would not be the last word",
                                "move the entry to the end of patches: kustomize edit fix does so"));
            }
        }
        kustomization.documents().forEach(document -> replicas(document, objects));
    }

    /** kustomize fails on a number for an object that a patch has deleted (seen with 5.5). */
    private void replicas(YamlDocument document, List<KeptObject> objects) {
        Object entries = document.get(YamlPath.of("replicas")).orElse(null);
        for (int i = 0; entries instanceof List<?> list && i < list.size(); i++) {
            Optional<Object> name = document.get(YamlPath.of("replicas", i, "name"));
            boolean calicos = objects.stream()
                    .anyMatch(kept -> kept.object().kind().equals("Deployment")
                            && name.equals(Optional.of(kept.object().name())));
            if (calicos) {
                input.block(
                        ErrorCode.FLAVOUR_UNSUPPORTED,
                        document.where(YamlPath.of("replicas", i)),
                        "replicas names Deployment " + name.orElse("")
                                + ", and kustomize builds nothing any more once Calico's objects have left",
                        "write the number in a patch, or in the manifest");
            }
        }
    }
}
