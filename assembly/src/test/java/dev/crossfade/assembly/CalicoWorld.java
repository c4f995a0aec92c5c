package dev.crossfade.assembly;

import dev.crossfade.core.facts.CalicoFacts;
import dev.crossfade.core.facts.ObjectName;
import dev.crossfade.core.yaml.YamlWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A repository that keeps Calico in one of the ways that there are, with small objects of the right names; upstream's own
 * files stand in {@link UpstreamCalicoTest}.
 *
 * @param install manifest, canal or operator
 * @param source files, chart, kustomization or live
 * @param natively true where CRDs serve Calico's API group themselves
 */
record CalicoWorld(String install, String source, String version, boolean natively) {

    static final String FOLDER = "network/calico";
    private static final String REPOSITORY =
            "    repoURL: https://git.example.com/platform/gitops.git\n    targetRevision: main\n";

    static final String LIVE = "network/migration/live";

    CalicoWorld(String install, String source, String version) {
        this(install, source, version, false);
    }

    /** The files that keep Calico, and the Application that applies them. */
    Map<String, String> files() {
        Map<String, String> files = new TreeMap<>(
                switch (source) {
                    case "files" -> plain();
                    case "kustomization" -> kustomized();
                    case "chart" -> charted();
                    default -> Map.of(LIVE + "/calico.yaml", documents(adopted()));
                });
        if (natively && !files.containsKey(FOLDER + "/calico.yaml")) {
            files.put(
                    "apps/calico-crds.yaml",
                    application(
                            "calico-crds",
                            "  source:\n"
                                    + "    repoURL: https://docs.tigera.io/calico/charts\n    chart: projectcalico.org.v3\n"
                                    + "    targetRevision: v" + version + ".0\n"));
        }
        return files;
    }

    private Map<String, String> plain() {
        return Map.of(
                FOLDER + "/calico.yaml",
                documents(objects()),
                FOLDER + "/crds.yaml",
                documents(crds()),
                "apps/calico.yaml",
                application("  source:\n    path: " + FOLDER + "\n" + REPOSITORY));
    }

    private Map<String, String> kustomized() {
        return Map.of(
                FOLDER + "/calico.yaml",
                documents(objects()),
                "bases/calico-crds/crds.yaml",
                documents(crds()),
                "bases/calico-crds/kustomization.yaml",
                "resources: [crds.yaml]\n",
                FOLDER + "/kustomization.yaml",
                "# Calico of this cluster\nresources:\n  - calico.yaml\n  - ../../bases/calico-crds\n",
                "apps/calico.yaml",
                application("  source:\n    path: " + FOLDER + "\n" + REPOSITORY));
    }

    private Map<String, String> charted() {
        return Map.of(
                FOLDER + "/values.yaml",
                "# The operator's chart\ninstallation:\n  # as ever\n  calicoNetwork:\n    bgp: Enabled\n",
                "apps/calico.yaml",
                application("  sources:\n    - repoURL: https://docs.tigera.io/calico/charts\n"
                        + "      chart: tigera-operator\n      targetRevision: v" + version
                        + ".0\n      helm:\n        valueFiles: [$values/" + FOLDER + "/values.yaml]\n"
                        + "    - repoURL: https://git.example.com/platform/gitops.git\n"
                        + "      targetRevision: main\n      ref: values\n"));
    }

    private List<Map<String, Object>> adopted() {
        return objects().stream()
                .filter(object ->
                        Stream.of("DaemonSet", "ConfigMap", "Installation").anyMatch(object.get("kind")::equals))
                .map(CalicoWorld::exported)
                .toList();
    }

    /** The value of calico.source in crossfade.yaml. */
    String sourceText() {
        String owner = "application: {name: calico, file: apps/calico.yaml}";
        return switch (source) {
            case "files" -> "{files: [" + FOLDER + "/calico.yaml, " + FOLDER + "/crds.yaml], " + owner + "}";
            case "kustomization" -> "{kustomization: " + FOLDER + ", " + owner + "}";
            case "chart" -> "{valuesFile: " + FOLDER + "/values.yaml, path: installation, " + owner + "}";
            default -> "{live: " + LIVE + "}";
        };
    }

