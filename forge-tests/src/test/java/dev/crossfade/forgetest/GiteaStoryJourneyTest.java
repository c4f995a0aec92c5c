package dev.crossfade.forgetest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From the empty repository to all phases merged through pull requests of a real Gitea, by each way to merge. */
class GiteaStoryJourneyTest implements OnGitea {

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = MergeStyle.class,
            names = {"MERGE", "SQUASH", "REBASE"})
    void aMigrationGoesThroughPullRequestsToItsEnd(MergeStyle style) {
        String name = "story-" + style.name().toLowerCase(Locale.ROOT);
        try (Site site = GiteaSite.of(kit(), name)) {
            assertThat(Migrations.play(site, "db-schenker", style, folder.resolve("clone")))
                    .hasSize(24)
                    .containsKeys("prepare", "install-cilium", "remove-calico-workloads", "hand-over");
        }
    }
}
