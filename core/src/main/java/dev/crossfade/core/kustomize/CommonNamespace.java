package dev.crossfade.core.kustomize;

import dev.crossfade.core.report.Where;
import dev.crossfade.core.yaml.YamlDocument;

/**
 * The {@code namespace} of a kustomization, which every object gets that is not known as one of the cluster; a Namespace is
 * called by it (kustomize api/filters/namespace/namespace.go, and kubectl 1.34 with kustomize 5.7).
 */
record CommonNamespace(String name, Where where) {

    YamlDocument apply(YamlDocument object) {
        if (Namespaces.isNamespace(object)) {
            return object.patched(Namespaces.NAME, name, where);
        }
        return Namespaces.isOfTheCluster(object) ? object : object.patched(Namespaces.FIELD, name, where);
    }
}
