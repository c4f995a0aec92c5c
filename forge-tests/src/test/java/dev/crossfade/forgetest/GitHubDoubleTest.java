package dev.crossfade.forgetest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** The contract with the forge of this process that speaks as GitHub does; each exchange is as GitHub describes it. */
class GitHubDoubleTest extends ForgeContract {

    @Override
    Ground ground(Path folder) {
        return new DoubleGround(Flavour.GITHUB, "platform/gitops", "", folder);
    }

    /** GitHubSchemaTest says by name where the description is missing. */
    @AfterEach
    void everyExchangeIsAsGitHubDescribesIt() {
        if (OpenApi.isHere()) {
            List<Exchange> exchanges = ((DoubleGround) ground).server().exchanges();
            assertThat(exchanges).isNotEmpty();
            assertThat(exchanges.stream()
                            .flatMap(exchange -> OpenApi.read().problems(exchange).stream())
                            .distinct())
                    .isEmpty();
        }
    }
}
