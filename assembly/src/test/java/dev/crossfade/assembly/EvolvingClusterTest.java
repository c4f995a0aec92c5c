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
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is kept from look to look changes no verdict: each rule says of what a watch holds what it says of the same facts seen anew. */
class EvolvingClusterTest {

    private static final int STEPS = 250;
    private static final Journey JOURNEY = Journey.of(Story.plan(Story.tree("db-schenker")));

    static List<String> phases() {
        return JOURNEY.ids();
    }

    @ParameterizedTest
    @MethodSource("phases")
    void saysWhatOneSaysThatHasSeenNothingBefore(String phase) {
        HistoryScene scene = new HistoryScene(JOURNEY, phase);
        HistoryTruth truth = new HistoryStart(scene).good(5);
        truth.now = HistoryScene.MERGED.plusSeconds(2000);
        Map<Gate, Rule> rules = rules(scene);
        EvolvingCluster cluster =
                new EvolvingCluster(answers(scene, truth, rules), truth.now, new Random(phase.hashCode()));
        Set<Verdict> managed = EnumSet.noneOf(Verdict.class);
        for (int step = 0; step < STEPS; step++) {
            cluster.step();
            Map<Gate, Rule> asked = step % 2 == 0 ? rules : rules(scene);
            Look look = cluster.look();
            Look fresh = cluster.fresh();
            for (Map.Entry<Gate, Rule> each : asked.entrySet()) {
                Judgement judgement = each.getValue().judge(look);
                assertThat(judgement)
                        .as("step %d, gate %s", step, each.getKey().id())
                        .isEqualTo(each.getValue().judge(fresh));
                if (each.getKey().id().equals("pods-managed")) {
                    managed.add(judgement.verdict());
                }
            }
        }
        if (rules.keySet().stream().anyMatch(gate -> gate.id().equals("pods-managed"))) {
            // a sequence in which it never becomes another one compares nothing
            assertThat(managed).contains(Verdict.WAITING);
        }
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
