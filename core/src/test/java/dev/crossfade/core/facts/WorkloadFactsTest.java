package dev.crossfade.core.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind that an operator pauses by an annotation, and every kind that no Job scales. */
class WorkloadFactsTest {

    private static final Map<String, String> STRIMZI = Map.of("strimzi.io/pause-reconciliation", "true");

    @ParameterizedTest
    @CsvSource({"Kafka", "KafkaConnect", "KafkaBridge", "KafkaMirrorMaker2"})
    void strimziPausesTheKindsThatItReconciles(String kind) {
        WorkloadFacts facts = WorkloadFacts.of("kafka.strimzi.io/v1beta2", kind);
        assertThat(facts.pausing(STRIMZI)).hasValueSatisfying(pausing -> {
            assertThat(pausing.paused()).isEqualTo("condition=ReconciliationPaused");
            assertThat(pausing.resumed()).isEqualTo("condition=Ready");
            assertThat(pausing.means()).contains("pods run on");
        });
        assertThat(facts.pausing(Map.of("strimzi.io/pause-reconciliation", "false")))
                .isEmpty();
        assertThat(WorkloadFacts.of("example.com/v1", kind).pausing(STRIMZI)).isEmpty();
    }

    /** Their pods are StrimziPodSets', which the Kafka's own pause holds. */
    @ParameterizedTest
    @CsvSource({"kafka.strimzi.io, KafkaNodePool", "core.strimzi.io, StrimziPodSet", "kafka.strimzi.io, KafkaTopic"})
    void strimziPausesNoOthers(String group, String kind) {
        assertThat(WorkloadFacts.of(group + "/v1beta2", kind).pausing(STRIMZI)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kafka.strimzi.io/v1beta2|Kafka|annotate it with strimzi.io/pause-reconciliation",
                "kafka.strimzi.io/v1beta2|KafkaNodePool|annotate the Kafka that it belongs to",
                "core.strimzi.io/v1beta2|StrimziPodSet|annotate the Kafka that it belongs to",
                "postgresql.cnpg.io/v1|Cluster|annotate it with cnpg.io/hibernation",
                "apps/v1|DaemonSet|no replicas",
                "batch/v1|Job|no replicas",
                "batch/v1|CronJob|suspended, not scaled",
                "cluster.x-k8s.io/v1beta1|Cluster|no scale subresource of it is known here"
            })
    void whatNoJobScalesHasAReason(String apiVersion, String kind, String reason) {
        WorkloadFacts facts = WorkloadFacts.of(apiVersion, kind);
        assertThat(facts.scaling()).isEmpty();
        assertThat(facts.notScalable()).contains(reason);
    }
}
