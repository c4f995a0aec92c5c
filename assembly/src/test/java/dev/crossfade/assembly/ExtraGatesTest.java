package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.gate.Gate;
import dev.crossfade.core.gate.Rule;
import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.observation.HttpFact;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.observation.SampleFact;
import dev.crossfade.core.plan.PlannedCommit;
import dev.crossfade.core.proof.GateVerdict;
import dev.crossfade.core.proof.Patience;
import dev.crossfade.core.proof.Proof;
import dev.crossfade.core.proof.Rules;
import dev.crossfade.core.proof.Steadiness;
import dev.crossfade.core.review.ReviewFacts;
import dev.crossfade.core.review.ReviewWriter;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Gates of the customer's own stand beside the plan's: in the plan, in its texts, and in the proof of a phase. */
class ExtraGatesTest {

    private static final String SOAK = "    soak: 3m";
    private static final Journey JOURNEY = Journey.of(Story.preview(text -> Story.replace(text, SOAK, """
                extra:
                  - {name: shop, phases: all, http: {url: "https://shop.example.com/healthz"}}
                  - name: in-sync
                    phases: [resume-workloads, rotate-nodes]
                    prometheus:
                      server: https://prometheus.example.com
                      query: sum(kafka_server_replicamanager_underreplicatedpartitions) or <b>@team</b>
                      is: "== 0"
            """ + SOAK)));
    private static final Question.Http SHOP = new Question.Http(URI.create("https://shop.example.com/healthz"));
    private static final Question.Prometheus IN_SYNC = new Question.Prometheus(
            URI.create("https://prometheus.example.com"),
            "sum(kafka_server_replicamanager_underreplicatedpartitions) or <b>@team</b>");

    @Test
    void eachPhaseHasThoseThatNameItBehindItsOwn() {
        for (PlannedCommit commit : JOURNEY.preview().commits()) {
            List<String> gates = commit.gates().stream().map(Gate::id).toList();
            String row = commit.entry().phase().id();
            boolean named = row.equals("resume-workloads") || row.equals("rotate-nodes");
            assertThat(gates)
                    .as(commit.entry().id())
                    .endsWith(named ? new String[] {"shop", "in-sync"} : new String[] {"shop"});
        }
        assertThat(JOURNEY.ids()).contains("resume-workloads-kafka-broker");
    }

    @Test
    void theCommitSaysWhatTheyAsk() {
        assertThat(JOURNEY.prose("rotate-nodes"))
                .contains("Gates of your own: - shop: https://shop.example.com/healthz answers 200"
                        + " - in-sync: Prometheus answers sum(kafka_server_replicamanager_underreplicatedpartitions)"
                        + " or <b>@team</b> with == 0 for every series")
                .doesNotContain("agents-ready, shop");
        assertThat(JOURNEY.prose("prepare"))
                .contains("Gates of your own: - shop: ")
                .doesNotContain("in-sync");
        assertThat(Story.preview().commits())
                .noneMatch(commit -> commit.message().contains("of your own"));
    }

    @Test
    void theyAreNoPartOfWhatAPlanIs() {
        assertThat(JOURNEY.preview().plan().digest())
                .isEqualTo(Story.preview().plan().digest());
    }

    @Test
    void thePullRequestListsThemAsText() {
        String text = new ReviewWriter(JOURNEY.preview().plan(), new ClasspathTemplates())
                .text(JOURNEY.commit("rotate-nodes"), ReviewFacts.NONE)
                .text();

        assertThat(text)
                .contains("| `shop` | yours: `https://shop.example.com/healthz` answers 200 |")
                .contains("`<b>@team</b>`");
    }

    @Test
    void theyAreJudgedLikeAnyOther() {
        HistoryScene scene = new HistoryScene(JOURNEY, "rotate-nodes");
        Map<Gate, Rule> rules = Rules.of(scene.standpoint());
        rules.keySet().removeIf(gate -> !List.of("shop", "in-sync").contains(gate.id()));
        Instant merged = HistoryScene.MERGED;
        Proof proof = new Proof(
                "rotate-nodes", rules, merged, new Patience(Duration.ofMinutes(3), Duration.ofHours(1), false));
        assertThat(proof.asks()).containsExactlyInAnyOrder(SHOP, IN_SYNC);

        assertThat(verdicts(proof, merged.plusSeconds(60), 200, 0)).containsExactly(Verdict.WAITING, Verdict.WAITING);
        assertThat(verdicts(proof, merged.plusSeconds(180), 200, 0)).containsExactly(Verdict.PASSED, Verdict.PASSED);
        assertThat(verdicts(proof, merged.plusSeconds(180), 503, 2)).containsExactly(Verdict.WAITING, Verdict.WAITING);
        assertThat(verdicts(proof, merged.plusSeconds(3601), 503, Double.NaN))
                .containsExactly(Verdict.FAILED, Verdict.UNKNOWN);
        assertThat(proof.judge(new Look(merged.plusSeconds(3601), Map.of()), Steadiness.none()))
                .allMatch(gate -> gate.verdict() == Verdict.UNKNOWN && gate.overdue());
    }

    private static List<Verdict> verdicts(Proof proof, Instant now, int status, double value) {
        Map<Question<?>, Reading<?>> answers = new HashMap<>();
        answers.put(SHOP, new Reading.Read<>(new HttpFact(status, ""), now));
        answers.put(IN_SYNC, new Reading.Read<>(List.of(new SampleFact(Map.of(), value, now)), now));
        return proof.judge(new Look(now, answers), Steadiness.none()).stream()
                .map(GateVerdict::verdict)
                .toList();
    }
}
