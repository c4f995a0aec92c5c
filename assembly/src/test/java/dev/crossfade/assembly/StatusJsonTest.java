package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.progress.StatusReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What scripts read of a status: the same look as the page, and nothing that was not read. */
class StatusJsonTest {

    private final Journey journey = Journey.of(Story.preview());

    @Test
    void figuresAreThoseOfTheLook() throws JsonProcessingException {
        JsonNode json = json(new StatusScene(journey, "rotate-nodes", 6)
                .where(truth -> {
                    truth.machines.get(5).moved = false;
                    truth.machines.get(5).labelled = false;
                    truth.machines.get(2).left = HistoryScene.MERGED.plusSeconds(30);
                })
                .report());

        assertThat(json.at("/nodes").toString()).isEqualTo("{\"total\":6,\"onCilium\":5,\"wave\":null}");
        assertThat(json.at("/pods/total").asInt()).isEqualTo(15);
        assertThat(json.at("/pods/onCilium").asInt()).isEqualTo(12);
        assertThat(json.at("/pods/toMove").asInt()).isEqualTo(2);
        assertThat(json.at("/pods/leftBehind/0/name").asText()).isEqualTo("left-2");
        assertThat(json.at("/pods/leftBehind/0/node").asText()).isEqualTo("node-2");
        assertThat(json.at("/exposed/from").asText()).isEqualTo("relax-policies");
        assertThat(json.at("/exposed/until").asText()).isEqualTo("enforce-policies");
        assertThat(texts(json.at("/needs/0/commands"))).containsExactly("kubectl -n shop delete pod left-2");
        assertThat(texts(json.at("/needs/0/gates"))).containsExactly("pods-managed");
    }

    @Test
    void whatWasNotReadIsNoFigure() throws JsonProcessingException {
        JsonNode unread = json(new StatusScene(journey, "rotate-nodes", 6)
                .unread(new Question.Nodes(), "list nodes: 403 Forbidden")
                .report());

        assertThat(unread.at("/nodes").toString())
                .isEqualTo("{\"unread\":\"list nodes: 403 Forbidden\",\"wave\":null}");
        assertThat(unread.at("/pods").toString()).isEqualTo("{\"unread\":\"list nodes: 403 Forbidden\"}");

        JsonNode unasked = json(new StatusScene(journey, "rotate-nodes", 6).unasked());

        assertThat(unasked.get("nodes").isNull()).isTrue();
        assertThat(unasked.get("pods").isNull()).isTrue();
        assertThat(unasked.at("/merged/commit").asText()).isEqualTo(HistoryScene.MERGE);
    }

    @Test
    void aNextPhasesEntryGatesStandBesideTheOthers() throws JsonProcessingException {
        JsonNode json = json(new StatusScene(journey, "enforce-policies", 6)
                .where(truth -> truth.now = HistoryScene.MERGED.plus(Duration.ofMinutes(1)))
                .report());

        assertThat(json.at("/entry/0/id").asText()).isEqualTo("calico-unused");
        assertThat(json.at("/entry/0/verdict").asText()).isEqualTo("waiting");
        assertThat(json.at("/settles").asText()).startsWith("2026-08-01T12:03:");
        assertThat(json.get("exposed").isNull())
                .as("policies hold only when the phase is proved")
                .isFalse();
        assertThat(json.at("/stop").asText()).contains("crossfade rollback enforce-policies");
    }

    /** Of a phase that goes back only while nothing has moved. */
    @Test
    void noWayBackIsNamedThatTheClusterDoesNotAllow() throws JsonProcessingException {
        StatusScene scene = new StatusScene(journey, "node-config", 6);

        assertThat(json(scene.report()).at("/stop").asText()).endsWith("to go back: crossfade rollback node-config");

        scene.where(truth -> truth.machines.get(3).labelled = true);

        assertThat(json(scene.report()).at("/stop").asText())
                .contains("no way back from node-config as it stands: nothing-migrated is failed")
                .contains("node-3 carries");
    }

    private static JsonNode json(StatusReport report) throws JsonProcessingException {
        return new ObjectMapper().readTree(Json.status(report));
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
