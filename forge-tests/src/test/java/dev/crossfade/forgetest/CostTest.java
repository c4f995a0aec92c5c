package dev.crossfade.forgetest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.proposal.Forge;
import dev.crossfade.core.proposal.PullRequest;
import dev.crossfade.core.proposal.PullRequestDraft;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How many requests the clients make, and whether they read all pages. */
class CostTest {
    private static final String BRANCH = "crossfade/prod/prepare";

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void whatAProposalAsksWithNothingToDoIsOneCallEach(Flavour flavour) {
        try (DoubleGround ground = new DoubleGround(flavour, "platform/gitops", "", folder)) {
            String head = ground.clone().branch(BRANCH, "a.txt", "new\n");
            Forge forge = ground.forge();
            PullRequest open = forge.open(new PullRequestDraft(BRANCH, "main", "title", "text", false));
            ground.server().people().label(open.number(), "crossfade");
            ground.server().forget();

            assertThat(forge.pullRequests(BRANCH)).hasSize(1);
            assertThat(ground.server().requests()).hasSize(1);
            assertThat(forge.labelled("crossfade/hold")).isEmpty();
            assertThat(ground.server().requests()).hasSize(2);
            assertThat(forge.status(head, "crossfade/prod")).isEmpty();
            assertThat(ground.server().requests()).hasSize(3);
            assertThat(ground.server().requests())
                    .allSatisfy(
                            request -> assertThat(request.headers()).containsEntry("user-agent", "crossfade/1.2.3"));
            if (flavour == Flavour.GITHUB) {
                assertThat(ground.server().requests())
                        .allSatisfy(request ->
                                assertThat(request.headers()).containsEntry("x-github-api-version", "2022-11-28"));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void aProposeWithNothingToDoMakesThreeCallsAndLooksAtTheRemoteOnce(Flavour flavour) {
        try (Scene scene = Scene.of(flavour, folder)) {
            others(scene.people(), 230);
            scene.proposed();
            others(scene.people(), 70);
            scene.site().forge().forget();

            assertThat(scene.propose().out()).contains("All of it was there already.");

            List<Seen> requests = scene.site().forge().requests();
            assertThat(requests.stream().filter(request -> !request.isGit()).map(Seen::method))
                    .containsExactly("GET", "GET", "GET");
            assertThat(requests.stream().filter(Seen::isGit).map(Seen::path))
                    .filteredOn(path -> path.endsWith("/info/refs"))
                    .hasSize(1);
            assertThat(requests.stream().filter(Seen::isGit)).hasSizeLessThanOrEqualTo(2);
        }
    }

    /** Every other one is open still. */
    private static void others(People people, int count) {
        for (int i = 0; i < count; i++) {
            long number = people.open("jo", "their/change-" + i, "main", "title " + i, "text");
            if (i % 2 == 0) {
                people.close("jo", number);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void allPagesAreReadAndForksLeftOut(Flavour flavour) {
        try (DoubleGround ground = new DoubleGround(flavour, "platform/gitops", "", folder)) {
            ground.clone().branch(BRANCH, "a.txt", "new\n");
            People people = ground.server().people();
            for (int i = 0; i < 230; i++) {
                long number = people.open("jo", BRANCH, "main", "title " + i, "text");
                people.close("jo", number);
                people.comment("jo", 1, "comment " + i);
            }
            people.openFromFork("somebody", BRANCH, "main");
            Forge forge = ground.forge();

            assertThat(forge.pullRequests(BRANCH))
                    .hasSize(230)
                    .extracting(PullRequest::number)
                    .startsWith(230L, 229L)
                    .endsWith(2L, 1L)
                    .doesNotHaveDuplicates();
            assertThat(forge.comments(forge.pullRequests(BRANCH).get(229)))
                    .hasSize(230)
                    .extracting(Forge.Comment::text)
                    .startsWith("comment 0", "comment 1")
                    .endsWith("comment 229");
        }
    }

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void allThatCarryALabelAreFound(Flavour flavour) {
        try (DoubleGround ground = new DoubleGround(flavour, "platform/gitops", "", folder)) {
            People people = ground.server().people();
            others(people, 130);
            for (long number = 1; number <= 120; number++) {
                people.label(number, "crossfade/hold");
            }

            assertThat(ground.forge().labelled("crossfade/hold")).hasSize(120);
        }
    }

    private static String one(int number) {
        return "[{\"iid\":" + number
                + ",\"web_url\":\"http://x\",\"title\":\"t\",\"source_branch\":\"b\",\"target_branch\":\"main\","
                + "\"sha\":\"1\",\"state\":\"opened\",\"source_project_id\":1,\"target_project_id\":1,"
                + "\"created_at\":\"2026-11-26T08:00:00.000+01:00\"}]";
    }

    /** GitLab leaves out links where a list is too long to be counted; a proxy may give the forge another path than it knows of. */
    @ParameterizedTest
    @CsvSource({"X-Next-Page, 2", "Link, '<https://git.example.com/under/a/path?state=all&page=2>; rel=\"next\"'"})
    void theNextPageIsFoundWhateverNamesIt(String header, String value) {
        try (DoubleGround ground = new DoubleGround(Flavour.GITLAB, "platform/gitops", "", folder)) {
            Faults faults = ground.server().faults();
            faults.next(request -> true, Fault.answer(200, Map.of(header, value), one(1)));
            faults.next(
                    request -> request.query().contains("page=2"),
                    Fault.answer(200, Map.of("X-Next-Page", ""), one(2)));

            assertThat(ground.forge().pullRequests("b"))
                    .extracting(PullRequest::number)
                    .containsExactly(2L, 1L);
        }
    }

    @Test
    void aPageAfterWhichItComesAgainIsNoAnswer() {
        try (DoubleGround ground = new DoubleGround(Flavour.GITLAB, "platform/gitops", "", folder)) {
            for (int i = 0; i < 3; i++) {
                ground.server().faults().next(request -> true, Fault.answer(200, Map.of("X-Next-Page", "7"), one(1)));
            }

            Problem refused = ForgeContract.refusal(
                    ErrorCode.FORGE_UNREADABLE, () -> ground.forge().pullRequests("b"));

            assertThat(refused.message()).contains("its next page is the same one");
        }
    }

    @Test
    void whatDidNotChangeIsNotSentAgain() {
        try (DoubleGround ground = new DoubleGround(Flavour.GITHUB, "platform/gitops", "", folder)) {
            ground.clone().branch(BRANCH, "a.txt", "new\n");
            Forge forge = ground.forge();
            PullRequest open = forge.open(new PullRequestDraft(BRANCH, "main", "title", "text", false));
            assertThat(forge.pullRequests(BRANCH)).containsExactly(open);
            ground.server().forget();

            assertThat(forge.pullRequests(BRANCH)).containsExactly(open);
            assertThat(ground.server().requests().get(0).headers()).containsKey("if-none-match");
            ground.server().people().edit(open.number(), "changed", "text");
            assertThat(forge.pullRequests(BRANCH))
                    .extracting(PullRequest::title)
                    .containsExactly("changed");
        }
    }
}
