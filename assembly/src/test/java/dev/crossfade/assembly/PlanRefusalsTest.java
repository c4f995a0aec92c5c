package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Severity;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A plan that would be half a plan, or that contradicts what is in Git, is refused with place and cure. */
class PlanRefusalsTest {

    private static final String VALUES = "network/cilium/values.yaml";

    @Test
    void anInstallThatTheFilesContradictIsRefusedAtItsKey() {
        refused(
                spec(text -> Story.replace(text, "install: manifest", "install: operator")),
                problems -> assertThat(problems).singleElement().satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.CALICO_NOT_FOUND);
                    assertThat(problem.message()).contains("install: operator", "DaemonSet/calico-node");
                    assertThat(problem.where().file()).isEqualTo("crossfade.yaml");
                    assertThat(problem.where().line()).isPositive();
                }));
    }

    @Test
    void policiesOfCalicosOwnStopThePlan() {
        refused(
                spec(text -> Story.replace(text, "calico: absent", "calico: present")),
                problems -> assertThat(problems)
                        .singleElement()
                        .extracting(Problem::code)
                        .isEqualTo(ErrorCode.CALICO_POLICIES));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cluster: {name: other}|cluster.name|other|prod-cluster",
                "ipam: {mode: kubernetes}|ipam.mode|kubernetes|cluster-pool",
                "tunnelPort: 8472|tunnelPort|8472|8473",
                "cni: {customConf: true}|cni.customConf|true|false",
                "policyEnforcementMode: always|policyEnforcementMode|always|default",
                "bpf: {hostLegacyRouting: false}|bpf.hostLegacyRouting|false|true",
                "cluster: foo|cluster is|foo|below",
                "operator: [1]|operator is|[1]|below",
                "cni: false|cni is|false|below",
                "ipam: {operator: x}|ipam.operator is|x|below",
                "hubble: {tls: {auto: true}}|hubble.tls.auto is|true|below",
                "certgen: {annotations: {job: none}}|certgen.annotations.job is|none|below"
            })
    void aValueThatContradictsAPhaseIsNamedWithBothValues(String values, String key, String theirs, String ours) {
        refused(() -> plan(Story.tree().with(VALUES, "# ours\n" + values + "\n")), problems -> {
            Problem problem = problems.get(0);
            assertThat(problem.code()).isEqualTo(ErrorCode.VALUE_CONFLICT);
            assertThat(problem.where().text()).startsWith(VALUES + ":2:");
            assertThat(problem.message()).contains(key, theirs, ours);
        });
    }

    @Test
    void aMapThatIsNullIsNoConflictAndOfSeveralFilesTheLastCounts() {
        Journey nulls = Journey.of(plan(Story.tree().with(VALUES, "operator:\ncluster: ~\n")));
        assertThat(nulls.value("install-cilium", "cluster.name")).contains("prod-cluster");
        String base = "network/cilium/base.yaml";
        MapTree two = Story.tree()
                .with(
                        "crossfade.yaml",
                        Story.replace(
                                Story.tree().files().get("crossfade.yaml"),
                                "values: " + VALUES,
                                "values: [" + base + ", " + VALUES + "]"));
        assertThat(plan(two.with(base, "cluster: foo\n").with(VALUES, "cluster: {id: 0}\n"))
                        .commits())
                .isNotEmpty();
        refused(
                () -> plan(two.with(base, "cluster: {id: 0}\n").with(VALUES, "a: 1\ncluster: foo\n")),
                problems -> assertThat(problems)
                        .singleElement()
                        .satisfies(problem -> assertThat(problem.where().text()).startsWith(VALUES + ":2:")));
    }

    @Test
    void aValueThatAgreesIsNoConflictAndKeepsItsLine() {
        String values = "kubeProxyReplacement: \"false\" # as ever\ncluster: {name: prod-cluster} # known\n";
        Preview preview = plan(Story.tree().with(VALUES, values));
        assertThat(Journey.of(preview).text("install-cilium", VALUES))
                .contains("kubeProxyReplacement: \"false\" # as ever\n")
                .contains("cluster: {name: prod-cluster, id: 0} # known\n");
    }

    @Test
    void theMigrationsFolderIsItsOwn() {
        refused(
                spec(text -> Story.replace(text, "path: network/migration", "path: network/calico/migration")),
                problems -> assertThat(problems).singleElement().satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.PATH_SHARED);
                    assertThat(problem.message()).contains("Application calico");
                }));
        refused(
                spec(text -> Story.replace(text, "path: network/migration", "path: kafka")),
                problems -> assertThat(problems)
                        .singleElement()
                        .satisfies(problem -> assertThat(problem.message()).contains("kafka/broker.yaml")));
    }

    @Test
    void everyMissingInputIsNamedAtOnce() {
        MapTree tree = Story.tree();
        tree.files().remove(VALUES);
        tree.files().remove("apps/calico.yaml");
        tree.files().remove("kafka/broker.yaml");
        refused(
                () -> plan(tree),
                problems -> assertThat(problems)
                        .allMatch(problem -> problem.code() == ErrorCode.INPUT_NOT_FOUND)
                        .extracting(problem -> problem.where().file())
                        .containsExactlyInAnyOrder(VALUES, "apps/calico.yaml", "kafka/broker.yaml"));
    }

    @Test
    void filesWithoutWhatTheyShouldHoldAreRefused() {
        String nodeless =
                Story.tree().files().get("network/calico/calico.yaml").replace("name: calico-node\n", "name: other\n");
        refused(
                () -> plan(Story.tree().with("network/calico/calico.yaml", nodeless)),
                problems -> assertThat(problems).extracting(Problem::code).containsExactly(ErrorCode.CALICO_NOT_FOUND));
        refused(
                () -> plan(Story.tree().with("apps/calico.yaml", "kind: Application\n")),
                problems -> assertThat(problems)
                        .extracting(Problem::code)
                        .containsExactly(ErrorCode.APPLICATION_NOT_FOUND));
        String three = Story.tree().files().get("kafka/broker.yaml").replace("replicas: 5", "replicas: 3");
        refused(
                () -> plan(Story.tree().with("kafka/broker.yaml", three)),
                problems -> assertThat(problems).singleElement().satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.WORKLOAD_NOT_FOUND);
                    assertThat(problem.message()).contains("3", "5");
                    assertThat(problem.where().line()).isPositive();
                }));
    }

    @Test
    void anObjectThatNoPhaseRemovesIsAFinding() {
        String file = Story.tree().files().get("network/calico/calico.yaml");
        String extra = "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: ours, namespace: kube-system}\n";

        Preview preview = plan(Story.tree().with("network/calico/calico.yaml", file + extra));

        assertThat(preview.findings())
                .filteredOn(problem -> problem.code() == ErrorCode.CALICO_OBJECT_STAYS)
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("ConfigMap ours"));
        String acknowledged = Story.tree().files().get("crossfade.yaml")
                + "  acknowledged: [{code: calico-object-stays, reason: it is ours, by: platform}]\n";
        assertThat(plan(Story.tree()
                                .with("network/calico/calico.yaml", file + extra)
                                .with("crossfade.yaml", acknowledged))
                        .findings())
                .filteredOn(problem -> problem.code() == ErrorCode.CALICO_OBJECT_STAYS)
                .extracting(Problem::severity)
                .containsExactly(Severity.NOTE);
        // an answer that is left behind is told at its place
        assertThat(plan(Story.tree().with("crossfade.yaml", acknowledged)).findings())
                .filteredOn(problem -> problem.code() == ErrorCode.ACKNOWLEDGED_UNUSED)
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.severity()).isEqualTo(Severity.NOTE);
                    assertThat(problem.where().text()).matches("crossfade.yaml:[0-9]+:[0-9]+");
                });
        assertThat(Journey.of(preview).text("hand-over", "network/calico/calico.yaml"))
                .isEqualTo(extra.substring(4));
        assertThat(Journey.of(preview).after("hand-over").read("apps/calico.yaml"))
                .isPresent();
        assertThat(Story.preview().findings()).noneMatch(problem -> problem.code() == ErrorCode.CALICO_OBJECT_STAYS);
    }

    @Test
    void aMarkerThatCannotBeReadOrNamesAStrangePhaseIsRefused() {
        MapTree merged = Story.states(Story.preview()).get(3);
        String marker = "network/migration/manifests/configmap-crossfade.yaml";
        refused(
                () -> Story.planFrom(Story.tree(), merged.with(marker, "data: {phase: relax-policies}\n")),
                problems ->
                        assertThat(problems).extracting(Problem::code).containsExactly(ErrorCode.MARKER_UNREADABLE));
        refused(
                () -> Story.planFrom(
                        Story.tree(),
                        merged.with(marker, merged.files().get(marker).replace("relax-policies", "host-policies"))),
                problems -> assertThat(problems).extracting(Problem::code).containsExactly(ErrorCode.MARKER_FOREIGN));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "phases: {quiesce-workloads-kafka-brker: {soak: 1m}}|quiesce-workloads-kafka-brker|did you mean 'quiesce-workloads-kafka-broker'|14",
                "autoMerge: [prepare, rotate-nodes-general]|rotate-nodes-general||26",
                "extra: [{name: x, phases: [all, clean-nodes-kafka], http: {url: https://u.example.com}}]|clean-nodes-kafka||37",
                "extra: [{name: x, phases: clean-nodes-kafka, http: {url: https://u.example.com}}]|clean-nodes-kafka||23"
            })
    void aPhaseThatThePlanDoesNotHaveIsNamedWithItsPlace(String gate, String name, String hint, int column) {
        int lines = (int) Story.tree()
                .files()
                .get("crossfade.yaml")
                .stripTrailing()
                .lines()
                .count();
        refused(
                spec(text -> text.stripTrailing() + "\n    " + gate + "\n"),
                problems -> assertThat(problems).singleElement().satisfies(problem -> {
                    assertThat(problem.code()).isEqualTo(ErrorCode.SPEC_BAD_VALUE);
                    assertThat(problem.message()).contains("no phase '" + name + "'", hint == null ? "" : hint);
                    assertThat(problem.where().file()).isEqualTo("crossfade.yaml");
                    assertThat(problem.where().line()).isEqualTo(lines + 1);
                    assertThat(problem.where().column()).isEqualTo(column);
                }));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "phases: {quiesce-workloads: {soak: 1m}, quiesce-workloads-kafka-broker: {soak: 2m}}",
                "autoMerge: [adopt-calico, remove-calico-leftovers-rbac]",
                "extra: [{name: x, phases: all, http: {url: https://u.example.com}}]"
            })
    void rowsAndCommitsOfThePlanMayBeNamed(String gate) {
        assertThat(Story.preview(text -> text.stripTrailing() + "\n    " + gate + "\n")
                        .commits())
                .isNotEmpty();
    }

    @Test
    void phasesThatMergeByThemselvesWaitForAPersonWithoutAForge() {
        assertThat(Story.preview(text -> text.stripTrailing() + "\n    autoMerge: [adopt-calico]\n")
                        .findings())
                .filteredOn(problem -> problem.code() == ErrorCode.AUTO_MERGE_IDLE)
                .singleElement()
                .satisfies(note -> {
                    assertThat(note.isBlocker()).isFalse();
                    assertThat(note.severity()).isEqualTo(Severity.NOTE);
                    assertThat(note.message()).contains("no forge is named", "adopt-calico waits for a person");
                    assertThat(note.where().file()).isEqualTo("crossfade.yaml");
                });
        assertThat(Story.preview().findings()).extracting(Problem::code).doesNotContain(ErrorCode.AUTO_MERGE_IDLE);
        assertThat(Story.preview(text -> text.stripTrailing()
                                + "\n    autoMerge: [adopt-calico]\n  proposals: {forge: gitea, api: https://git.example.com,"
                                + " repository: platform/gitops}\n")
                        .findings())
                .extracting(Problem::code)
                .doesNotContain(ErrorCode.AUTO_MERGE_IDLE);
    }

    private static Runnable spec(UnaryOperator<String> edit) {
        return () -> Story.preview(edit);
    }

    private static Preview plan(MapTree tree) {
        return Story.plan(tree);
    }

    private static void refused(Runnable plan, Consumer<List<Problem>> expectations) {
        assertThatThrownBy(plan::run)
                .isInstanceOfSatisfying(CrossfadeException.class, refused -> expectations.accept(refused.problems()));
    }
}
