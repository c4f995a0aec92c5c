package dev.crossfade.forgetest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.crossfade.core.proposal.CommitStatus;
import dev.crossfade.core.proposal.Forge;
import dev.crossfade.core.proposal.PullRequest;
import dev.crossfade.core.proposal.PullRequestDraft;
import dev.crossfade.core.proposal.ReviewText;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every forge client does on every forge. */
abstract class ForgeContract {
    static final String BRANCH = "crossfade/prod/pin-calico-address";
    static final String TEXT =
            "<!-- crossfade:prod/pin-calico-address -->\n**Phase 3 of 26.**\n\n| a | b |\n|---|---|\n| 1 | 2 |";

    @TempDir
    Path folder;

    Ground ground;
    Forge forge;

    abstract Ground ground(Path folder);

    @BeforeEach
    void start() {
        ground = ground(folder);
        forge = ground.forge();
    }

    @AfterEach
    void stop() {
        if (ground != null) {
            ground.close();
        }
    }

    PullRequest opened(String branch, boolean draft) {
        ground.clone().branch(branch, "files/" + branch.replace('/', '-') + ".txt", "new\n");
        return forge.open(new PullRequestDraft(branch, "main", "prod: pin Calico's node addresses", TEXT, draft));
    }

    PullRequest seen(String branch) {
        assertThat(forge.pullRequests(branch)).hasSize(1);
        return forge.pullRequests(branch).get(0);
    }

    static Problem refusal(ErrorCode code, ThrowingCallable call) {
        CrossfadeException refused = catchThrowableOfType(CrossfadeException.class, call);
        assertThat(refused).as("a refusal").isNotNull();
        assertThat(refused.problems()).extracting(Problem::code).containsExactly(code);
        return refused.problems().get(0);
    }

    @Test
    void aPullRequestIsFoundAsItWasOpened() {
        String head = ground.clone().branch(BRANCH, "a.txt", "new\n");
        assertThat(forge.pullRequests(BRANCH)).isEmpty();

        PullRequest opened =
                forge.open(new PullRequestDraft(BRANCH, "main", "prod: pin Calico's node addresses", TEXT, false));

        assertThat(opened.number()).isPositive();
        assertThat(opened.address()).startsWith("http").contains(Long.toString(opened.number()));
        assertThat(opened.branch()).isEqualTo(BRANCH);
        assertThat(opened.base()).isEqualTo("main");
        assertThat(opened.head()).isEqualTo(head);
        assertThat(opened.title()).isEqualTo("prod: pin Calico's node addresses");
        assertThat(opened.text()).isEqualTo(TEXT);
        assertThat(opened.isOpen()).isTrue();
        assertThat(opened.draft()).isFalse();
        assertThat(opened.labels()).isEmpty();
        assertThat(opened.reviewers()).isEmpty();
        assertThat(opened.created())
                .isBetween(
                        Instant.now().minus(Duration.ofMinutes(5)),
                        Instant.now().plusSeconds(60));
        assertThat(forge.pullRequests(BRANCH)).containsExactly(opened);
        assertThat(forge.pullRequests("crossfade/prod/pin-calico")).isEmpty();
    }

    @Test
    void aSecondOneForABranchIsRefused() {
        PullRequest first = opened(BRANCH, false);

        Problem problem = refusal(
                ErrorCode.FORGE_REFUSED,
                () -> forge.open(new PullRequestDraft(BRANCH, "main", "once more", "text", false)));

        assertThat(problem.message()).containsIgnoringCase("already exists").contains("POST");
        assertThat(forge.pullRequests(BRANCH)).containsExactly(first);
    }

    @Test
    void anotherOneFollowsAfterTheFirstWasClosed() {
        PullRequest first = opened(BRANCH, false);
        forge.close(first);
        PullRequest second = opened(BRANCH, false);

        assertThat(forge.pullRequests(BRANCH))
                .extracting(PullRequest::number)
                .containsExactly(second.number(), first.number());
        assertThat(forge.pullRequests(BRANCH))
                .extracting(PullRequest::state)
                .containsExactly(PullRequest.State.OPEN, PullRequest.State.CLOSED);
        assertThat(forge.pullRequests("main", Set.of(BRANCH)).get(BRANCH))
                .startsWith(forge.pullRequests(BRANCH).get(0));
        forge.close(second);
        assertThat(forge.pullRequests("main", Set.of(BRANCH)).get(BRANCH)).isEqualTo(forge.pullRequests(BRANCH));
    }

    @Test
    void aDraftIsOneAndStaysOne() {
        PullRequest draft = opened(BRANCH, true);
        assertThat(draft.draft()).isTrue();
        assertThat(draft.title()).isEqualTo("prod: pin Calico's node addresses");

        forge.rewrite(draft, "prod: another title", "another text");

        PullRequest after = seen(BRANCH);
        assertThat(after.draft()).isTrue();
        assertThat(after.title()).isEqualTo("prod: another title");
        assertThat(after.text()).isEqualTo("another text");
    }

