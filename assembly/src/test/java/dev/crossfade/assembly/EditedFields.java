package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Objects of others whose schemas are not at hand: a plan brings no kind of them, and changes the fields that it may and no others. */
final class EditedFields {

    private static final String CLUSTER = "cluster.x-k8s.io/";
    private static final String JOIN = "joinConfiguration.nodeRegistration.";

    /** Kind to the fields that phases change, as the beginning of their paths. */
    private static final Map<String, List<String>> FIELDS = Map.of(
            "Kafka", List.of("metadata.annotations"),
            "NodePool",
                    List.of(
                            "spec.disruption",
                            "spec.template.metadata.labels.io.cilium.migration/cilium-default",
                            "spec.template.spec.startupTaints"),
            "MachineDeployment", List.of("spec.template.spec.bootstrap.configRef.name"),
            "KubeadmConfigTemplate",
                    List.of(
                            "metadata.name",
                            "spec.template.spec." + JOIN + "kubeletExtraArgs",
                            "spec.template.spec." + JOIN + "taints"),
            "KubeadmControlPlane",
                    List.of(
                            "spec.kubeadmConfigSpec." + JOIN + "kubeletExtraArgs",
                            "spec.kubeadmConfigSpec." + JOIN + "taints"));

    /** {@code apiVersion/kind} of each. */
    static final Set<String> TYPES = Stream.concat(
                    Stream.of("kafka.strimzi.io/v1beta2/Kafka", "karpenter.sh/v1/NodePool"),
                    Stream.of("v1beta1/", "v1beta2/")
                            .flatMap(version -> Stream.of(
                                    CLUSTER + version + "MachineDeployment",
                                    "bootstrap." + CLUSTER + version + "KubeadmConfigTemplate",
                                    "controlplane." + CLUSTER + version + "KubeadmControlPlane")))
            .collect(Collectors.toUnmodifiableSet());

    private EditedFields() {}

    static void check(Variant variant) {
        for (int i = 0; i < variant.preview().commits().size(); i++) {
            PlannedCommit commit = variant.preview().commits().get(i);
            MapTree before = variant.states().get(i);
            MapTree after = variant.states().get(i + 1);
            for (String path : commit.changes().files().keySet()) {
                Map<String, Object> old = objects(before, path);
                objects(after, path).forEach((name, object) -> {
                    // machines of Cluster API move by a copy of what they join with
                    Object compared = old.getOrDefault(name, old.get(name.replaceFirst("-cilium$", "")));
                    assertThat(compared)
                            .as(commit.entry().id() + ": " + name + " is new in " + path)
                            .isNotNull();
                    same(commit.entry().id() + ": " + name, name.split(" ", -1)[0], "", compared, object);
                });
            }
        }
    }

    /** {@code kind name} to the object. */
    private static Map<String, Object> objects(MapTree tree, String path) {
        Map<String, Object> objects = new TreeMap<>();
        if (path.endsWith(".yaml") && tree.read(path).isPresent()) {
            for (YamlDocument document : Parsed.documents(tree, path)) {
                String kind = text(document, "kind");
                if (TYPES.contains(text(document, "apiVersion") + "/" + kind)) {
                    objects.put(
                            kind + " " + text(document, "metadata.name"),
                            document.get(new YamlPath(List.of())).orElseThrow());
                }
            }
        }
        return objects;
    }

    private static void same(String where, String kind, String at, @Nullable Object old, @Nullable Object fresh) {
        if (old instanceof Map<?, ?> one && fresh instanceof Map<?, ?> other) {
            Set<Object> keys = new LinkedHashSet<>(one.keySet());
            keys.addAll(other.keySet());
            keys.forEach(
                    key -> same(where, kind, at.isEmpty() ? "" + key : at + "." + key, one.get(key), other.get(key)));
        } else if (!Objects.equals(old, fresh)) {
            assertThat(FIELDS.get(kind)).as(where).anyMatch(at::startsWith);
        }
    }

    private static String text(YamlDocument document, String path) {
        return document.get(YamlPath.parse(path)).map(String::valueOf).orElse("");
    }
}
