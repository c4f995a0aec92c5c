package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.gate.Gate;
import dev.crossfade.core.gate.Rule;
import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.phase.Step;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.proof.GateVerdict;
import dev.crossfade.core.proof.Patience;
import dev.crossfade.core.proof.Proof;
import dev.crossfade.core.proof.Rules;
import dev.crossfade.core.proof.Standpoint;
import dev.crossfade.core.proof.Steadiness;
import dev.crossfade.core.spec.GatesSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lets a phase in, and what lets one back: asked of a cluster in which all is so, and of one in which a single thing is not. */
class EntryGatesTest {

    private static final String BEFORE_REMOVAL = "enforce-policies";
    private static final String REMOVAL = "remove-calico-workloads-prune";

    /** As the example's crossfade.yaml has it. */
    private static final Duration SOAK = Duration.ofMinutes(3);

    private final Journey journey = Journey.of(Story.preview());

    @Test
    void thesePhasesAskBeforeTheyCome() {
        assertThat(gates(commit -> commit.entryGates()))
                .isEqualTo(Map.of(
                        "resume-workloads",
                        "workload-nodes",
                        "resume-workloads-kafka-broker",
                        "workload-nodes",
                        REMOVAL,
                        "calico-unused, calico-unshared",
                        "remove-calico-workloads",
                        "calico-unused, calico-unshared",
                        "remove-calico-leftovers",
                        "calico-unshared"));
    }

    @Test
    void thesePhasesAskBeforeTheyGoBack() {
        assertThat(gates(commit -> commit.undoGates()))
                .isEqualTo(Map.of(
                        "relax-policies", "nothing-migrated",
                        "install-cilium", "nothing-migrated",
                        "node-config", "nothing-migrated",
                        "node-templates", "nodes-unmoved"));
        Journey clusterApi = Journey.of(Story.plan(NodeFiles.clusterApi()));
        assertThat(step(clusterApi.commit("first-nodes-workloads")).undoGates())
                .extracting(Gate::id)
                .containsExactly("calico-healthy", "workloads-down");
    }

    @Test
    void calicoGoesWhereNothingHangsOnIt() {
        HistoryTruth truth = good(BEFORE_REMOVAL, 5);
        truth.now = HistoryScene.MERGED.plus(SOAK).minusSeconds(1);

        assertThat(entering(REMOVAL, truth)).allMatch(GateVerdict::satisfied);
        assertThat(entering(REMOVAL, truth)).extracting(GateVerdict::verdict).containsOnly(Verdict.WAITING);

        truth.now = truth.now.plusSeconds(1);

        assertThat(entering(REMOVAL, truth)).extracting(GateVerdict::verdict).containsOnly(Verdict.PASSED);
    }

    /** A node that joined brought pods of DaemonSets along, which may have been faster than the agent: they count for the soak. */
    @Test
    void aDaemonSetsYoungestPodSaysForHowLong() {
        HistoryTruth truth = late();
        Instant joined = truth.now.minusSeconds(60);
        truth.machines.get(2).agent = joined;

        GateVerdict unused = of("calico-unused", entering(REMOVAL, truth));

        assertThat(unused.verdict()).isEqualTo(Verdict.WAITING);
        assertThat(unused.since()).isEqualTo(joined);
        assertThat(unused.reason()).endsWith("must hold until " + joined.plus(SOAK));
    }

    @Test
    void aPodThatWouldLoseItsNetworkKeepsCalico() {
        HistoryTruth truth = late();
        truth.machines.get(3).left = HistoryScene.MERGED.minusSeconds(9000);

        GateVerdict unused = of("calico-unused", entering(REMOVAL, truth));

        assertThat(unused.verdict()).isEqualTo(Verdict.WAITING);
        assertThat(unused.reason()).contains("shop/left-3 on node-3");
        assertThat(unused.needs().orElseThrow().commands()).containsExactly("kubectl -n shop delete pod left-3");
        assertThat(unused.overdue()).as("it may take as long as it takes").isFalse();
    }

    @Test
    void anotherTeamsObjectKeepsCalico() {
        HistoryTruth truth = late();
        truth.others.putAll(Map.of("shop", "apps", "egress", "crd.projectcalico.org"));

        GateVerdict unshared = of("calico-unshared", entering(REMOVAL, truth));

        assertThat(unshared.verdict()).isEqualTo(Verdict.WAITING);
        assertThat(unshared.reason()).contains("egress (Thing a-thing)").doesNotContain("shop");

        truth.others.remove("egress");

        assertThat(of("calico-unshared", entering(REMOVAL, truth)).verdict()).isEqualTo(Verdict.PASSED);
    }

