package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.gate.Need;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands in a person's list where several gates ask for something. */
class NeedsTest {

    private static final Journey STORY = Journey.of(Story.preview());

    /** The same command is run for two reasons, and whoever reads one of them would not know of the other. */
    @Test
    void aFailedJobDoesNotHideASyncThatFailed() {
        Needs needs = Needs.of(new StatusScene(STORY, "quiesce-workloads", 3)
                .where(truth -> {
                    truth.job = "Failed";
                    truth.apps.get("crossfade-prod").operation = "Failed";
                })
                .report());

        assertThat(needs.items())
                .extracting(Needs.Item::need)
                .extracting(Need::what)
                .anySatisfy(what -> assertThat(what).contains("A Job of the plan failed"))
                .anySatisfy(what -> assertThat(what).contains("The last sync of crossfade-prod failed"));
        assertThat(needs.items()).extracting(Needs.Item::gates).contains(List.of("argo-synced"));
    }

    /** Nobody is sent to look for what no gate says. */
    @Test
    void aHoldNamesThoseGatesAloneThatSayWhatTheyNeed() {
        StatusScene scene = new StatusScene(STORY, "install-cilium", 3).where(truth -> {
            truth.machines.get(1).calicoAddress = "10.245.1.7";
            truth.machines.get(2).hasBlock = false;
            truth.now = HistoryScene.MERGED.plus(Duration.ofHours(5));
        });
        assertThat(scene.report().outlook().next())
                .startsWith("do what calico-address needs; see what keeps cilium-nodes from passing: crossfade explain"
                        + " install-cilium has the signs; the hold ends");

        scene.where(truth -> truth.machines.get(1).calicoAddress = truth.machines.get(1).address);
        assertThat(scene.report().outlook().next()).startsWith("see what keeps cilium-nodes from passing");
    }
}
