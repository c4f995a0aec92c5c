package dev.crossfade.scm;

import static dev.crossfade.scm.TestRepository.CROSSFADE;
import static dev.crossfade.scm.TestRepository.PLAN;
import static dev.crossfade.scm.TestRepository.draft;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.proposal.CommitDraft;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MoveTest {
    @TempDir
    Path folder;

    private TestRepository person;
    private LocalRepository repository;

    @BeforeEach
    void open() throws Exception {
        person = TestRepository.create(folder);
        repository = LocalRepository.open(folder);
    }

    @AfterEach
    void close() {
        repository.close();
        person.close();
    }

    private List<String> write(String text) {
        return write(repository, List.of(draft(1, "a", text)));
    }

    private static List<String> write(LocalRepository repository, List<CommitDraft> drafts) {
        return repository.write(repository.base("main"), PLAN, CROSSFADE, drafts);
    }

    @Test
    void losesARaceForAnExistingBranchWithoutOverwriting() throws Exception {
        write("one\n");
        losesTheRace();
    }

    @Test
    void losesARaceForANewBranchWithoutOverwriting() throws Exception {
        losesTheRace();
    }

    private void losesTheRace() throws Exception {
        List<String> winner = new ArrayList<>();
        List<CommitDraft> slow = new AbstractList<>() {
            @Override
            public CommitDraft get(int index) {
                try (LocalRepository other = LocalRepository.open(folder)) {
                    winner.addAll(write(other, List.of(draft(1, "a", "the other's\n"))));
                }
                return draft(1, "a", "mine\n");
            }

            @Override
            public int size() {
                return 1;
            }
        };
        Problem problem = Problems.one(ErrorCode.BRANCH_MOVED, () -> write(repository, slow));
        assertThat(problem.cure()).contains("run again");
        assertThat(person.tip(PLAN)).isEqualTo(winner.get(0));
        assertThat(write("mine\n").get(0)).isEqualTo(person.tip(PLAN));
    }

    @Test
    void namesTheLockFileOfAnotherProcess() throws Exception {
        write("one\n");
        String before = person.tip(PLAN);
        Path lock = folder.resolve(".git/refs/heads/" + PLAN + ".lock");
        Files.createFile(lock);
        Problem problem = Problems.one(ErrorCode.BRANCH_MOVED, () -> write("two\n"));
        assertThat(problem.cure()).contains(lock.toString());
        assertThat(person.tip(PLAN)).isEqualTo(before);
        assertThat(lock).exists();
        Files.delete(lock);
        assertThat(write("two\n").get(0)).isEqualTo(person.tip(PLAN));
    }

    @Test
    void ofManyAtOnceEachEitherMovesTheBranchOrIsTold() throws Exception {
        int writers = 4;
        CyclicBarrier start = new CyclicBarrier(writers);
        List<Callable<String>> jobs = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            String text = "writer " + i + "\n";
            jobs.add(() -> {
                try (LocalRepository own = LocalRepository.open(folder)) {
                    start.await();
                    return write(own, List.of(draft(1, "a", text), draft(2, "b", text)))
                            .get(1);
                }
            });
        }
        var pool = Executors.newFixedThreadPool(writers);
        List<String> written = new ArrayList<>();
        try {
            for (Future<String> job : pool.invokeAll(jobs)) {
                result(job, written);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(written).isNotEmpty().contains(person.tip(PLAN));
        assertThat(GitCommand.in(folder).run("fsck", "--strict", "--no-dangling"))
                .isEmpty();
    }

    private static void result(Future<String> job, List<String> written) throws InterruptedException {
        try {
            written.add(job.get());
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(CrossfadeException.class);
            assertThat(((CrossfadeException) e.getCause()).problems())
                    .extracting(Problem::code)
                    .containsExactly(ErrorCode.BRANCH_MOVED);
        }
    }

    @Test
    void leavesTheBranchWhereItWasWhenObjectsCannotBeWritten() throws Exception {
        write("one\n");
        String before = person.tip(PLAN);
        // a file where a folder has to be: refuses root as well, whom no permission stops
        for (int i = 0; i < 256; i++) {
            Path fanOut = folder.resolve(".git/objects/%02x".formatted(i));
            if (!Files.exists(fanOut)) {
                Files.createFile(fanOut);
            }
        }
        List<CommitDraft> many = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            many.add(draft(i, "a", "text " + i + "\n"));
        }
        Problem problem = Problems.one(ErrorCode.WRITE_FAILED, () -> write(repository, many));
        assertThat(problem.message())
                .contains(folder.resolve(".git").toString())
                .contains("is where it was");
        assertThat(person.tip(PLAN)).isEqualTo(before);
        assertThat(folder.resolve(".git/refs/heads/" + PLAN + ".lock")).doesNotExist();
    }

    @Test
    void leavesNoHalfWrittenBranchWhenTheRefCannotBeWritten() throws Exception {
        Files.createFile(folder.resolve(".git/refs/heads/crossfade.lock"));
        Path inTheWay = folder.resolve(".git/refs/heads/crossfade");
        Files.createFile(inTheWay);
        Map<String, String> refs = person.refs();
        List<Problem> problems = Problems.of(() -> write("one\n"));
        assertThat(problems).extracting(Problem::code).containsExactly(ErrorCode.WRITE_FAILED);
        assertThat(person.refs()).isEqualTo(refs);
        assertThat(inTheWay).isEmptyFile();
    }

    @Test
    void leavesTheBranchWhereItWasWhenTheReflogCannotBeWritten() throws Exception {
        write("one\n");
        String before = person.tip(PLAN);
        Path log = folder.resolve(".git/logs/refs/heads/" + PLAN);
        Files.delete(log);
        Files.createDirectories(log.resolve("in/the/way"));
        Problems.one(ErrorCode.WRITE_FAILED, () -> write("two\n"));
        assertThat(person.tip(PLAN)).isEqualTo(before);
        assertThat(folder.resolve(".git/refs/heads/" + PLAN + ".lock")).doesNotExist();
    }
}
