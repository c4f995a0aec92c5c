package dev.crossfade.scm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemotePushTest {
    private static final String BRANCH = TestOrigin.PREPARE;

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
    void aNewBranchIsPushedAndTracked() throws Exception {
        String commit = origin.proposal(1, "a: 1\n");
        origin.remote().push(BRANCH, null, commit);
        assertThat(origin.branches()).containsEntry(BRANCH, commit);
        assertThat(origin.tracked()).containsEntry(BRANCH, commit);
        assertThat(origin.remote().look("main", TestOrigin.PREFIX).branches()).containsEntry(BRANCH, commit);
    }

    @Test
    void aBranchThatStandsWhereItWasSeenIsReplaced() throws Exception {
        String first = origin.proposal(1, "a: 1\n");
        String second = origin.proposal(1, "a: 2\n");
        origin.remote().push(BRANCH, null, first);
        origin.remote().push(BRANCH, first, second);
        assertThat(origin.branches()).containsEntry(BRANCH, second);
        assertThat(origin.tracked()).containsEntry(BRANCH, second);
    }

    @Test
    void theSameCommitThereAlreadyIsSuccessWhateverWasSeen() throws Exception {
        String commit = origin.proposal(1, "a: 1\n");
        origin.remote().push(BRANCH, null, commit);
        origin.remote().push(BRANCH, null, commit);
        assertThat(origin.branches()).containsEntry(BRANCH, commit);
    }

    @Test
    void aBranchThatAppearedOrMovedOrWentIsLeftAlone() throws Exception {
        String first = origin.proposal(1, "a: 1\n");
        String second = origin.proposal(1, "a: 2\n");
        String foreign = origin.moveMain("theirs: 1\n");
        origin.set(BRANCH, foreign);

        Problem appeared =
                Problems.one(ErrorCode.BRANCH_MOVED, () -> origin.remote().push(BRANCH, null, first));
        assertThat(appeared.message()).contains(foreign).contains("it was not there");
        Problem moved =
                Problems.one(ErrorCode.BRANCH_MOVED, () -> origin.remote().push(BRANCH, first, second));
        assertThat(moved.message()).contains("is at " + foreign).contains("it was at " + first);
        assertThat(origin.branches()).containsEntry(BRANCH, foreign);

        origin.remove(BRANCH);
        Problem gone =
                Problems.one(ErrorCode.BRANCH_MOVED, () -> origin.remote().push(BRANCH, first, second));
        assertThat(gone.message()).contains("is gone").contains("it was at " + first);
        assertThat(origin.branches()).doesNotContainKey(BRANCH);
    }

    @Test
    void deletesOnlyWhatWasSeen() throws Exception {
        String commit = origin.proposal(1, "a: 1\n");
        origin.remote().push(BRANCH, null, commit);
        String foreign = origin.moveMain("theirs: 1\n");

        Problem moved =
                Problems.one(ErrorCode.BRANCH_MOVED, () -> origin.remote().delete(BRANCH, foreign));
        assertThat(moved.message()).contains("is at " + commit);
        origin.remote().delete(BRANCH, commit);
        assertThat(origin.branches()).doesNotContainKey(BRANCH);
        assertThat(origin.tracked()).doesNotContainKey(BRANCH);
        origin.remote().delete(BRANCH, commit);
    }

    @Test
    void nobodysBranchIsPushedTo() throws Exception {
        String commit = origin.proposal(1, "a: 1\n");
        String main = origin.branches().get("main");
        Problems.one(ErrorCode.BRANCH_NOT_OURS, () -> origin.remote().push("main", main, commit));
        Problems.one(ErrorCode.BRANCH_NOT_OURS, () -> origin.remote().delete("main", main));
        assertThat(origin.branches()).containsEntry("main", main);
    }

    @Test
    void aCommitThatIsNotHereIsNotPushed() {
        Problem problem = Problems.one(
                ErrorCode.REPOSITORY_UNREADABLE, () -> origin.remote().push(BRANCH, null, "1".repeat(40)));
        assertThat(problem.message()).contains("1".repeat(40));
    }

    @Test
    void aHookThatRefusesIsQuoted() throws Exception {
        GitCommand.in(folder);
        hook("pre-receive", "echo 'policy 7: \033[31mno robots\033[0m here' >&2; exit 1");
        String commit = origin.proposal(1, "a: 1\n");
        Problem problem =
                Problems.one(ErrorCode.REMOTE_REFUSED, () -> origin.remote().push(BRANCH, null, commit));
        assertThat(problem.message())
                .contains("pre-receive hook declined")
                .contains("policy 7: no robots here")
                .contains(BRANCH);
        assertThat(problem.message().lines()).hasSize(1);
        assertThat(origin.branches()).doesNotContainKey(BRANCH);
        assertThat(origin.tracked()).doesNotContainKey(BRANCH);
    }

    /** The build gives the tests a CROSSFADE_TOKEN of no use. */
    @Test
    void aHookOfALocalOriginDoesNotGetTheToken() throws Exception {
        GitCommand.in(folder);
        assertThat(System.getenv("CROSSFADE_TOKEN"))
                .as("the environment of the tests")
                .isNotBlank();
        Path seen = folder.resolve("environment");
        hook("pre-receive", "env > '" + seen + "'");
        String commit = origin.proposal(1, "a: 1\n");
        origin.remote().push(BRANCH, null, commit);
        assertThat(origin.branches()).containsEntry(BRANCH, commit);
        assertThat(Files.readString(seen)).contains("PATH=").doesNotContain("CROSSFADE_TOKEN");
    }

    @Test
    void aHookThatWaitsForSomebodyElsesPushMakesAMovedBranch() throws Exception {
        GitCommand.in(folder);
        String first = origin.proposal(1, "a: 1\n");
        String foreign = origin.moveMain("theirs: 1\n");
        hook(
                "pre-receive",
                "unset GIT_QUARANTINE_PATH; mkdir -p refs/heads/crossfade/prod; echo " + foreign + " > refs/heads/"
                        + BRANCH);
        Problem problem =
                Problems.one(ErrorCode.BRANCH_MOVED, () -> origin.remote().push(BRANCH, null, first));
        assertThat(problem.message()).contains("is at " + foreign);
        assertThat(origin.branches()).containsEntry(BRANCH, foreign);
    }

    @Test
    void aServerThatForbidsDeletionsIsQuoted() throws Exception {
        String commit = origin.proposal(1, "a: 1\n");
        origin.remote().push(BRANCH, null, commit);
        var config = origin.bare.getRepository().getConfig();
        config.setBoolean("receive", null, "denyDeletes", true);
        config.save();
        Problem problem =
                Problems.one(ErrorCode.REMOTE_REFUSED, () -> origin.remote().delete(BRANCH, commit));
        assertThat(problem.message()).contains("cannot delete the branch " + BRANCH);
        assertThat(origin.branches()).containsEntry(BRANCH, commit);
    }

    @Test
    void anAnswerThatIsLostIsLookedFor() throws Exception {
        GitCommand.in(folder);
        String commit = origin.proposal(1, "a: 1\n");
        hook("reference-transaction", "test \"$1\" != committed || kill -9 $PPID");
        origin.remote().push(BRANCH, null, commit);
        assertThat(origin.branches()).containsEntry(BRANCH, commit);
        assertThat(origin.tracked()).containsEntry(BRANCH, commit);
    }

    @Test
    void anAnswerThatIsLostBeforeAnythingWasDoneIsNoSuccess() throws Exception {
        GitCommand.in(folder);
        String commit = origin.proposal(1, "a: 1\n");
        hook("pre-receive", "kill -9 $PPID");
        Problem problem =
                Problems.one(ErrorCode.REMOTE_UNAVAILABLE, () -> origin.remote().push(BRANCH, null, commit));
        assertThat(problem.message()).contains("cannot push the branch " + BRANCH);
        assertThat(origin.branches()).doesNotContainKey(BRANCH);
        assertThat(origin.tracked()).doesNotContainKey(BRANCH);
    }

    @Test
    void ofTwoPushesAtOnceOneWins() throws Exception {
        String seen = origin.proposal(1, "a: 0\n");
        for (int round = 0; round < 5; round++) {
            String left = origin.proposal(1, "left: " + round + "\n");
            String right = origin.proposal(1, "right: " + round + "\n");
            List<String> outcomes =
                    atOnce(pushing(round == 0 ? null : seen, left), pushing(round == 0 ? null : seen, right));
            String there = origin.branches().get(BRANCH);
            assertThat(outcomes).containsExactlyInAnyOrder("pushed", "BRANCH_MOVED " + there);
            assertThat(there).isIn(left, right);
            seen = there;
        }
    }

    @Test
    void twoPushesOfTheSameCommitAtOnceBothSucceed() throws Exception {
        String commit = origin.proposal(1, "a: 1\n");
        assertThat(atOnce(pushing(null, commit), pushing(null, commit))).containsExactly("pushed", "pushed");
        assertThat(origin.branches()).containsEntry(BRANCH, commit);
    }

    @Test
    void anotherAddressIsPushedToWhereOneIsConfigured() throws Exception {
        String commit = origin.proposal(1, "a: 1\n");
        origin.configure("remote", "origin", "url", "read:origin.git");
        origin.configure("url", folder + "/", "insteadOf", "read:");
        origin.configure("url", folder.resolve("nowhere") + "/", "pushInsteadOf", "read:");
        assertThat(origin.remote().look("main", TestOrigin.PREFIX).base().branch())
                .isEqualTo("main");
        Problem problem =
                Problems.one(ErrorCode.REMOTE_NOT_FOUND, () -> origin.remote().push(BRANCH, null, commit));
        assertThat(problem.message()).contains("nowhere/origin.git");

        origin.configure("remote", "origin", "pushurl", "read:origin.git");
        origin.remote().push(BRANCH, null, commit);
        assertThat(origin.branches()).isEqualTo(Map.of("main", origin.tracked().get("main"), BRANCH, commit));
    }

    private Callable<String> pushing(String seen, String commit) {
        return () -> {
            try {
                origin.remote().push(BRANCH, seen, commit);
                return "pushed";
            } catch (CrossfadeException e) {
                Problem problem = e.problems().get(0);
                return problem.code() + " " + problem.message().replaceFirst(".* is at ([0-9a-f]{40}) .*", "$1");
            }
        };
    }

    private static List<String> atOnce(Callable<String> left, Callable<String> right) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            CyclicBarrier start = new CyclicBarrier(2);
            List<Future<String>> running = new ArrayList<>();
            for (Callable<String> call : List.of(left, right)) {
                running.add(threads.submit(() -> {
                    start.await();
                    return call.call();
                }));
            }
            List<String> outcomes = new ArrayList<>();
            for (Future<String> one : running) {
                outcomes.add(one.get());
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }

    private void hook(String name, String script) throws Exception {
        executable(origin.folder.resolve("origin.git/hooks/" + name), script);
    }

    private static void executable(Path file, String script) throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
