package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.report.CrossfadeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people take away while the migration runs, and a phase to come edits, is named with its place and a cure. */
class GoneMeanwhileTest {

    private static final String SPEC = "crossfade.yaml";

    /** An example, the newest phase, a file, what it says then, what somebody made of it, and what is said of that. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "db-schenker|prepare|kafka/broker.yaml|name: kafka-broker|name: kafka-brokers"
                        + "|the file has no StatefulSet kafka/kafka-broker with spec.replicas any more|workload-not-found",
                "db-schenker|prepare|kafka/broker.yaml|replicas: 5|minReadySeconds: 5"
                        + "|the file has no StatefulSet kafka/kafka-broker with spec.replicas any more|workload-not-found",
                "db-schenker|quiesce-workloads-kafka-broker|kafka/broker.yaml|name: kafka-broker|name: kafka-brokers"
                        + "|the file has no StatefulSet kafka/kafka-broker with spec.replicas any more|workload-not-found",
                "kubeadm-small|prepare|network/migration/live/calico.yaml|name: calico-node|name: calico-nodes"
                        + "|the export does not have DaemonSet/calico-node any more|calico-not-found"
            })
    void isNamed(String example, String phase, String path, String says, String instead, String message, String code) {
        MapTree start = Story.tree(example);
        MapTree merged = Journey.of(Story.plan(start)).after(phase);
        String changed = Story.replace(merged.files().get(path), says, instead);
        String answered = merged.files().get(SPEC)
                + "  acknowledged: [{code: phase-lost, reason: it was renamed, by: Ada Example}]\n";
        MapTree base = merged.with(path, changed).with(SPEC, answered);
        assertThatThrownBy(() -> Story.planFrom(start, base))
                .isInstanceOfSatisfying(CrossfadeException.class, refused -> assertThat(refused.problems())
                        .singleElement()
                        .satisfies(problem -> {
                            assertThat(problem.code().id()).isEqualTo(code);
                            assertThat(problem.where().text()).isEqualTo(path);
                            assertThat(problem.message()).isEqualTo(message);
                            assertThat(problem.cure()).startsWith("put it back");
                        }));
    }
}
