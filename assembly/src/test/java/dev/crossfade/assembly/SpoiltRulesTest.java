package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.gate.Gate;
import dev.crossfade.core.gate.Gates;
import dev.crossfade.core.gate.Rule;
import dev.crossfade.core.proof.Rules;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That histories can find what is wrong: each rule that is spoilt on purpose is, and each gate missed, within a few hundred of them. */
class SpoiltRulesTest {

    private static final int ENOUGH = 400;

    private static List<HistoryScene> scenes = List.of();
    private static HistoryDeck deck = new HistoryDeck(List.of());

    @BeforeAll
    static void setTheScenes() {
        scenes = HistoryExamples.scenes();
        deck = new HistoryDeck(scenes);
    }

    static List<SpoiltRules> rules() {
        return SpoiltRules.all(scenes);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void areFound(SpoiltRules spoilt) {
        List<HistoryScene> where = scenes.stream().filter(spoilt.where()).toList();

        assertThat(IntStream.range(0, ENOUGH)
                        .parallel()
                        .anyMatch(i -> !play(spoilt, where, i).isEmpty()))
                .as("nothing is wrong with histories in which " + spoilt)
                .isTrue();
    }

    static List<SpoiltRules> sound() {
        return SpoiltRules.SOUND;
    }

    @ParameterizedTest
    @MethodSource("sound")
    void andSoundOnesAreNot(SpoiltRules sound) {
        assertThat(IntStream.range(0, 2 * scenes.size()).parallel().mapToObj(i -> play(sound, scenes, i)))
                .allMatch(List::isEmpty);
    }

    /** A gate that no scene has is one that is neither left out nor missed. */
    @Test
    void everyGateIsInAScene() {
        List<String> played =
                scenes.stream().flatMap(scene -> gates(scene)).map(Gate::id).toList();

        assertThat(Gates.all().stream().map(Gate::id).filter(id -> !played.contains(id)))
                .as(
                        "in which no example has a phase: none pauses a workload, restarts DaemonSets by a Job or has the operator's chart")
                .containsExactlyInAnyOrder(
                        "calico-application-armed",
                        "calico-resources-gone",
                        "pods-recycled",
                        "workloads-paused",
                        "workloads-resumed");
    }

    private static Stream<Gate> gates(HistoryScene scene) {
        return Stream.of(
                        Rules.of(scene.standpoint()),
                        Rules.ofUndo(scene.standpoint()),
                        scene.next()
                                .map(next -> Rules.ofEntry(scene.standpoint().of(next)))
                                .orElse(Map.of()))
                .flatMap(each -> each.keySet().stream());
    }

    @Test
    void whatIsCoveredHasTheRuleOfAnother() {
        List<Map<String, Rule>> rules =
                scenes.stream().map(SpoiltRulesTest::byId).toList();
        SpoiltRules.COVERED.forEach((gate, other) -> assertThat(rules)
                .as(gate)
                .filteredOn(each -> each.containsKey(gate))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.get(gate)).isEqualTo(each.get(other))));
    }

    private static Map<String, Rule> byId(HistoryScene scene) {
        return Rules.of(scene.standpoint()).entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().id(), Map.Entry::getValue));
    }

    private static List<String> play(SpoiltRules spoilt, List<HistoryScene> where, int number) {
        HistoryScene scene = where.get(number % where.size());
        return new History(scene, deck, number)
                .judgedBy(spoilt.judge().apply(scene))
                .play()
                .wrong();
    }
}
