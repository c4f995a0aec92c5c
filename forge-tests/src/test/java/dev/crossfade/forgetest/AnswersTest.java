package dev.crossfade.forgetest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.proposal.Forge;
import dev.crossfade.core.proposal.PullRequest;
import dev.crossfade.core.proposal.PullRequestDraft;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.spec.ProposalsSpec;
import dev.crossfade.scm.access.Token;
import dev.crossfade.scm.forge.ForgeSettings;
import dev.crossfade.scm.forge.Forges;
import dev.crossfade.scm.forge.Pace;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the clients make of answers that are no success, and of none at all. */
class AnswersTest {
    private static final String BRANCH = "crossfade/prod/prepare";
    private static final PullRequestDraft DRAFT = new PullRequestDraft(BRANCH, "main", "title", "text", false);

    @TempDir
    Path folder;

    private final StillPace pace = new StillPace();
    private DoubleGround ground;
    private Forge forge;

    @BeforeEach
    void start() {
        ground = new DoubleGround(Flavour.GITHUB, "platform/gitops", "", folder);
        ground.clone().branch(BRANCH, "a.txt", "new\n");
        ground.server().slowChecks(0);
        ground.server().forget();
        forge = client(Duration.ofSeconds(20));
    }

    private Forge client(Duration answer) {
        return Clients.of(
                Flavour.GITHUB, ground.server().root(), "platform/gitops", DoubleGround.TOKEN, pace.within(answer));
    }

    @AfterEach
    void stop() {
        ground.close();
    }

    private static boolean opens(Seen request) {
        return request.method().equals("POST") && request.path().endsWith("/pulls");
    }

    private void fail(Fault fault) {
        ground.server().faults().always(request -> Optional.of(fault));
    }

    private Problem refused(ErrorCode code, Fault fault) {
        fail(fault);
        return ForgeContract.refusal(code, () -> forge.pullRequests(BRANCH));
    }

    @ParameterizedTest
    @CsvSource({
        "400, FORGE_REFUSED",
        "401, FORGE_UNAUTHORIZED",
        "403, FORGE_FORBIDDEN",
        "404, FORGE_NOT_FOUND",
        "405, FORGE_REFUSED",
        "407, FORGE_UNAVAILABLE",
        "409, FORGE_REFUSED",
        "410, FORGE_NOT_FOUND",
        "422, FORGE_REFUSED",
        "500, FORGE_UNAVAILABLE"
    })
    void eachRefusalSaysWhatWasAskedAndAnswered(int status, ErrorCode code) {
        Problem problem = refused(code, Fault.status(status));

        if (status != 407) {
            assertThat(problem.message())
                    .contains("GitHub answered " + status + " to GET /repos/platform/gitops/pulls")
                    .contains("injected " + status);
        }
        assertThat(problem.where().object()).isEqualTo(ground.server().root() + "/platform/gitops");
        assertThat(problem.cure()).isNotBlank();
        assertThat(ground.server().requests()).hasSize(1);
    }

    /** A variable with a password is refused, so the cure must not send anybody there. */
    @Test
    void aProxyThatAsksForAPasswordIsToldWithAWayThatIsOpen() {
        Problem problem = refused(ErrorCode.FORGE_UNAVAILABLE, Fault.status(407));

        assertThat(problem.message())
                .contains("proxy on the way to GitHub asks for a password")
                .contains("a local proxy in between can");
        assertThat(problem.cure()).contains("a proxy that asks for none").doesNotContain("names them");
    }

    @Test
    void whatTheForgeSaysIsShortAndWithoutTheToken() {
        String said = "{\"message\":\"no\\nway, " + DoubleGround.TOKEN + "\",\"errors\":[{\"resource\":\"PullRequest\","
                + "\"field\":\"head\",\"code\":\"invalid\"},{\"message\":\"" + "x".repeat(1000) + "\"}]}";

        Problem problem = refused(ErrorCode.FORGE_REFUSED, Fault.answer(422, Map.of(), said));

        assertThat(problem.message())
                .contains("no way, (token)")
                .contains("head invalid")
                .hasSizeLessThan(450);
        assertThat(problem.toString()).doesNotContain(DoubleGround.TOKEN);
    }

