package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.gate.Gate;
import dev.crossfade.core.gate.Judgement;
import dev.crossfade.core.gate.Rule;
import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.proof.Rules;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is kept from look to look changes no verdict: each rule says of what a watch holds what one says that was made this moment of the
 * same facts seen anew.
 */
class EvolvingClusterTest {

    private static final int STEPS = 200;

    /** Reads pods, and needs them only where there must be none: replicas that are Ready are counted by the workload itself. */
    private static final String COUNTED = "workloads-ready";

    static List<HistoryScene> scenes() {
        return Stream.of("db-schenker", "operator-karpenter")
                .map(HistoryExamples::of)
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("scenes")
    void saysWhatOneSaysThatHasSeenNothingBefore(HistoryScene scene) {
        HistoryTruth truth = new HistoryStart(scene).good(5);
        truth.now = HistoryScene.MERGED.plusSeconds(2000);
        Map<Gate, Rule> kept = rules(scene);
        EvolvingCluster cluster = new EvolvingCluster(
                answers(scene, truth, kept),
                guests(scene, truth),
                truth.now,
                new Random(scene.phase().hashCode()));
        Map<Gate, Set<Verdict>> said = new HashMap<>();
        for (int step = 0; step < STEPS; step++) {
            cluster.step();
            Look look = cluster.look();
            Look fresh = cluster.fresh();
            Map<Gate, Rule> anew = rules(scene);
            for (Map.Entry<Gate, Rule> each : kept.entrySet()) {
                Judgement judgement = each.getValue().judge(look);
                assertThat(judgement)
                        .as("step %d, gate %s", step, each.getKey().id())
                        .isEqualTo(
                                Objects.requireNonNull(anew.get(each.getKey())).judge(fresh));
                said.computeIfAbsent(each.getKey(), gate -> EnumSet.noneOf(Verdict.class))
                        .add(judgement.verdict());
            }
        }
        said.values().removeIf(verdicts -> verdicts.size() > 1 && verdicts.contains(Verdict.PASSED));
        said.keySet().removeIf(gate -> gate.id().equals(COUNTED));
        said.keySet()
                .removeIf(gate ->
                        Objects.requireNonNull(kept.get(gate)).asks().stream().noneMatch(cluster::evolves));
        assertThat(said).as("never become another one, which compares nothing").isEmpty();
    }

    /** What is on its way out, or has moved: where all is good it is not there. */
    private static HistoryPods guests(HistoryScene scene, HistoryTruth good) {
        HistoryTruth truth = good.copy();
        truth.calicoPod = true;
        truth.workloads.replaceAll((name, state) -> new HistoryTruth.Workload(state.wanted(), state.ready(), true));
        truth.machines.get(0).moved = true;
        truth.machines.get(1).left = HistoryScene.MERGED.minusSeconds(90);
        return new HistoryPods(scene, truth);
    }

    private static Map<Question<?>, Reading<?>> answers(HistoryScene scene, HistoryTruth truth, Map<Gate, Rule> rules) {
        Map<Question<?>, Reading<?>> answers = new HashMap<>();
        HistoryView view = new HistoryView(scene, truth);
        for (Rule rule : rules.values()) {
            Look look = view.look(rule.asks());
            rule.asks().forEach(question -> answers.put(question, look.answer(question)));
        }
        return answers;
    }

    private static Map<Gate, Rule> rules(HistoryScene scene) {
        Map<Gate, Rule> rules = new LinkedHashMap<>(Rules.of(scene.standpoint()));
        rules.putAll(Rules.ofUndo(scene.standpoint()));
        scene.next()
                .ifPresent(
                        entry -> rules.putAll(Rules.ofEntry(scene.standpoint().of(entry))));
        return rules;
    }
}
