package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people take away while the migration runs, and a phase to come edits, is named with its place and a cure. */
class GoneMeanwhileTest {

    private static final String SPEC = "crossfade.yaml";
    private static final String APPLICATION = "apps/calico.yaml";

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
                + "  acknowledged: [{code: phase-lost, file: " + path
                + ", reason: it was renamed, by: Ada Example}]\n";
        MapTree base = merged.with(path, changed).with(SPEC, answered);
        assertThatThrownBy(() -> Story.planFrom(start, base))
                .isInstanceOfSatisfying(
                        CrossfadeException.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .satisfies(problem -> {
                                    assertThat(problem.code().id()).isEqualTo(code);
                                    assertThat(problem.where().text()).isEqualTo(path);
                                    assertThat(problem.message()).isEqualTo(message);
                                    assertThat(problem.cure()).startsWith("put it back");
                                }));
    }

    /** An example, the newest phase, and what becomes of Calico's Application. */
    @ParameterizedTest
    @CsvSource({
        "db-schenker,prepare,RENAMED",
        "db-schenker,prepare,MOVED",
        "db-schenker,prepare,DELETED",
        "db-schenker,rotate-nodes,MOVED",
        "db-schenker,remove-calico-leftovers-rbac,MOVED",
        "operator-karpenter,prepare,MOVED",
        "operator-karpenter,remove-calico-workloads,RENAMED"
    })
    void calicosApplicationIsNamedAloneAndOnce(String example, String phase, String change) {
        MapTree start = Story.tree(example);
        MapTree base = withApplication(Journey.of(Story.plan(start)).after(phase), change);
        assertThatThrownBy(() -> Story.planFrom(start, base))
                .isInstanceOfSatisfying(
                        CrossfadeException.class,
                        refused -> assertThat(refused.problems())
                                .filteredOn(problem -> problem.isBlocker() && problem.code() != ErrorCode.PHASE_LOST)
                                .singleElement()
                                .satisfies(problem -> {
                                    assertThat(problem.code()).isEqualTo(ErrorCode.APPLICATION_NOT_FOUND);
                                    assertThat(problem.where().text()).isEqualTo(APPLICATION);
                                    assertThat(problem.message())
                                            .startsWith("Application calico is not in this file any more");
                                    assertThat(problem.cure()).startsWith("put it back until hand-over");
                                }));
    }

    /** The operator's chart loses its Application a commit before the values, and Calico's is not needed any more. */
    @ParameterizedTest
    @ValueSource(strings = {"remove-calico-leftovers-application", "remove-calico-leftovers-operator", "clean-nodes"})
    void anApplicationThatAPhaseTookAwayIsNotMissed(String phase) {
        MapTree start = CalicoSourcesTest.tree(new CalicoWorld("operator", "chart", "3.30"));
        Journey journey = Journey.of(Story.plan(start));
        assertThat(Journey.of(Story.planFrom(start, journey.after(phase))).ids())
                .isEqualTo(journey.ids()
                        .subList(journey.index(phase) + 1, journey.ids().size()));
    }

    private static MapTree withApplication(MapTree merged, String change) {
        String text = merged.files().get(APPLICATION);
        if (change.equals("RENAMED")) {
            return merged.with(APPLICATION, Story.replace(text, "name: calico\n", "name: cni\n"));
        }
        MapTree without = new MapTree(merged.files());
        without.files().remove(APPLICATION);
        return change.equals("MOVED") ? without.with("apps/cni.yaml", text) : without;
    }
}
