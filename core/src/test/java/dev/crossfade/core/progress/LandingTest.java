package dev.crossfade.core.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LandingTest {

    /** As GitHub, Gitea and GitLab write them, for merges and squashes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Merge pull request #231 from platform/crossfade/prod/prepare\n\nprod: prepare the migration",
                "prod: prepare the migration (#231)\n\nWhy.",
                "Merge pull request 'prod: prepare the migration' (#231) from crossfade/prod/prepare into main",
                "Merge branch 'crossfade/prod/prepare' into 'main'\n\nprod: prepare\n\nSee merge request platform/gitops!231"
            })
    void aMergesMessageNamesItsPullRequest(String message) {
        assertThat(Landing.number(message)).isEqualTo(Optional.of("231"));
    }

    @Test
    void anIssueThatTheTextNamesIsNone() {
        assertThat(Landing.number("prod: prepare the migration\n\nFixes (#7), see #8."))
                .isEmpty();
    }
}