    @Test
    void theRightThatIsMissingIsNamed() {
        Problem problem = refused(
                ErrorCode.FORGE_FORBIDDEN,
                Fault.answer(
                        403,
                        Map.of("X-Accepted-GitHub-Permissions", "pull_requests=write"),
                        "{\"message\":\"Resource not accessible by personal access token\"}"));

        assertThat(problem.message()).contains("pull_requests=write").contains("not accessible");
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504})
    void whatIsTransientIsReadAgainAndTheWaitsGrow(int status) {
        ground.server().faults().next(request -> true, Fault.status(status));
        ground.server().faults().next(request -> true, Fault.page(status));

        assertThat(forge.pullRequests(BRANCH)).isEmpty();

        assertThat(ground.server().requests()).hasSize(3);
        assertThat(pace.waits()).containsExactly(Duration.ofMillis(500), Duration.ofMillis(1000));
    }

    @Test
    void itIsGivenUpAfterFourTries() {
        Problem problem = refused(ErrorCode.FORGE_UNAVAILABLE, Fault.status(503));

        assertThat(ground.server().requests()).hasSize(4);
        assertThat(problem.message()).contains("503").doesNotContain("carried out");
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.Kind.class,
            names = {"DROPPED", "TRUNCATED", "HALVED"})
    void aReadThatBreaksOffIsReadAgain(Fault.Kind kind) {
        ground.server().faults().next(request -> true, Fault.of(kind));

        assertThat(forge.pullRequests(BRANCH)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.Kind.class,
            names = {"LOST", "TRUNCATED", "HALVED", "SILENT_AFTER"})
    void aPullRequestWhoseAnswerWasLostIsThereOnce(Fault.Kind kind) {
        ground.server().faults().next(AnswersTest::opens, Fault.of(kind));

        Problem problem = ForgeContract.refusal(
                ErrorCode.FORGE_UNAVAILABLE, () -> client(Duration.ofSeconds(2)).open(DRAFT));

        assertThat(problem.message()).contains("may have been carried out");
        assertThat(ground.server().requests()).filteredOn(AnswersTest::opens).hasSize(1);
        assertThat(forge.pullRequests(BRANCH)).extracting(PullRequest::isOpen).containsExactly(true);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void aWriteIsNeverRepeatedBlindly(int status) {
        ground.server().faults().next(AnswersTest::opens, Fault.status(status));

        Problem problem = ForgeContract.refusal(ErrorCode.FORGE_UNAVAILABLE, () -> forge.open(DRAFT));

        assertThat(problem.message()).contains(Integer.toString(status)).contains("may have been carried out");
        assertThat(ground.server().requests()).filteredOn(AnswersTest::opens).hasSize(1);
        assertThat(pace.waits()).isEmpty();
    }

    @Test
    void aRewriteIsRepeatedAsItDoesNoHarm() {
        PullRequest open = forge.open(DRAFT);
        ground.server().faults().next(request -> request.method().equals("PATCH"), Fault.of(Fault.Kind.LOST));

        forge.rewrite(open, "another title", "text");

        assertThat(forge.pullRequests(BRANCH)).extracting(PullRequest::title).containsExactly("another title");
    }

    @Test
    void aMergeWhoseAnswerWasLostIsNotSentAgain() {
        PullRequest open = forge.open(DRAFT);
        ground.server().faults().next(request -> request.path().endsWith("/merge"), Fault.of(Fault.Kind.LOST));

        ForgeContract.refusal(ErrorCode.FORGE_UNAVAILABLE, () -> forge.merge(open, "title", "message"));

        assertThat(forge.pullRequests(BRANCH)).extracting(PullRequest::state).containsExactly(PullRequest.State.MERGED);
    }

    @Test
    void aForgeThatIsNotThereIsUnreached() {
        URI gone = ground.server().root();
        ground.server().close();

        Problem problem = ForgeContract.refusal(ErrorCode.FORGE_UNAVAILABLE, () -> forge.open(DRAFT));

        assertThat(problem.message()).contains("could not be reached").doesNotContain("carried out");
        assertThat(problem.cure()).contains(gone.toString());
        assertThat(pace.waits()).hasSize(3);
    }

    @Test
    void silenceEndsInTime() {
        ground.server().faults().always(request -> Optional.of(Fault.of(Fault.Kind.SILENT)));

        Problem problem = ForgeContract.refusal(
                ErrorCode.FORGE_UNAVAILABLE,
                () -> client(Duration.ofMillis(300)).pullRequests(BRANCH));

        assertThat(problem.message()).contains("did not answer");
        assertThat(ground.server().requests()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 403, 404})
    void aPageForBrowsersIsNoAnswer(int status) {
        Problem problem = refused(ErrorCode.FORGE_UNREADABLE, Fault.page(status));

        assertThat(problem.message()).contains(Integer.toString(status)).contains("page for browsers");
        assertThat(problem.cure()).contains("spec.proposals.api");
    }

    @Test
    void jsonOfSomethingElseIsNoAnswer() {
        Problem problem = refused(ErrorCode.FORGE_UNREADABLE, Fault.answer(200, Map.of(), "[{\"number\":1}]"));
        assertThat(problem.message()).contains("head.ref");

        Problem other = refused(ErrorCode.FORGE_UNREADABLE, Fault.answer(200, Map.of(), "{\"hello\":1}"));
        assertThat(other.message()).contains("no list");
    }

    @Test
    void noTokenGoesToAnotherHost() {
        try (ForgeDouble elsewhere =
                ForgeDouble.start(Flavour.GITHUB, "platform/gitops", folder.resolve("elsewhere.git"))) {
            String login = elsewhere.root() + "/login?return=" + DoubleGround.TOKEN;
            for (int status : new int[] {301, 302, 307}) {
                Problem problem = refused(ErrorCode.FORGE_UNREADABLE, Fault.redirect(status, login));
                assertThat(problem.message())
                        .contains(elsewhere.root() + "/login")
                        .doesNotContain("return=");
            }
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void aRedirectToALoginOfTheSameHostIsNoAnswer() {
        Problem problem = refused(
                ErrorCode.FORGE_UNREADABLE, Fault.redirect(302, ground.server().root() + "/login"));

        assertThat(problem.cure()).contains("login");
        assertThat(ground.server().requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 308})
    void aRenamedRepositoryIsReadAndItsNewNameToldToWhoWrites(int status) {
        String there = ground.server().root() + "/api/v3/repos/platform/gitops";
        ground.server()
                .faults()
                .always(request -> request.path().contains("/old/name")
                        ? Optional.of(Fault.redirect(
                                status,
                                there + request.path().substring(request.path().indexOf("/old/name") + 9)))
                        : Optional.empty());
        Forge old = Clients.of(
                Flavour.GITHUB,
                ground.server().root(),
                "old/name",
                DoubleGround.TOKEN,
                pace.within(Duration.ofSeconds(20)));

        assertThat(old.status(ground.clone().main().name(), "crossfade/prod")).isEmpty();
        Problem problem = ForgeContract.refusal(ErrorCode.FORGE_NOT_FOUND, () -> old.open(DRAFT));

        assertThat(problem.message()).contains("is called platform/gitops now");
        assertThat(problem.cure()).contains("repository: platform/gitops");
        assertThat(forge.pullRequests(BRANCH)).isEmpty();
    }

    @Test
    void redirectsInACircleEnd() {
        Problem problem = refused(
                ErrorCode.FORGE_UNREADABLE,
                Fault.redirect(302, ground.server().root() + "/api/v3/repos/platform/gitops/pulls"));

        assertThat(problem.message()).contains("redirect");
        assertThat(ground.server().requests()).hasSize(4);
    }

    @Test
    void aClientThatFollowsRedirectsIsNotUsed() {
        HttpClient follower = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        ProposalsSpec spec = new ProposalsSpec(
                ProposalsSpec.Forge.GITHUB,
                ground.server().root().toString(),
                "platform/gitops",
                List.of(),
                List.of(),
                false);
        Forge careless = Forges.of(
                ForgeSettings.of(spec),
                () -> Optional.of(Token.of(DoubleGround.TOKEN)),
                () -> follower,
                Pace.usual(),
                "1.2.3");

        assertThatThrownBy(() -> careless.pullRequests(BRANCH)).isInstanceOf(IllegalStateException.class);
        assertThat(ground.server().requests()).isEmpty();
    }

    @Test
    void withoutATokenTheAnswerIsToMakeOne() {
        Forge nobody = Clients.of(
                Flavour.GITHUB, ground.server().root(), "platform/gitops", null, pace.within(Duration.ofSeconds(20)));

        Problem problem = ForgeContract.refusal(ErrorCode.FORGE_UNAUTHORIZED, () -> nobody.pullRequests(BRANCH));

        assertThat(problem.cure()).contains("CROSSFADE_TOKEN").contains("there is none");
    }
}
