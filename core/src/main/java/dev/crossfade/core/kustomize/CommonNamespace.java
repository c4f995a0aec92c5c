package dev.crossfade.core.kustomize;

import dev.crossfade.core.report.Where;
import dev.crossfade.core.yaml.YamlDocument;

/** The {@code namespace} of a kustomization, which every object gets that is not known as one of the cluster. */
record CommonNamespace(String name, Where where) {

    YamlDocument apply(YamlDocument object) {
        return Namespaces.isOfTheCluster(object) ? object : object.patched(Namespaces.FIELD, name, where);
    }
}
