package dev.crossfade.core.kustomize;

import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.Set;

/** What kustomize takes for the namespace of an object. */
final class Namespaces {

    static final YamlPath NAME = YamlPath.of("metadata", "name");
    static final YamlPath FIELD = YamlPath.of("metadata", "namespace");

    /** kustomize kyaml/openapi/openapi.go, precomputedIsNamespaceScoped: of all other kinds it takes objects for namespaced. */
    private static final Set<String> OF_THE_CLUSTER = Set.of(
            "MutatingWebhookConfiguration",
            "ValidatingWebhookConfiguration",
            "ValidatingAdmissionPolicy",
            "ValidatingAdmissionPolicyBinding",
            "CustomResourceDefinition",
            "APIService",
            "CertificateSigningRequest",
            "FlowSchema",
            "PriorityLevelConfiguration",
            "IngressClass",
            "RuntimeClass",
            "PodSecurityPolicy",
            "ClusterRole",
            "ClusterRoleBinding",
            "PriorityClass",
            "CSIDriver",
            "CSINode",
            "StorageClass",
            "VolumeAttachment",
            "ComponentStatus",
            "Namespace",
            "Node",
            "PersistentVolume");

    private Namespaces() {}

    static boolean isNamespace(YamlDocument object) {
        return text(object, "apiVersion").equals("v1") && text(object, "kind").equals("Namespace");
    }

    static boolean isOfTheCluster(YamlDocument object) {
        String apiVersion = text(object, "apiVersion");
        boolean own = !apiVersion.contains(".") || apiVersion.contains(".k8s.io/");
        return own && OF_THE_CLUSTER.contains(text(object, "kind"));
    }

    /** kustomize kyaml/resid/resid.go, EffectiveNamespace. */
    static String effective(YamlDocument object, String namespace) {
        if (isOfTheCluster(object)) {
            return "_non_namespaceable_";
        }
        return namespace.isEmpty() ? "default" : namespace;
    }

    private static String text(YamlDocument object, String key) {
        return String.valueOf(object.get(YamlPath.of(key)).orElse(""));
    }
}
