package dev.crossfade.forgetest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

/** The contract once more: each exchange of it is as GitHub describes it, or the tests are skipped for want of the description. */
class GitHubExchangesTest extends ForgeContract {

    @BeforeAll
    static void needsTheDescription() {
        Assumptions.assumeTrue(OpenApi.isHere(), () -> "skipped: no " + OpenApi.file() + " (kit build octokit)");
    }

    @Override
    Ground ground(Path folder) {
        return new DoubleGround(Flavour.GITHUB, "platform/gitops", "", folder);
    }

    @AfterEach
    void everyExchangeIsAsGitHubDescribesIt() {
        assertThat(((DoubleGround) ground).server().exchanges()).isNotEmpty();
        assertThat(OpenApi.read().problems(((DoubleGround) ground).server().exchanges()))
                .isEmpty();
    }
}
