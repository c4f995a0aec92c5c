package dev.crossfade.core.facts;

/** What differs between releases of Kubernetes. */
public final class KubernetesFacts {

    private static final FactTable TABLE = FactTable.read("kubernetes.yaml");

    private KubernetesFacts() {}

    /** True where the project publishes an image with kubectl of this release. */
    public static boolean publishesKubectl(String version) {
        return Boolean.TRUE.equals(TABLE.at(Release.of(version), "kubectlImage"));
    }
}
