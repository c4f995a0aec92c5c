package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Autoscalers that start what the plan stops are told, unless they are paused. */
class AutoscaledWorkloadsTest {

    private static final String FILE = "kafka/scaled.yaml";
    private static final String SPEC = "crossfade.yaml";
    private static final String BROKER = "{kind: StatefulSet, name: kafka-broker}";

    @ParameterizedTest
    @CsvSource({"kafka-broker", "kafka-zookeeper"})
    void aWorkloadIsToldWhetherGitOrAJobStopsIt(String name) {
        assertThat(told(scaled("{kind: StatefulSet, name: " + name + "}", "{}")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.severity()).isEqualTo(Severity.WARNING);
                    assertThat(problem.where().file()).isEqualTo(FILE);
                    assertThat(problem.message())
                            .startsWith("ScaledObject broker scales StatefulSet kafka/" + name + " from zero");
                    assertThat(problem.cure()).contains("autoscaling.keda.sh/paused: \"true\"");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "paused: 'true'|0",
                "paused: yes|0",
                "paused: ''|0",
                "paused: 'false'|1",
                "paused: '0'|1",
                "paused: false|1",
                "paused-replicas: '0'|0",
                "paused-replicas: 0|0",
                "paused-replicas: '3'|1",
                "paused-replicas: '3', autoscaling.keda.sh/paused: 'true'|1",
                "paused-replicas: '0', autoscaling.keda.sh/paused: 'false'|0",
                "paused-scale-out: 'true'|1"
            })
    void whatIsPausedIsNot(String annotation, int found) {
        assertThat(told(scaled(BROKER, "{autoscaling.keda.sh/" + annotation + "}")))
                .hasSize(found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: kafka-broker}",
                "{kind: Deployment, name: kafka-broker}",
                "{kind: StatefulSet, name: other}",
                "{kind: StatefulSet, apiVersion: apps.kruise.io/v1, name: kafka-broker}",
                "{}"
            })
    void whatScalesOthersIsNot(String target) {
        assertThat(told(scaled(target, "{}"))).isEmpty();
    }

    @Test
    void aTargetWithoutAKindIsADeployment() {
        MapTree tree = Story.tree();
        String deployment = Story.replace(
                tree.files().get(SPEC),
                "    - kind: StatefulSet\n      namespace: kafka\n      name: kafka-zookeeper",
                "    - kind: Deployment\n      namespace: kafka\n      name: kafka-zookeeper");
        assertThat(told(tree.with(SPEC, deployment).with(FILE, scaled("{name: kafka-zookeeper}", "{}"))))
                .hasSize(1);
    }

    @Test
    void aHorizontalPodAutoscalerIsNot() {
        assertThat(told("""
                apiVersion: autoscaling/v2
                kind: HorizontalPodAutoscaler
                metadata: {name: broker}
                spec: {scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: kafka-broker}, minReplicas: 3}
                """)).isEmpty();
    }

    @Test
    void oneOfAnotherNamespaceIsNot() {
        String scaled = scaled(BROKER, "{}");
        assertThat(told(Story.replace(scaled, "{name: broker,", "{name: broker, namespace: shop,")))
                .isEmpty();
        assertThat(told(Story.replace(scaled, "{name: broker,", "{name: broker, namespace: kafka,")))
                .hasSize(1);
        assertThat(told(Story.tree()
                        .with("kafka/kustomization.yaml", "namespace: shop\nresources: [../more]\n")
                        .with("more/kustomization.yaml", "resources: [scaled.yaml]\n")
                        .with("more/scaled.yaml", scaled)))
                .isEmpty();
    }

    @Test
    void aWorkloadThatIsPausedByAnnotationIsNobodysToScale() {
        MapTree tree = Story.tree();
        String paused = Story.replace(
                tree.files().get(SPEC),
                "name: kafka-zookeeper # not in Git: a Job scales it\n      replicas: 5\n",
                "name: kafka-zookeeper\n      annotate: {example.com/paused: \"true\"}\n");
        assertThat(told(tree.with(SPEC, paused).with(FILE, scaled("{kind: StatefulSet, name: kafka-zookeeper}", "{}"))))
                .isEmpty();
    }

    /** What is paused in the middle of the migration, and what has gone, is told no more. */
    @Test
    void itEndsWithItsCause() {
        MapTree start = Story.tree().with(FILE, scaled(BROKER, "{}"));
        MapTree merged = Journey.of(Story.plan(start)).after("relax-policies");
        assertThat(later(start, merged)).hasSize(1);
        assertThat(later(start, merged.with(FILE, scaled(BROKER, "{autoscaling.keda.sh/paused: \"true\"}"))))
                .isEmpty();
        merged.files().remove(FILE);
        assertThat(later(start, merged)).isEmpty();
    }

    private static List<Problem> later(MapTree start, MapTree base) {
        return Story.said(start, base).stream()
                .filter(problem -> problem.code() == ErrorCode.WORKLOAD_AUTOSCALED)
                .toList();
    }

    @Test
    void whoAnswersForItIsHeard() {
        MapTree tree = Story.tree().with(FILE, scaled(BROKER, "{}"));
        String answered = tree.files().get(SPEC)
                + "  acknowledged: [{code: workload-autoscaled, reason: its triggers sleep, by: platform}]\n";
        assertThat(told(tree.with(SPEC, answered)))
                .singleElement()
                .extracting(Problem::severity)
                .isEqualTo(Severity.NOTE);
    }

    static String scaled(String target, String annotations) {
        return "apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: {name: broker, annotations: " + annotations
                + "}\nspec: {scaleTargetRef: " + target + ", minReplicaCount: 3}\n";
    }

    private static List<Problem> told(String object) {
        return told(Story.tree().with(FILE, object));
    }

    private static List<Problem> told(MapTree tree) {
        return Story.plan(tree).findings().stream()
                .filter(problem -> problem.code() == ErrorCode.WORKLOAD_AUTOSCALED)
                .toList();
    }
}