    @ParameterizedTest
    @CsvSource({"relax-policies", "install-cilium", "node-config", "node-templates"})
    void aPhaseGoesBackWhileNothingHasMoved(String phase) {
        HistoryTruth truth = good(phase, 4);
        truth.now = HistoryScene.MERGED.plusSeconds(20);

        assertThat(back(phase, truth)).isNotEmpty().allMatch(gate -> gate.verdict() == Verdict.PASSED);

        truth.machines.get(1).moved = true;
        truth.machines.get(1).labelled = true;

        assertThat(back(phase, truth)).extracting(GateVerdict::verdict).containsExactly(Verdict.FAILED);
        assertThat(back(phase, truth).get(0).reason())
                .contains("node-1 carries " + "io.cilium.migration/cilium-default" + "=true");
    }

    @Test
    void oneNodeThatCannotBeReadIsNoneThatHasNotMoved() {
        HistoryScene scene = scene("install-cilium");
        HistoryTruth truth = new HistoryStart(scene).good(4);
        truth.now = HistoryScene.MERGED.plusSeconds(20);
        Proof proof = proof(scene, Rules::ofUndo, "install-cilium", Patience.NONE);
        Map<Question<?>, Reading<?>> answers = new HashMap<>();
        proof.asks().forEach(question -> answers.put(question, new Reading.Unread<>("403 Forbidden", truth.now)));

        List<GateVerdict> verdicts = proof.judge(new Look(truth.now, answers), Steadiness.none());

        assertThat(verdicts).extracting(GateVerdict::verdict).containsExactly(Verdict.UNKNOWN);
        assertThat(verdicts.get(0).reason()).contains("403 Forbidden");
    }

    private HistoryTruth good(String phase, int machines) {
        return new HistoryStart(scene(phase)).good(machines);
    }

    private HistoryScene scene(String phase) {
        return new HistoryScene(journey, phase);
    }

    /** Long after the merge, in a cluster in which all is as it should be. */
    private HistoryTruth late() {
        HistoryTruth truth = good(BEFORE_REMOVAL, 5);
        truth.now = HistoryScene.MERGED.plus(Duration.ofDays(3));
        truth.apps.values().forEach(app -> app.reconciled = truth.now.minusSeconds(120));
        return truth;
    }

    private List<GateVerdict> entering(String phase, HistoryTruth truth) {
        HistoryScene scene = scene(BEFORE_REMOVAL);
        GatesSpec spec = journey.preview().plan().migration().spec().gates();
        Proof proof = proof(scene, Rules::ofEntry, phase, Patience.toEnter(spec, entry(phase)));
        return proof.judge(new HistoryView(scene, truth).look(proof.asks()), Steadiness.none());
    }

    private List<GateVerdict> back(String phase, HistoryTruth truth) {
        Proof proof = proof(scene(phase), Rules::ofUndo, phase, Patience.NONE);
        return proof.judge(new HistoryView(scene(phase), truth).look(proof.asks()), Steadiness.none());
    }

    private Proof proof(
            HistoryScene scene, Function<Standpoint, Map<Gate, Rule>> rules, String phase, Patience patience) {
        return new Proof(
                scene.phase(), rules.apply(scene.standpoint().of(entry(phase))), HistoryScene.MERGED, patience);
    }

    private Sequence.Entry entry(String phase) {
        return journey.preview().plan().entry(phase).orElseThrow();
    }

    private static GateVerdict of(String id, List<GateVerdict> verdicts) {
        return verdicts.stream()
                .filter(each -> each.gate().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Map<String, String> gates(Function<Step, List<Gate>> which) {
        Map<String, String> gates = new TreeMap<>();
        journey.preview()
                .commits()
                .forEach(commit -> gates.put(
                        commit.entry().id(),
                        which.apply(step(commit)).stream().map(Gate::id).collect(Collectors.joining(", "))));
        gates.values().removeIf(String::isEmpty);
        return gates;
    }

    private static Step step(PlannedCommit commit) {
        return Objects.requireNonNull(commit.entry().step());
    }
}