    String installText() {
        return install.equals("operator") ? "operator" : "manifest";
    }

    CalicoFacts facts() {
        return CalicoFacts.of(version, install, natively);
    }

    private List<Map<String, Object>> objects() {
        Stream<ObjectName> apis = install.equals("operator") ? facts().apis().all().stream() : Stream.empty();
        return Stream.of(facts().companions().always().stream(), apis, facts().workloads().always().stream())
                .flatMap(each -> each)
                .map(this::object)
                .toList();
    }

    private List<Map<String, Object>> crds() {
        return facts().crds().stream()
                .map(crd -> object(new ObjectName("CustomResourceDefinition", crd, "")))
                .toList();
    }

    Map<String, Object> object(ObjectName name) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("apiVersion", apiVersion(name.kind()));
        object.put("kind", name.kind());
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name.name());
        if (!name.namespace().isEmpty()) {
            metadata.put("namespace", name.namespace());
        }
        object.put("metadata", metadata);
        if (name.kind().equals("DaemonSet")) {
            Map<String, Object> container = new LinkedHashMap<>();
            container.put("name", "calico-node");
            container.put("image", "docker.io/calico/node:v" + version + ".0");
            container.put("env", List.of(Map.of("name", "IP", "value", install.equals("canal") ? "" : "autodetect")));
            object.put(
                    "spec",
                    Map.of(
                            "selector",
                            Map.of("matchLabels", Map.of("k8s-app", name.name())),
                            "template",
                            Map.of("spec", Map.of("containers", List.of(container)))));
        } else if (name.kind().equals("ConfigMap")) {
            object.put(
                    "data", Map.of("veth_mtu", "0", "cni_network_config", "{\n  \"name\": \"k8s-pod-network\"\n}\n"));
        } else if (name.kind().equals("Installation")) {
            object.put(
                    "spec",
                    Map.of(
                            "calicoNetwork",
                            Map.of("bgp", "Enabled", "nodeAddressAutodetectionV4", Map.of("firstFound", true))));
        }
        return object;
    }

    private static Map<String, Object> exported(Map<String, Object> object) {
        Map<String, Object> exported = new LinkedHashMap<>(object);
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("annotations", Map.of("kubectl.kubernetes.io/last-applied-configuration", "{}\n"));
        metadata.put("creationTimestamp", "2024-03-01T10:00:00Z");
        if (!object.get("kind").equals("ConfigMap")) {
            metadata.put("generation", 7);
        }
        if (object.get("kind").equals("Installation")) {
            metadata.put("finalizers", List.of("tigera.io/operator-cleanup"));
        }
        metadata.putAll((Map<String, Object>) cast(object.get("metadata")));
        metadata.put("resourceVersion", "4711");
        metadata.put("uid", "7f7a4e0c-0000-4000-8000-00000000000a");
        exported.put("metadata", metadata);
        exported.put("status", Map.of("conditions", List.of()));
        return exported;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cast(Object map) {
        return (Map<String, Object>) map;
    }

    private static String apiVersion(String kind) {
        return switch (kind) {
            case "DaemonSet", "Deployment" -> "apps/v1";
            case "PodDisruptionBudget" -> "policy/v1";
            case "ClusterRole", "ClusterRoleBinding", "RoleBinding" -> "rbac.authorization.k8s.io/v1";
            case "CustomResourceDefinition" -> "apiextensions.k8s.io/v1";
            case "Installation", "APIServer", "Goldmane", "Whisker" -> "operator.tigera.io/v1";
            default -> "v1";
        };
    }

    static String documents(List<Map<String, Object>> objects) {
        return new ArrayList<>(objects).stream().map(YamlWriter::write).collect(Collectors.joining("---\n"));
    }

    private static String application(String source) {
        return application("calico", source);
    }

    private static String application(String name, String source) {
        return "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata:\n  name: " + name
                + "\n  namespace: argocd\nspec:\n"
                + "  project: default\n  destination: {server: https://kubernetes.default.svc, namespace: tigera-operator}\n"
                + source
                + "  syncPolicy:\n    automated: {selfHeal: true}\n";
    }
}
