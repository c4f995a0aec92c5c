package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A kustomization that changes, behind their files, what phases edit in node templates and workloads. */
class OverriddenFilesTest {

    private static final String INFRA = "infra/kustomization.yaml";
    private static final String POOLS = "resources: [nodepool-general.yaml, nodepool-kafka.yaml]\n";
    private static final String POOL = "apiVersion: karpenter.sh/v1, kind: NodePool, ";
    private static final String BROKER = "kafka/kustomization.yaml";
    private static final String EVENTS = "kafka/events.yaml";

    /** Each is one line at line 3, for the pool that is named or for all. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "patches:\n  - patch: '{POOL metadata: {name: general}, spec: {disruption: {budgets: [{nodes: 50%}]}}}'",
                "patches:\n  - {target: {kind: NodePool}, patch: '{POOL metadata: {name: x}, spec: {template: {metadata: {labels: {a: b}}}}}'}",
                "patches:\n  - {target: {kind: NodePool}, patch: '[{op: add, path: /spec/template/spec/startupTaints/-, value: {key: a, effect: NoSchedule}}]'}",
                "patches:\n  - {target: {name: gen.*}, patch: '[{op: remove, path: /spec/disruption}]'}",
                "patches:\n  - {target: {kind: NodePool}, patch: '[{op: replace, path: /spec, value: {}}]'}",
                "patches:\n  - {target: {kind: NodePool}, patch: '[{op: move, from: /spec/disruption/budgets, path: /metadata/annotations}]'}",
                "patches:\n  - patch: '{$patch: delete, POOL metadata: {name: general}}'",
                "patches:\n  - patch: '{POOL metadata: {name: general}, spec: {$patch: replace, weight: 1}}'",
                "patches:\n  - patch: '{POOL metadata: {name: general}, spec: {disruption: null}}'",
                "patches:\n  - {target: {kind: NodePool, labelSelector: a=b}, patch: '[{op: add, path: /spec/disruption/budgets, value: []}]'}",
                "patchesStrategicMerge:\n  - '{POOL metadata: {name: general}, spec: {disruption: {budgets: [{nodes: 50%}]}}}'",
                "patchesJson6902:\n  - {target: {group: karpenter.sh, version: v1, kind: NodePool, name: general}, patch: '[{op: replace, path: /spec/disruption/budgets, value: []}]'}",
                "replacements:\n  - {source: {kind: ConfigMap, name: a}, targets: [{select: {kind: NodePool}, fieldPaths: [spec.template.spec.expireAfter]}]}",
                "replacements:\n  - {path: elsewhere.yaml}",
                "namePrefix: prod-\npatches: [{target: {kind: NodePool, name: prod-general}, patch: '[{op: remove, path: /spec/disruption}]'}]"
            })
    void aPatchOfWhatPhasesEditInAPoolIsRefusedWhereItStands(String field) {
        MapTree tree = NodeFiles.karpenter().with(INFRA, POOLS + field.replace("POOL ", POOL) + "\n");
        assertThat(refused(tree)).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.FILE_OVERRIDDEN);
            assertThat(problem.where().file()).isEqualTo(INFRA);
            assertThat(problem.where().line()).isEqualTo(3);
        });
        assertThat(refused(tree).get(0).message())
                .contains("spec.disruption or spec.template of NodePool general behind its file " + NodeFiles.GENERAL);
        assertThat(refused(tree).get(0).cure()).contains("write the value into " + NodeFiles.GENERAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "patches:\n  - patch: '{POOL metadata: {name: general}, spec: {weight: 10, limits: {cpu: 100}}}'",
                "patches:\n  - {target: {kind: NodePool}, patch: '[{op: add, path: /spec/weight, value: 1}, {op: test, path: /spec/disruption, value: {}}]'}",
                "patches:\n  - patch: '{POOL metadata: {name: other}, spec: {disruption: {budgets: [{nodes: 50%}]}}}'",
                "patches:\n  - {target: {kind: EC2NodeClass}, patch: '[{op: remove, path: /spec/template}]'}",
                "namespace: kube-system\nlabels: [{pairs: {team: platform}}]\ncommonAnnotations: {a: b}",
                "replacements:\n  - {source: {kind: ConfigMap, name: a}, targets: [{select: {kind: NodePool}, fieldPaths: [spec.limits.cpu]}]}",
                "replicas: [{name: general, count: 3}]"
            })
    void patchesOfOtherFieldsPass(String field) {
        assertThat(Story.plan(NodeFiles.karpenter().with(INFRA, POOLS + field.replace("POOL ", POOL) + "\n"))
                        .commits())
                .isNotEmpty();
    }

    @Test
    void overlaysComponentsAndPatchesInFilesCount() {
        String patch = "# half at once\n{" + POOL
                + "metadata: {name: general}, spec: {disruption: {budgets: [{nodes: 50%}]}}}\n";
        MapTree overlay = NodeFiles.karpenter()
                .with(INFRA, POOLS)
                .with("clusters/prod/kustomization.yaml", "resources: [../../infra]\npatches: [{path: pace.yaml}]\n")
                .with("clusters/prod/pace.yaml", patch);
        MapTree component = NodeFiles.karpenter()
                .with(INFRA, POOLS + "components: [../pace]\n")
                .with("pace/kustomization.yaml", "kind: Component\npatches: [{path: pace.yaml}]\n")
                .with("pace/pace.yaml", patch);
        assertThat(refused(overlay)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.FILE_OVERRIDDEN);
            assertThat(problem.where().text()).isEqualTo("clusters/prod/pace.yaml:2:1");
        });
        assertThat(refused(component))
                .singleElement()
                .satisfies(problem -> assertThat(problem.where().text()).isEqualTo("pace/pace.yaml:2:1"));
        assertThat(refused(NodeFiles.karpenter().with(INFRA, POOLS + "patches: [{path: gone.yaml}]\n")))
                .singleElement()
                .extracting(Problem::code)
                .isEqualTo(ErrorCode.INPUT_NOT_FOUND);
        assertThat(refused(NodeFiles.karpenter().with(INFRA, POOLS + "transformers: [ours.yaml]\n")))
                .extracting(Problem::code)
                .containsOnly(ErrorCode.FILE_OVERRIDDEN);
    }

    @Test
    void anApplicationsOwnPatchesCountAndThoseForAnotherClusterDoNot() {
        String options = "[{target: {kind: NodePool}, patch: '[{op: remove, path: /spec/disruption}]'}]";
        MapTree tree = NodeFiles.karpenter().with(INFRA, POOLS);
        assertThat(refused(tree.with("apps/nodes.yaml", application("infra", "{patches: " + options + "}", "prod"))))
                .isNotEmpty()
                .allSatisfy(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.FILE_OVERRIDDEN);
                    assertThat(problem.where().file()).isEqualTo("apps/nodes.yaml");
                });
        MapTree other = tree.with("clusters/dev/kustomization.yaml", "resources: [../../infra]\npatches: " + options)
                .with("apps/dev.yaml", application("clusters/dev", "{}", "elsewhere"));
        assertThat(Story.plan(other).commits()).isNotEmpty();
    }

    @Test
    void machinesOfClusterApiCountWhateverClusterAppliesThem() {
        MapTree tree = NodeFiles.clusterApi().with("apps/machines.yaml", application("infra", "{}", "management"));
        String resources = "resources: [workers-general.yaml, workers-kafka.yaml, control-plane.yaml]\npatches:\n";
        for (String patch : List.of(
                "{target: {kind: KubeadmConfigTemplate}, patch: '[{op: add, path: /spec/template/spec/files, value: []}]'}",
                "{target: {kind: MachineDeployment}, patch: '[{op: add, path: /spec/template/spec/bootstrap/configRef/name, value: a}]'}",
                "{target: {kind: KubeadmControlPlane}, patch: '[{op: remove, path: /spec/kubeadmConfigSpec/initConfiguration}]'}")) {
            assertThat(refused(tree.with(INFRA, resources + "  - " + patch + "\n")))
                    .extracting(Problem::code)
                    .contains(ErrorCode.FILE_OVERRIDDEN);
        }
        String replicas = "{target: {kind: MachineDeployment}, patch: '[{op: add, path: /spec/replicas, value: 7}]'}";
        assertThat(Story.plan(tree.with(INFRA, resources + "  - " + replicas + "\n"))
                        .commits())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replicas: [{name: kafka-broker, count: 7}]",
                "patches: [{target: {kind: StatefulSet}, patch: '[{op: replace, path: /spec/replicas, value: 7}]'}]",
                "namespace: kafka\npatches: [{patch: '{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: kafka-broker}, spec: {replicas: 7}}'}]"
            })
    void theNumberOfAWorkloadThatAKustomizationSetsIsRefused(String field) {
        MapTree tree = Story.tree().with(BROKER, "resources: [broker.yaml]\n" + field + "\n");
        assertThat(refused(tree)).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ErrorCode.FILE_OVERRIDDEN);
            assertThat(problem.where().file()).isEqualTo(BROKER);
            assertThat(problem.message()).contains("spec.replicas of StatefulSet kafka/kafka-broker");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replicas: [{name: kafka-other, count: 7}]",
                "patches: [{target: {kind: StatefulSet}, patch: '[{op: replace, path: /spec/template/spec/x, value: 7}]'}]",
                "patches: [{target: {kind: Deployment}, patch: '[{op: replace, path: /spec/replicas, value: 7}]'}]",
                "commonAnnotations: {a: b}"
            })
    void whatAKustomizationSetsElsewhereInAWorkloadPasses(String field) {
        assertThat(Story.plan(Story.tree().with(BROKER, "resources: [broker.yaml]\n" + field + "\n"))
                        .commits())
                .isNotEmpty();
    }

    @Test
    void annotationsThatPauseAWorkloadCountByTheirKeys() {
        String pause = "strimzi.io/pause-reconciliation";
        String kafka =
                "apiVersion: kafka.strimzi.io/v1beta2\nkind: Kafka\nmetadata:\n  name: events\n  namespace: kafka\n";
        String spec = Story.replace(
                Story.tree().files().get("crossfade.yaml"),
                Variant.WORKLOADS,
                Variant.WORKLOADS
                        + "    - {kind: Kafka, apiVersion: kafka.strimzi.io/v1beta2, namespace: kafka, name: events, nodeSelector: {pool: kafka}, annotate: {"
                        + pause + ": \"true\"}, source: {file: " + EVENTS + "}}\n");
        MapTree tree = Story.tree().with("crossfade.yaml", spec).with(EVENTS, kafka);
        String resources = "resources: [events.yaml]\n";
        for (String field : List.of(
                "commonAnnotations: {" + pause + ": \"false\"}",
                "patches: [{target: {kind: Kafka}, patch: '[{op: add, path: /metadata/annotations, value: {}}]'}]",
                "patches: [{target: {kind: Kafka}, patch: '[{op: add, path: /metadata/annotations/strimzi.io~1pause-reconciliation, value: \"false\"}]'}]")) {
            assertThat(refused(tree.with(BROKER, resources + field)))
                    .extracting(Problem::code)
                    .containsExactly(ErrorCode.FILE_OVERRIDDEN);
        }
        assertThat(Story.plan(tree.with(
                                BROKER, resources + "commonAnnotations: {a: b}\nreplicas: [{name: events, count: 1}]"))
                        .commits())
                .isNotEmpty();
    }

    private static String application(String path, String options, String cluster) {
        return Applications.of(
                "nodes",
                cluster.equals("prod") ? Applications.HERE : "name: " + cluster,
                "repoURL: " + Applications.REPOSITORY + ", path: " + path + ", kustomize: " + options);
    }

    private static List<Problem> refused(MapTree tree) {
        CrossfadeException refused = catchThrowableOfType(CrossfadeException.class, () -> Story.plan(tree));
        assertThat(refused).as("a refusal").isNotNull();
        return refused.problems();
    }
}
