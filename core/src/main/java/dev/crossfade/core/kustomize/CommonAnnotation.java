package dev.crossfade.core.kustomize;

import dev.crossfade.core.report.Where;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One of {@code commonAnnotations}, which replaces what an object says, and what its pods' template says. */
record CommonAnnotation(String key, Object value, Where where) {

    /** kustomize api/internal/konfig/builtinpluginconsts/commonannotations.go. */
    private static final Set<String> WITH_PODS =
            Set.of("ReplicationController", "Deployment", "ReplicaSet", "DaemonSet", "StatefulSet", "Job");

    private static final YamlPath OBJECT = YamlPath.parse("metadata.annotations");
    private static final YamlPath PODS = YamlPath.parse("spec.template.metadata.annotations");

    static List<CommonAnnotation> of(YamlDocument kustomization) {
        List<CommonAnnotation> annotations = new ArrayList<>();
        YamlPath field = YamlPath.of("commonAnnotations");
        if (kustomization.get(field).orElse(null) instanceof Map<?, ?> common) {
            common.forEach((key, value) -> annotations.add(new CommonAnnotation(
                    String.valueOf(key),
                    String.valueOf(value),
                    kustomization.where(field.child(String.valueOf(key))))));
        }
        return annotations;
    }

    YamlDocument apply(YamlDocument object) {
        YamlDocument changed = object.patched(OBJECT.child(key), value, where);
        return WITH_PODS.contains(String.valueOf(object.get(YamlPath.of("kind")).orElse("")))
                ? changed.patched(PODS.child(key), value, where)
                : changed;
    }
}