    @Test
    void titleAndTextAreRewritten() {
        PullRequest open = opened(BRANCH, false);

        forge.rewrite(open, "prod: new title", "line one\r\nline two\n\n- “quoted” é 😀");

        assertThat(seen(BRANCH).title()).isEqualTo("prod: new title");
        assertThat(seen(BRANCH).text()).isEqualTo("line one\nline two\n\n- “quoted” é 😀");
        assertThat(seen(BRANCH).draft()).isFalse();
    }

    @Test
    void labelsAreMadeAddedAndFound() {
        PullRequest held = opened(BRANCH, false);
        PullRequest other = opened("crossfade/prod/relax-policies", false);
        assertThat(forge.labelled("crossfade/hold")).isEmpty();

        forge.label(held, Set.of("crossfade", "crossfade/hold"));
        forge.label(seen(BRANCH), Set.of("crossfade/hold", "prod"));
        forge.label(other, Set.of("crossfade"));

        assertThat(seen(BRANCH).labels()).containsExactly("crossfade", "crossfade/hold", "prod");
        assertThat(forge.labelled("crossfade/hold")).containsExactly(seen(BRANCH));
        assertThat(forge.labelled("crossfade"))
                .extracting(PullRequest::number)
                .containsExactly(other.number(), held.number());
        forge.close(held);
        assertThat(forge.labelled("crossfade/hold"))
                .extracting(PullRequest::state)
                .containsExactly(PullRequest.State.CLOSED);
    }

    @Test
    void aReviewerIsAskedAndAnUnknownOneNamed() {
        PullRequest open = opened(BRANCH, false);

        Problem problem = refusal(
                ErrorCode.FORGE_REFUSED,
                () -> forge.requestReview(open, Set.of(ground.reviewer(), "nobody-of-this-name")));

        assertThat(problem.message()).contains("nobody-of-this-name");
        assertThat(problem.message()).doesNotContain(" " + ground.reviewer());
        assertThat(problem.cure()).contains("spec.proposals.reviewers");
        assertThat(seen(BRANCH).reviewers()).containsExactly(ground.reviewer());
        forge.requestReview(seen(BRANCH), Set.of(ground.reviewer()));
        assertThat(seen(BRANCH).reviewers()).containsExactly(ground.reviewer());
    }

    @Test
    void whoClosedItIsKnown() {
        PullRequest open = opened(BRANCH, false);

        ground.close(open.number());

        assertThat(seen(BRANCH).state()).isEqualTo(PullRequest.State.CLOSED);
        assertThat(forge.closedBy(seen(BRANCH))).contains(ground.closer());
    }

    @ParameterizedTest
    @EnumSource(
            value = MergeStyle.class,
            names = {"MERGE", "SQUASH", "REBASE"})
    void itIsMergedAsTheRepositoryAllows(MergeStyle style) {
        ground.allow(style);
        PullRequest open = opened(BRANCH, false);
        ground.clone().branch("main", "meanwhile.txt", "from somebody else\n");

        assertThat(open.merged()).isNull();
        Instant before = Instant.now();
        forge.merge(open, "prod: pin Calico's node addresses", "Body.\n\nCrossfade-Migration: prod\n");

        assertThat(seen(BRANCH).state()).isEqualTo(PullRequest.State.MERGED);
        assertThat(seen(BRANCH).merged())
                .as("whole seconds, by a clock of its own")
                .isBetween(before.minusSeconds(5), Instant.now().plusSeconds(5));
        assertThat(ground.clone().read("files/crossfade-prod-pin-calico-address.txt"))
                .isEqualTo("new\n");
        assertThat(ground.clone().read("meanwhile.txt")).isEqualTo("from somebody else\n");
        RevCommit main = ground.clone().main();
        assertThat(main.getParentCount()).isEqualTo(style == MergeStyle.MERGE ? 2 : 1);
        if (style != MergeStyle.REBASE) {
            assertThat(main.getShortMessage()).startsWith("prod: pin Calico's node addresses");
            assertThat(main.getFullMessage()).contains("Crossfade-Migration: prod");
        }
        ground.clone().delete(BRANCH);
        assertThat(seen(BRANCH).state()).isEqualTo(PullRequest.State.MERGED);
    }

    @Test
    void aMergeIsPinnedToTheHeadThatWasSeen() {
        PullRequest open = opened(BRANCH, false);
        String before = ground.clone().main().name();
        ground.clone().more(BRANCH, "sneaked-in.txt", "foreign\n");

        refusal(ErrorCode.FORGE_REFUSED, () -> forge.merge(open, "title", "message"));

        assertThat(ground.clone().main().name()).isEqualTo(before);
        assertThat(seen(BRANCH).isOpen()).isTrue();
    }

