package dev.crossfade.core.review;

import dev.crossfade.core.phase.Layout;
import dev.crossfade.core.yaml.YamlPath;
import org.jspecify.annotations.Nullable;

/** What a reviewer must know about an object that leaves, beside that it leaves. */
final class RemovedNote {

    /** What a phase brought for itself goes with the next one. */
    static final String RETIRED = "it was there for the phase before alone";

    /** Argo CD marks no CRD as its own (argo-cd#6078). */
    private static final String UNPRUNED = "from Git; Argo CD prunes no CRD";

    private static final YamlPath LABEL = YamlPath.of("metadata", "labels", Layout.JOB_LABEL);

    private RemovedNote() {}

    /** Empty where the object is simply removed. */
    static String of(ObjectKey key, @Nullable Object root) {
        if (key.kind().equals("CustomResourceDefinition")) {
            return UNPRUNED;
        }
        return LABEL.in(root).isPresent() ? RETIRED : "";
    }
}
