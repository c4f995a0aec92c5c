package dev.crossfade.forgetest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.proposal.Forge;
import dev.crossfade.core.proposal.PullRequest;
import dev.crossfade.core.proposal.PullRequestDraft;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the clients do when a forge has had enough of them. */
class LimitsTest {
    private static final String BRANCH = "crossfade/prod/prepare";
    private static final String SECONDARY = "{\"message\":\"You have exceeded a secondary rate limit.\"}";

    @TempDir
    Path folder;

    private final StillPace pace = new StillPace();
    private DoubleGround ground;
    private Forge forge;

    @BeforeEach
    void start() {
        ground = new DoubleGround(Flavour.GITHUB, "platform/gitops", "", folder);
        ground.clone().branch(BRANCH, "a.txt", "new\n");
        forge = Clients.of(
                Flavour.GITHUB,
                ground.server().root(),
                "platform/gitops",
                DoubleGround.TOKEN,
                pace.within(Duration.ofSeconds(20)));
    }

    @AfterEach
    void stop() {
        ground.close();
    }

    private void next(int status, Map<String, String> headers, String body) {
        ground.server().faults().next(request -> true, Fault.answer(status, headers, body));
    }

    @Test
    void itIsLeftAloneForAsLongAsItSays() {
        next(429, Map.of("Retry-After", "7"), "");
        next(403, Map.of("Retry-After", "8"), SECONDARY);

        assertThat(forge.pullRequests(BRANCH)).isEmpty();

        assertThat(pace.waits()).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(8));
    }

    @Test
    void aLimitWithoutATimeLastsAMinute() {
        next(403, Map.of(), SECONDARY);

        assertThat(forge.pullRequests(BRANCH)).isEmpty();

        assertThat(pace.waits()).containsExactly(Duration.ofMinutes(1));
    }

    @Test
    void aWriteThatWasLimitedWasNotCarriedOutAndIsSentAgain() {
        ground.server()
                .faults()
                .next(request -> request.method().equals("POST"), Fault.answer(429, Map.of("Retry-After", "0"), ""));

        PullRequest open = forge.open(new PullRequestDraft(BRANCH, "main", "title", "text", false));

        assertThat(forge.pullRequests(BRANCH)).containsExactly(open);
        assertThat(pace.waits()).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void whatTakesTooLongIsToldWithItsEnd() {
        next(429, Map.of("Retry-After", "1800"), "{\"message\":\"API rate limit\"}");

        Problem problem = ForgeContract.refusal(ErrorCode.FORGE_RATE_LIMITED, () -> forge.pullRequests(BRANCH));

        assertThat(problem.message()).contains("2026-11-26T08:30:00Z").contains("API rate limit");
        assertThat(problem.cure()).contains("2026-11-26T08:30:00Z");
        assertThat(pace.waits()).isEmpty();
    }

    @Test
    void manyShortWaitsAreTooLongTogether() {
        ground.server().faults().always(request -> Optional.of(Fault.answer(429, Map.of("Retry-After", "40"), "")));

        ForgeContract.refusal(ErrorCode.FORGE_RATE_LIMITED, () -> forge.pullRequests(BRANCH));

        assertThat(pace.waits()).hasSize(2);
    }
}
