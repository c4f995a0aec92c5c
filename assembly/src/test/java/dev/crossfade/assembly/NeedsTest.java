package dev.crossfade.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.gate.Need;
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
}
