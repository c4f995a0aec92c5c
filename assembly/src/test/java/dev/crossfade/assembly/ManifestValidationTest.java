package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlPath;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Validates every object of every commit: built-in kinds by fabric8's model, custom ones by their CRD's schema, and those of
 * Karpenter, Cluster API and Strimzi, whose schemas are not at hand, by what is changed of them.
 */
class ManifestValidationTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Built-in kinds that a plan or the example may hold, with the API version that is current. */
    static final Map<String, Class<?>> BUILT_IN = Map.ofEntries(
            Map.entry("v1/ConfigMap", ConfigMap.class),
            Map.entry("v1/Namespace", Namespace.class),
            Map.entry("v1/Service", Service.class),
            Map.entry("v1/ServiceAccount", ServiceAccount.class),
            Map.entry("apps/v1/DaemonSet", DaemonSet.class),
            Map.entry("apps/v1/Deployment", Deployment.class),
            Map.entry("apps/v1/StatefulSet", StatefulSet.class),
            Map.entry("batch/v1/Job", Job.class),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
            Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("rbac.authorization.k8s.io/v1/ClusterRole", ClusterRole.class),
            Map.entry("rbac.authorization.k8s.io/v1/ClusterRoleBinding", ClusterRoleBinding.class),
            Map.entry("rbac.authorization.k8s.io/v1/Role", Role.class),
            Map.entry("rbac.authorization.k8s.io/v1/RoleBinding", RoleBinding.class),
            Map.entry("apiextensions.k8s.io/v1/CustomResourceDefinition", CustomResourceDefinition.class));

    private static final List<String> GROUPS = List.of(
            "argoproj.io/v1alpha1",
            "cilium.io/v2",
            "cilium.io/v2alpha1",
            "crd.projectcalico.org/v1",
            "operator.tigera.io/v1",
            "projectcalico.org/v3");

    static final Schemas SCHEMAS = new Schemas(
            "crds/argoproj-application.yaml",
            "crds/argoproj-appproject.yaml",
            "crds/cilium-minimal.yaml",
            "crds/calico-operator-v3.30.yaml",
            "calico/calico-v3.28.0.yaml");

    /** Objects of the customer's that a plan edits and whose schema is not at hand: {@link EditedFields} looks at these. */
    private static final Set<String> THEIRS = EditedFields.TYPES;

    @ParameterizedTest
    @MethodSource("dev.crossfade.assembly.Variant#all")
    void everyBuiltInObjectHasOnlyFieldsThatItsApiKnows(Variant variant)
            throws ReflectiveOperationException, IOException {
        assertThat(builtIn(variant))
                .contains("v1/ConfigMap", "apps/v1/DaemonSet", "rbac.authorization.k8s.io/v1/Role", "batch/v1/Job");
    }

    /** Checks all of them, and gives the kinds that there are. */
    static Set<String> builtIn(Variant variant) throws ReflectiveOperationException, IOException {
        Set<String> kinds = new TreeSet<>();
        for (Map.Entry<String, Map<String, Object>> object :
                objects(variant.preview()).entrySet()) {
            String type = type(object.getValue());
            Class<?> model = BUILT_IN.get(type);
            if (model != null) {
                kinds.add(type);
                Object typed = JSON.readValue(JSON.writeValueAsBytes(object.getValue()), model);
                assertThat(UnknownFields.of(typed)).as(object.getKey()).isEmpty();
            } else if (!THEIRS.contains(type)) {
                assertThat(type.substring(0, type.lastIndexOf('/')))
                        .as(object.getKey())
                        .isIn(GROUPS);
            }
        }
        return kinds;
    }

    @ParameterizedTest
    @MethodSource("dev.crossfade.assembly.Variant#all")
    void objectsWithoutASchemaChangeInTheFieldsThatPhasesEditAlone(Variant variant) {
        EditedFields.check(variant);
    }

    @Test
    void anotherFieldWouldBeFound() {
        Journey journey = Journey.of(Story.plan(NodeFiles.karpenter()));
        int edited = journey.index("node-templates") + 1;
        MapTree state = journey.states().get(edited);
        List<MapTree> states = new ArrayList<>(journey.states());
        states.set(
                edited,
                state.with(NodeFiles.GENERAL, Story.replace(state.files().get(NodeFiles.GENERAL), "720h", "1h")));
        Variant variant = new Variant("another field", journey.preview(), states);
        assertThatThrownBy(() -> EditedFields.check(variant)).hasMessageContaining("node-templates: NodePool general");
    }

    @Test
    void theModelsDoNoticeAFieldThatNobodyKnows() throws ReflectiveOperationException {
        Map<String, Object> job = new HashMap<>(Map.of("apiVersion", "batch/v1", "kind", "Job"));
        job.put("spec", Map.of("template", Map.of("spec", Map.of("hostNetwrok", true))));

        assertThat(UnknownFields.of(JSON.convertValue(job, Job.class)))
                .containsExactly("spec.template.spec.hostNetwrok");
    }

    @ParameterizedTest
    @MethodSource("dev.crossfade.assembly.Variant#all")
    void everyCustomObjectIsValidByItsSchema(Variant variant) {
        SCHEMAS.assumeThere();
        assertThat(custom(variant)).contains("Application", "CiliumNodeConfig");
    }

    /** Checks all of them where the schemas are there, and gives the kinds that there are. */
    static Set<String> custom(Variant variant) {
        Set<String> kinds = new TreeSet<>();
        if (!SCHEMAS.there()) {
            return kinds;
        }
        for (Map.Entry<String, Map<String, Object>> object :
                objects(variant.preview()).entrySet()) {
            String type = type(object.getValue());
            if (!BUILT_IN.containsKey(type) && !THEIRS.contains(type)) {
                kinds.add(type.substring(type.lastIndexOf('/') + 1));
                // Calico's API server stores what it is given under the other group (calico
                // libcalico-go/lib/backend/k8s)
                Optional<JsonSchema> schema =
                        SCHEMAS.of(type.replaceFirst("^projectcalico.org/v3/", "crd.projectcalico.org/v1/"));
                assertThat(schema).as("a schema for " + type).isPresent();
                Set<ValidationMessage> messages = schema.orElseThrow().validate(JSON.valueToTree(object.getValue()));
                assertThat(messages).as(object.getKey()).isEmpty();
            }
        }
        return kinds;
    }

    /** Every object of every commit of a plan, by {@code phase: path#document}. */
    static Map<String, Map<String, Object>> objects(Preview preview) {
        Map<String, Map<String, Object>> objects = new LinkedHashMap<>();
        preview.commits()
                .forEach(commit -> commit.changes().files().forEach((path, text) -> {
                    boolean manifest =
                            path.endsWith(".yaml") && !path.contains("values") && !path.endsWith("kustomization.yaml");
                    if (manifest && text.isPresent()) {
                        List<YamlDocument> documents = Parsed.documents(path, text.get());
                        for (YamlDocument document : documents) {
                            document.get(new YamlPath(List.of()))
                                    .ifPresent(root -> objects.put(
                                            commit.entry().id() + ": " + path + "#" + document.index(), cast(root)));
                        }
                    }
                }));
        return objects;
    }

    private static String type(Map<String, Object> object) {
        return object.get("apiVersion") + "/" + object.get("kind");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cast(Object root) {
        return (Map<String, Object>) root;
    }
}
