package dev.crossfade.forgetest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.core.proposal.CommitStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kohsuke.github.GHCommitState;
import org.kohsuke.github.GHIssueState;
import org.kohsuke.github.GHLabel;
import org.kohsuke.github.GHPullRequest;
import org.kohsuke.github.GHRepository;
import org.kohsuke.github.GitHubBuilder;
import org.kohsuke.github.HttpException;

/** A client that knows GitHub and not us finds the forge of this process to be one. */
class SecondOpinionTest {
    private static final String BRANCH = "crossfade/prod/prepare";

    @TempDir
    Path folder;

    private DoubleGround ground;
    private GHRepository repository;
    private String head;

    @BeforeEach
    void start() throws IOException {
        ground = new DoubleGround(Flavour.GITHUB, "platform/gitops", "", folder);
        head = ground.clone().branch(BRANCH, "a.txt", "new\n");
        ground.server().slowChecks(0);
        ground.allow(MergeStyle.SQUASH);
        repository = new GitHubBuilder()
                .withEndpoint(ground.server().root() + "/api/v3")
                .withOAuthToken(DoubleGround.TOKEN, "crossfade-bot")
                .build()
                .getRepository("platform/gitops");
    }

    @AfterEach
    void stop() {
        ground.close();
    }

    @Test
    void anotherClientOpensAndFinds() throws IOException {
        repository.createPullRequest("title", BRANCH, "main", "text").addLabels("crossfade", "prod");

        assertThatThrownBy(() -> repository.createPullRequest("again", BRANCH, "main", "text"))
                .isInstanceOfSatisfying(
                        HttpException.class,
                        e -> assertThat(e.getResponseCode()).isEqualTo(422));
        GHPullRequest found = repository
                .queryPullRequests()
                .state(GHIssueState.ALL)
                .head("platform:" + BRANCH)
                .list()
                .toList()
                .get(0);
        assertThat(found.getHead().getSha()).isEqualTo(head);
        assertThat(found.getLabels()).extracting(GHLabel::getName).isEqualTo(List.of("crossfade", "prod"));
        assertThat(ground.forge().pullRequests(BRANCH).get(0).labels()).isEqualTo(Set.of("crossfade", "prod"));
    }

    @Test
    void anotherClientSetsTheStatusThatOursReads() throws IOException {
        repository.createCommitStatus(head, GHCommitState.SUCCESS, "", "all gates hold", "crossfade/prod");

        assertThat(repository.getLastCommitStatus(head).getDescription()).isEqualTo("all gates hold");
        assertThat(ground.forge().status(head, "crossfade/prod"))
                .contains(new CommitStatus("crossfade/prod", CommitStatus.State.SUCCESS, "all gates hold"));
    }

    @Test
    void anotherClientMerges() throws IOException {
        assertThat(repository.isAllowSquashMerge()).isTrue();
        assertThat(repository.isAllowMergeCommit()).isFalse();
        GHPullRequest open = repository.createPullRequest("title", BRANCH, "main", "text");

        open.merge("message", head, GHPullRequest.MergeMethod.SQUASH);

        assertThat(repository.getPullRequest(open.getNumber()).isMerged()).isTrue();
        assertThat(ground.clone().main().getParentCount()).isEqualTo(1);
        assertThat(ground.clone().read("a.txt")).isEqualTo("new\n");
    }
}
