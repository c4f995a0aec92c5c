package dev.crossfade.forgetest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.proposal.CommitStatus;
import dev.crossfade.core.proposal.Forge;
import dev.crossfade.core.proposal.PullRequest;
import dev.crossfade.core.proposal.PullRequestDraft;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What one forge does and the others do not. */
class PeculiaritiesTest {
    private static final String BRANCH = "crossfade/prod/prepare";

    @TempDir
    Path folder;

    private DoubleGround ground;
    private Forge forge;

    private PullRequest open(Flavour flavour) {
        ground = new DoubleGround(flavour, "platform/gitops", "", folder);
        forge = ground.forge();
        ground.clone().branch(BRANCH, "a.txt", "new\n");
        return forge.open(new PullRequestDraft(BRANCH, "main", "title", "text", false));
    }

    @AfterEach
    void stop() {
        ground.close();
    }

    @Test
    void gitHubsRuleAgainstMergeCommitsLeadsToTheNextMethod() {
        PullRequest open = open(Flavour.GITHUB);
        ground.server()
                .faults()
                .next(
                        request -> request.path().endsWith("/merge"),
                        Fault.answer(
                                405,
                                Map.of("Content-Type", "application/json"),
                                "{\"message\":\"Merge commits are not allowed on this repository.\"}"));

        forge.merge(open, "title", "message");

        assertThat(ground.clone().main().getParentCount()).isEqualTo(1);
        assertThat(ground.clone().main().getFullMessage()).isEqualTo("title\n\nmessage");
    }

    @ParameterizedTest
    @EnumSource(
            value = Flavour.class,
            names = {"GITHUB", "GITEA"})
    void aTeamOfTheOwnerIsAskedOnce(Flavour flavour) {
        PullRequest open = open(flavour);
        ground.server().team("network");

        forge.requestReview(open, Set.of("platform/network", "jo"));

        PullRequest seen = forge.pullRequests(BRANCH).get(0);
        assertThat(seen.reviewers()).containsExactly("jo", "platform/network");
        ground.server().forget();
        forge.requestReview(seen, Set.of("platform/network", "jo"));
        assertThat(ground.server().requests()).isEmpty();
    }

    @Test
    void gitLabKeepsTheReviewersThatAreThere() {
        PullRequest open = open(Flavour.GITLAB);
        ground.server().user("kim");
        forge.requestReview(open, Set.of("kim"));

        forge.requestReview(open, Set.of("jo"));

        assertThat(forge.pullRequests(BRANCH).get(0).reviewers()).containsExactly("jo", "kim");
    }

    @Test
    void gitLabsStatusThatWaitsAlreadyIsNoFailure() {
        PullRequest open = open(Flavour.GITLAB);
        CommitStatus first = new CommitStatus("crossfade/prod", CommitStatus.State.PENDING, "3 of 5 gates hold");
        forge.setStatus(open.head(), first);

        forge.setStatus(
                open.head(), new CommitStatus("crossfade/prod", CommitStatus.State.PENDING, "4 of 5 gates hold"));

        assertThat(forge.status(open.head(), "crossfade/prod")).contains(first);
    }

    @Test
    void gitLabsMissingRightToMergeIsNoMatterOfTheToken() {
        PullRequest open = open(Flavour.GITLAB);

        Problem problem = ForgeContract.refusal(
                ErrorCode.FORGE_FORBIDDEN, () -> ground.reader().merge(open, "title", "message"));

        assertThat(problem.cure()).contains("main");
    }

    @Test
    void giteasLabelOfTheOrganisationIsUsed() {
        PullRequest open = open(Flavour.GITEA);
        ground.server().ownersLabel("crossfade");

        forge.label(open, Set.of("crossfade"));

        assertThat(forge.pullRequests(BRANCH).get(0).labels()).containsExactly("crossfade");
        assertThat(ground.server().requests())
                .noneMatch(request ->
                        request.method().equals("POST") && request.path().endsWith("/gitops/labels"));
        assertThat(forge.labelled("crossfade")).hasSize(1);
        assertThat(forge.labelled("crossfade/hold")).isEmpty();
    }

    @Test
    void giteaFindsABranchOnlyAWhileAfterItsPush() {
        ground = new DoubleGround(Flavour.GITEA, "platform/gitops", "", folder);
        ground.server().lag(2);
        ground.clone().branch(BRANCH, "a.txt", "new\n");
        StillPace pace = new StillPace();
        Forge patient = Clients.of(
                Flavour.GITEA,
                ground.server().root(),
                "platform/gitops",
                DoubleGround.TOKEN,
                pace.within(Duration.ofSeconds(20)));

        PullRequest open = patient.open(new PullRequestDraft(BRANCH, "main", "title", "text", false));

        assertThat(ground.forge().pullRequests(BRANCH)).containsExactly(open);
        assertThat(pace.waits()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void whatIsBehindIsNotMergedWhereARuleSaysSo(Flavour flavour) {
        PullRequest open = open(flavour);
        ground.clone().branch("main", "meanwhile.txt", "from somebody else\n");
        ground.requireUpToDate();

        ForgeContract.refusal(ErrorCode.FORGE_REFUSED, () -> forge.merge(open, "title", "message"));

        assertThat(ground.clone().read("a.txt")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void aGuardedBranchTakesMergesAndNoPushes(Flavour flavour) {
        PullRequest open = open(flavour);
        ground.server().guard("main");

        assertThatThrownBy(() -> ground.clone().branch("main", "b.txt", "pushed\n"))
                .hasMessageContaining("protected branch");
        forge.merge(open, "title", "message");

        assertThat(ground.clone().read("a.txt")).isEqualTo("new\n");
        assertThat(ground.clone().read("b.txt")).isEmpty();
    }
}
