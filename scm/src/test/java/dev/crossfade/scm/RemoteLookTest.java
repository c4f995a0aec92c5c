package dev.crossfade.scm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.proposal.Remote.Look;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.scm.access.RemoteAccess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteLookTest {
    @TempDir
    Path folder;

    private TestOrigin origin;

    @BeforeEach
    void create() throws Exception {
        origin = TestOrigin.create(folder);
    }

    @AfterEach
    void close() {
        origin.close();
    }

    @Test
    void whatMovedMeanwhileIsReadableAfterwards() throws Exception {
        String newest = origin.moveMain("a: 1\n");
        origin.set("crossfade/prod/prepare", newest);
        origin.set("crossfade/other/prepare", newest);
        origin.set("feature", newest);

        Look look = origin.remote().look("main", TestOrigin.PREFIX);

        assertThat(look.base().branch()).isEqualTo("main");
        assertThat(look.base().commit()).isEqualTo(newest);
        assertThat(look.base().committed()).isEqualTo(TestRepository.START);
        assertThat(look.base().tree().read("apps/a.yaml")).contains("a: 1\n");
        assertThat(look.branches()).containsExactly(Map.entry("crossfade/prod/prepare", newest));
        assertThat(origin.tracked()).isEqualTo(Map.of("main", newest, "crossfade/prod/prepare", newest));
    }

    @Test
    void thePersonsCheckoutAndBranchesStay() throws Exception {
        Files.writeString(origin.clone.resolve("crossfade.yaml"), "being edited\n");
        Files.delete(origin.clone.resolve(".git/FETCH_HEAD"));
        Map<String, String> before = TestRepository.disk(origin.clone);
        origin.moveMain("a: 1\n");

        origin.remote().look("main", TestOrigin.PREFIX);

        Map<String, String> after = TestRepository.disk(origin.clone);
        before.keySet().removeIf(path -> path.startsWith(".git/objects/") || path.contains("/remotes/"));
        after.keySet().removeIf(path -> path.startsWith(".git/objects/") || path.contains("/remotes/"));
        assertThat(after).isEqualTo(before).doesNotContainKey(".git/FETCH_HEAD");
    }

    @Test
    void nothingIsWrittenWhereAllIsAtHand() throws Exception {
        origin.remote().look("main", TestOrigin.PREFIX);
        Map<String, String> before = TestRepository.disk(origin.clone);
        origin.remote().look("main", TestOrigin.PREFIX);
        assertThat(TestRepository.disk(origin.clone)).isEqualTo(before);
    }

    @Test
    void tagsAreNotFetched() throws Exception {
        String newest = origin.moveMain("a: 1\n");
        var update = origin.bare.getRepository().updateRef("refs/tags/v1");
        update.setNewObjectId(org.eclipse.jgit.lib.ObjectId.fromString(newest));
        update.update();

        origin.remote().look("main", TestOrigin.PREFIX);

        assertThat(TestRepository.disk(origin.clone).keySet()).noneMatch(path -> path.contains("refs/tags/"));
    }

    @Test
    void onlyBranchesBelowThePrefixAreForgotten() throws Exception {
        String newest = origin.moveMain("a: 1\n");
        for (String branch : new String[] {"crossfade/prod/prepare", "crossfade/other/prepare", "feature"}) {
            origin.set(branch, newest);
        }
        GitCommand.in(origin.clone).run("fetch", "-q", "origin");
        for (String branch : new String[] {"crossfade/prod/prepare", "crossfade/other/prepare", "feature"}) {
            origin.remove(branch);
        }

        Look look = origin.remote().look("main", TestOrigin.PREFIX);

        assertThat(look.branches()).isEmpty();
        assertThat(origin.tracked()).containsOnlyKeys("main", "crossfade/other/prepare", "feature");
    }

    @Test
    void aLockThatAKilledProcessLeftHoldsNobodyUp() throws Exception {
        String newest = origin.moveMain("a: 1\n");
        String before = origin.tracked().get("main");
        Path lock = Files.createFile(origin.clone.resolve(".git/refs/remotes/origin/main.lock"));

        Look look = origin.remote().look("main", TestOrigin.PREFIX);

        assertThat(look.base().commit()).isEqualTo(newest).isNotEqualTo(before);
        assertThat(look.base().tree().read("apps/a.yaml")).contains("a: 1\n");
        assertThat(origin.tracked()).isEqualTo(Map.of("main", before));
        Files.delete(lock);
        origin.remote().look("main", TestOrigin.PREFIX);
        assertThat(origin.tracked()).isEqualTo(Map.of("main", newest));
    }

    @Test
    void aBaseThatWasRewrittenIsFollowed() throws Exception {
        String first = origin.remote().look("main", TestOrigin.PREFIX).base().commit();
        origin.moveMain("a: 1\n");
        origin.remote().look("main", TestOrigin.PREFIX);
        origin.set("main", first);
        assertThat(origin.remote().look("main", TestOrigin.PREFIX).base().commit())
                .isEqualTo(first);
        assertThat(origin.tracked()).isEqualTo(Map.of("main", first));
    }

    @Test
    void aBaseThatTheRemoteLacksIsNamed() {
        var problem =
                Problems.one(ErrorCode.BRANCH_NOT_FOUND, () -> origin.remote().look("release", TestOrigin.PREFIX));
        assertThat(problem.message()).contains("has no branch release").contains("origin.git");
        assertThat(problem.cure()).contains("git push origin release");
    }

    @Test
    void anEmptyRemoteHasNoBase() throws Exception {
        Path empty = folder.resolve("empty.git");
        Git.init().setBare(true).setDirectory(empty.toFile()).call().close();
        origin.configure("remote", "origin", "url", empty.toString());
        Problems.one(ErrorCode.BRANCH_NOT_FOUND, () -> origin.remote().look("main", TestOrigin.PREFIX));
    }

    @Test
    void aRepositoryWithoutARemoteIsTold() throws Exception {
        try (TestRepository alone = TestRepository.create(folder.resolve("alone"));
                LocalRepository local = LocalRepository.open(alone.root)) {
            var problem = Problems.one(
                    ErrorCode.REMOTE_NOT_FOUND,
                    () -> local.remote(RemoteAccess.open()).look("main", TestOrigin.PREFIX));
            assertThat(problem.message()).contains("no remote named origin");
            assertThat(problem.cure()).contains("git remote add origin ADDRESS");
        }
    }

    @Test
    void aFolderThatIsNoRepositoryIsNamed() throws Exception {
        origin.configure("remote", "origin", "url", folder.resolve("gone.git").toString());
        var problem =
                Problems.one(ErrorCode.REMOTE_NOT_FOUND, () -> origin.remote().look("main", TestOrigin.PREFIX));
        assertThat(problem.message()).contains("gone.git");
    }

    @Test
    void anAddressThatIsNoneIsNotPrinted() throws Exception {
        origin.configure("remote", "origin", "url", "https://jo:s3cret@[::1/x.git");
        var problem =
                Problems.one(ErrorCode.REMOTE_NOT_FOUND, () -> origin.remote().look("main", TestOrigin.PREFIX));
        assertThat(problem.toString()).doesNotContain("s3cret");
    }

    @Test
    void aShallowRemoteIsRefusedAndLeavesThisRepositoryWhole() throws Exception {
        origin.moveMain("a: 1\n");
        origin.moveMain("a: 2\n");
        Path shallow = folder.resolve("shallow.git");
        GitCommand.in(folder)
                .run(
                        "clone",
                        "-q",
                        "--bare",
                        "--depth=1",
                        origin.folder.resolve("origin.git").toUri().toString(),
                        shallow.toString());
        Map<String, String> tracked = origin.tracked();
        origin.configure("remote", "origin", "url", shallow.toString());
        var served =
                Problems.one(ErrorCode.REMOTE_UNAVAILABLE, () -> origin.remote().look("main", TestOrigin.PREFIX));
        assertThat(served.message()).contains("did not send all of refs/heads/main, as a shallow clone");
        origin.configure("remote", "origin", "uploadpack", "exec git upload-pack");
        var problem =
                Problems.one(ErrorCode.REPOSITORY_SHALLOW, () -> origin.remote().look("main", TestOrigin.PREFIX));
        assertThat(problem.message()).contains("shallow.git").contains("is a shallow clone");
        assertThat(origin.clone.resolve(".git/shallow")).doesNotExist();
        assertThat(origin.tracked()).isEqualTo(tracked);
    }

    @Test
    void gitItselfServesTheSame() throws Exception {
        GitCommand.in(folder);
        origin.configure("remote", "origin", "uploadpack", "exec git upload-pack");
        String newest = origin.moveMain("a: 1\n");
        origin.set(TestOrigin.PREPARE, newest);
        Look look = origin.remote().look("main", TestOrigin.PREFIX);
        assertThat(look.base().commit()).isEqualTo(newest);
        assertThat(look.branches()).containsExactly(Map.entry(TestOrigin.PREPARE, newest));
        GitCommand.in(origin.clone).run("fsck", "--strict");
    }
}