    @Test
    void commentsAreWrittenReadAndRewritten() {
        PullRequest open = opened(BRANCH, false);
        Forge.Comment first = forge.comment(open, "<!-- crossfade:evidence -->\none");
        Forge.Comment second = forge.comment(open, "two");

        forge.rewrite(open, first, "<!-- crossfade:evidence -->\none and a half");

        assertThat(forge.comments(open)).extracting(Forge.Comment::id).containsExactly(first.id(), second.id());
        assertThat(forge.comments(open))
                .extracting(Forge.Comment::text)
                .containsExactly("<!-- crossfade:evidence -->\none and a half", "two");
        assertThat(forge.comments(open)).extracting(Forge.Comment::author).doesNotContain("");
    }

    @Test
    void aTextAndACommentOfTheLongestLengthAreTaken() {
        PullRequest open = opened(BRANCH, false);
        String text = "x".repeat(ReviewText.LONGEST);

        forge.rewrite(open, "title", text);
        Forge.Comment comment = forge.comment(open, text);
        forge.rewrite(open, comment, "y" + text.substring(1));

        assertThat(seen(BRANCH).text()).isEqualTo(text);
        assertThat(forge.comments(open)).extracting(Forge.Comment::text).containsExactly("y" + text.substring(1));
    }

    @Test
    void theNewestStatusOfAContextCounts() {
        String head = ground.clone().branch(BRANCH, "a.txt", "new\n");
        assertThat(forge.status(head, "crossfade/prod")).isEmpty();

        for (CommitStatus.State state : CommitStatus.State.values()) {
            CommitStatus status = new CommitStatus("crossfade/prod", state, "3 of 5 gates hold");
            forge.setStatus(head, status);
            forge.setStatus(head, status);
            forge.setStatus(head, new CommitStatus("crossfade/staging", CommitStatus.State.SUCCESS, "all gates hold"));

            assertThat(forge.status(head, "crossfade/prod")).contains(status);
        }
        forge.setStatus(head, new CommitStatus("crossfade/prod", CommitStatus.State.PENDING, "looking again"));
        assertThat(forge.status(head, "crossfade/prod"))
                .map(CommitStatus::state)
                .contains(CommitStatus.State.PENDING);
    }

    /** Each status counts, also where it says the same, and those of other contexts do not. */
    @Test
    void whatIsLeftOfStatusesIsCountedWhereThereIsALimit() {
        String head = ground.clone().branch(BRANCH, "a.txt", "new\n");
        OptionalInt before = forge.statusesLeft(head, "crossfade/prod");
        for (CommitStatus.State state : CommitStatus.State.values()) {
            forge.setStatus(head, new CommitStatus("crossfade/prod", state, "3 of 5 gates hold"));
            forge.setStatus(head, new CommitStatus("crossfade/staging", state, "3 of 5 gates hold"));
        }

        OptionalInt after = forge.statusesLeft(head, "crossfade/prod");

        assertThat(after.isPresent()).isEqualTo(before.isPresent());
        before.ifPresent(left -> assertThat(after).hasValue(left - 3));
    }

    @Test
    void itIsOutdatedOnlyWhereARuleSaysSo() {
        PullRequest open = opened(BRANCH, false);
        ground.clone().branch("main", "meanwhile.txt", "from somebody else\n");
        assertThat(forge.isOutdated(open)).isFalse();

        ground.requireUpToDate();

        assertThat(forge.isOutdated(open)).isTrue();
    }

    @Test
    void aBranchThatIsNotThereHasNoPullRequest() {
        CrossfadeException refused = catchThrowableOfType(
                CrossfadeException.class,
                () -> forge.open(new PullRequestDraft("crossfade/prod/nowhere", "main", "title", "text", false)));

        assertThat(refused.problems()).hasSize(1);
        assertThat(refused.problems().get(0).code()).isIn(ErrorCode.FORGE_REFUSED, ErrorCode.FORGE_NOT_FOUND);
        assertThat(forge.pullRequests("crossfade/prod/nowhere")).isEmpty();
    }

    @Test
    void aTokenWithoutRightsReadsAndIsRefusedWhatItMayNot() {
        PullRequest open = opened(BRANCH, false);

        assertThat(ground.reader().pullRequests(BRANCH)).containsExactly(open);
        Problem problem =
                refusal(ErrorCode.FORGE_FORBIDDEN, () -> ground.reader().rewrite(open, "another title", "text"));

        assertThat(problem.message()).contains("403").contains(Long.toString(open.number()));
        assertThat(problem.cure()).contains("docs/forges.md");
        assertThat(seen(BRANCH).title()).isEqualTo("prod: pin Calico's node addresses");
    }

    @Test
    void aTokenThatNobodyKnowsIsUnauthorized() {
        Problem problem =
                refusal(ErrorCode.FORGE_UNAUTHORIZED, () -> ground.stranger().pullRequests(BRANCH));

        assertThat(problem.cure()).contains("CROSSFADE_TOKEN");
        assertThat(problem.toString()).doesNotContain("secret");
    }
}
