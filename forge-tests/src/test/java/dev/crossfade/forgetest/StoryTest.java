package dev.crossfade.forgetest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the empty repository to all phases merged, on each forge of this process and by each way to merge. */
class StoryTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"GITHUB, SQUASH", "GITLAB, MERGE", "GITEA, REBASE"})
    void aMigrationGoesThroughPullRequestsToItsEnd(Flavour flavour, MergeStyle style) {
        try (Site.DoubleSite site = new Site.DoubleSite(flavour, folder.resolve("forge.git"))) {
            Map<String, Long> phases = Migrations.play(site, "db-schenker", style, folder.resolve("clone"));

            assertThat(phases).hasSize(24).containsKeys("prepare", "install-cilium", "hand-over");
            assertThat(site.pages()).hasSize(24).allSatisfy(page -> {
                assertThat(page.state()).isEqualTo("MERGED");
                assertThat(page.labels()).contains("crossfade", "prod");
                assertThat(page.reviewers()).containsExactly("jo");
                assertThat(page.text()).startsWith("<!-- crossfade:prod/");
                assertThat(site.forge().people().status(page.head(), "crossfade/prod"))
                        .hasValueSatisfying(status -> assertThat(status).startsWith("pending: "));
            });
            assertThat(site.page(phases.get("remove-calico-workloads")).labels())
                    .contains("point-of-no-return");
        }
    }
}
