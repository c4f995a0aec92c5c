package dev.crossfade.forgetest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.progress.Decision;
import dev.crossfade.core.progress.StatusReport;
import dev.crossfade.core.progress.Turn;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.yaml.YamlDocument;
import dev.crossfade.core.yaml.YamlFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a decision that cannot be carried out, or not yet: a wait or a hold, and never a look that led to nothing. */
class OneStepTest extends SceneTest {
    private static final String PIN = "pin-calico-address";
    private static final ObjectId ROOT =
            ObjectId.namespaced("argoproj.io/v1alpha1", "Application", "argocd", "crossfade-prod");

    private Watched watched;

    @AfterEach
    void end() {
        watched.close();
    }

    /** A phase that goes back where its gates fail, in a cluster of which the root Application alone can be read. */
    private void begin() {
        scene = Scene.at(PIN, Flavour.GITEA, folder);
        scene.edit("crossfade.yaml", "  gates:\n", "  gates:\n    onFailure: undo\n");
        watched = new Watched(scene, folder);
    }

    /** As Git has it; with a condition of which nothing comes by itself, or without. */
    private void root(boolean fails) {
        root(fails, true);
    }

    /** @param asked true where Argo CD is asked to look already */
    private void root(boolean fails, boolean asked) {
        String bootstrap = scene.customer().files("refs/seen/main").get("network/migration/bootstrap.yaml");
        Map<?, ?> git = YamlFile.parse("bootstrap.yaml", bootstrap).documents().stream()
                .map(YamlDocument::root)
                .map(root -> (Map<?, ?>) root)
                .filter(root -> ((Map<?, ?>) root.get("metadata")).get("name").equals(ROOT.name()))
                .filter(root -> root.get("kind").equals("Application"))
                .findFirst()
                .orElseThrow();
        watched.object(
                ROOT,
                Map.of(
                        "metadata",
                        Map.of("annotations", asked ? Map.of("argocd.argoproj.io/refresh", "normal") : Map.of()),
                        "spec",
                        git.get("spec"),
                        "status",
                        Map.of(
                                "conditions",
                                fails
                                        ? List.of(Map.of("type", "InvalidSpecError", "message", "no such project"))
                                        : List.of())));
    }

    private Turn after(long seconds) {
        watched.pass(Duration.ofSeconds(seconds));
        return watched.turn();
    }

    private static String why(Turn turn) {
        assertThat(turn.advanced().decision()).isInstanceOf(Decision.Wait.class);
        return ((Decision.Wait) turn.advanced().decision()).why();
    }

    @Test
    void onlyWhatFailsForAWhileIsTakenBack() {
        begin();
        root(true);
        Turn first = watched.turn();
        assertThat(why(first)).contains("gates of " + PIN + " have failed", "no such project", "an undo is proposed");
        Instant until = ((Decision.Wait) first.advanced().decision()).until().orElseThrow();
        assertThat(first.advanced().status().state()).isEqualTo(StatusReport.State.MERGED);
        assertThat(first.advanced().status().outlook().next()).contains("an undo is proposed", until.toString());

        root(false);
        assertThat(why(after(60))).doesNotContain("an undo is proposed");

        root(true);
        Turn again = after(40);
        assertThat(why(again)).contains("an undo is proposed");
        assertThat(((Decision.Wait) again.advanced().decision()).until())
                .as("what nobody could see has not healed")
                .contains(until);

        Turn last = after(21);
        assertThat(last.advanced().decision()).isInstanceOf(Decision.ProposeUndo.class);
        assertThat(last.advanced().status().state()).isEqualTo(StatusReport.State.HELD);
        assertThat(last.advanced().done()).contains("push branch " + Scene.PREFIX + "undo-" + PIN);
    }

    /** What is proposed because of a phase says that this was proved: a watcher that begins later has not seen what keeps it from passing now begin. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsLateIsTakenBackLaterWhereTheNextPhaseIsProposed(boolean proposed) {
        begin();
        if (proposed) {
            scene.proposed();
        }
        watched.object(
                ObjectId.namespaced("apps/v1", "DaemonSet", "kube-system", "calico-node"),
                Map.of("spec", Map.of("replicas", 1)));
        watched.await();

        Turn late = after(3 * 3600);

        assertThat(why(late))
                .contains("gates of " + PIN + " have failed", "; not passed within 2 h", "an undo is proposed");
        Duration left = Duration.between(
                late.advanced().status().at(),
                ((Decision.Wait) late.advanced().decision()).until().orElseThrow());
        assertThat(left).isEqualTo(proposed ? Duration.ofHours(2) : Duration.ofMinutes(2));
    }

    /** Somebody changed the lines that the phase wrote: what is theirs is not taken back. */
    @Test
    void aWayBackThatGitDoesNotAllowIsAHold() {
        begin();
        scene.edit("network/calico/calico.yaml", "# migration: a Cilium interface", "# ours: a Cilium interface");
        root(true);
        watched.turn();
        after(60);

        Turn held = after(61);

        assertThat(held.advanced().decision())
                .isInstanceOfSatisfying(
                        Decision.Hold.class,
                        hold -> assertThat(hold.reasons())
                                .extracting(Problem::code)
                                .containsExactly(ErrorCode.GATE_FAILED, ErrorCode.UNDO_REFUSED));
        assertThat(held.advanced().status().state()).isEqualTo(StatusReport.State.HELD);
        assertThat(held.advanced().status().reasons())
                .extracting(Problem::code)
                .containsExactly(ErrorCode.GATE_FAILED, ErrorCode.UNDO_REFUSED);
        assertThat(held.advanced().done()).isEmpty();
        assertThat(scene.site().pages()).isEmpty();
    }

    /** Argo CD looks by itself every few minutes. */
    @Test
    void thatArgoCdCannotBeAskedIsAWait() {
        scene = Scene.at("prepare", Flavour.GITEA, folder);
        watched = new Watched(scene, folder);
        root(false, false);
        watched.refuseToRefresh();

        Turn turn = after(31);

        assertThat(why(turn))
                .contains(ROOT + " has not looked since the merge, and could not be asked to: 403 Forbidden");
        assertThat(turn.advanced().done()).isEmpty();
        assertThat(watched.refreshed()).isEmpty();
    }
}
