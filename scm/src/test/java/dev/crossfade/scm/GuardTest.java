package dev.crossfade.scm;

import static dev.crossfade.scm.TestRepository.CROSSFADE;
import static dev.crossfade.scm.TestRepository.PLAN;
import static dev.crossfade.scm.TestRepository.draft;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.proposal.Author;
import dev.crossfade.core.proposal.CommitSeen;
import dev.crossfade.core.proposal.Repository.Base;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.eclipse.jgit.api.CommitCommand;
import org.eclipse.jgit.api.CreateBranchCommand;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardTest {
    @TempDir
    Path folder;

    private TestRepository person;
    private LocalRepository repository;

    @BeforeEach
    void open() throws Exception {
        person = TestRepository.create(folder.resolve("work"));
        repository = LocalRepository.open(person.root);
    }

    @AfterEach
    void close() {
        repository.close();
        person.close();
    }

    private List<String> write(String text) {
        return repository.write(
                repository.base("main"), PLAN, CROSSFADE, List.of(draft(1, "a", text), draft(2, "b", text)));
    }

    private void check(String text) {
        repository.requireWritable(
                repository.base("main"), PLAN, CROSSFADE, List.of(draft(1, "a", text), draft(2, "b", text)));
    }

    @Test
    void aCheckThatRefusesNothingWritesNothing() throws Exception {
        Map<String, String> before = person.disk();
        check("one\n");
        write("one\n");
        Map<String, String> written = person.disk();
        check("one\n");
        check("two\n");
        assertThat(person.disk()).isEqualTo(written).isNotEqualTo(before);
    }

    private Problem refused(ErrorCode code) throws Exception {
        Map<String, String> before = person.disk();
        Problem problem = Problems.one(code, () -> write("changed\n"));
        assertThat(person.disk()).isEqualTo(before);
        assertThat(Problems.one(code, () -> check("changed\n"))).isEqualTo(problem);
        assertThat(person.disk()).isEqualTo(before);
        assertThat(problem.where().text()).isEqualTo("branch " + PLAN);
        return problem;
    }

    @Test
    void writesNoBranchOutsideOfItsOwnNames() {
        for (String branch : new String[] {"main", "feature", "crossfade", "refs/heads/crossfade/x", "Crossfade/x"}) {
            Problems.one(
                    ErrorCode.BRANCH_NOT_OURS,
                    () -> repository.write(repository.base("main"), branch, CROSSFADE, List.of(draft(1, "a", "b\n"))));
        }
        Problems.one(
                ErrorCode.BRANCH_NOT_OURS,
                () -> repository.write(repository.base("main"), "crossfade/a..b", CROSSFADE, List.of()));
    }

    @Test
    void keepsAPersonsCommitOnTop() throws Exception {
        write("one\n");
        person.git.checkout().setName(PLAN).call();
        person.file("c", "mine\n");
        RevCommit mine = person.commit("My own fix\n\nNot by a tool.");
        person.git.checkout().setName("main").call();
        Problem problem = refused(ErrorCode.BRANCH_NOT_OURS);
        assertThat(problem.message())
                .contains(mine.name().substring(0, 10), "Anna Ops <anna@example.com>", "\"My own fix\"");
        assertThat(problem.cure()).contains("git branch -m " + PLAN);
    }

    @Test
    void keepsAPersonsCommitInTheMiddle() throws Exception {
        person.git.checkout().setName(PLAN).setCreateBranch(true).call();
        person.file("c", "mine\n");
        RevCommit mine = person.commit("mine");
        person.file("d", "by a tool\n");
        person.git.add().addFilepattern(".").call();
        PersonIdent tool = new PersonIdent(
                CROSSFADE.name(), CROSSFADE.email(), Instant.ofEpochSecond(mine.getCommitTime() + 1L), ZoneOffset.UTC);
        person.git
                .commit()
                .setMessage(draft(1).message())
                .setAuthor(tool)
                .setCommitter(tool)
                .setSign(false)
                .call();
        person.git.checkout().setName("main").call();
        assertThat(refused(ErrorCode.BRANCH_NOT_OURS).message()).contains("\"mine\"");
    }

    /** Anna amends a commit of the plan's, and keeps its trailers. */
    private void amend(UnaryOperator<CommitCommand> more) throws Exception {
        write("one\n");
        person.git.checkout().setName(PLAN).call();
        person.file("b", "mine\n");
        person.git.add().addFilepattern(".").call();
        more.apply(person.git
                        .commit()
                        .setAmend(true)
                        .setMessage(draft(2).message())
                        .setCommitter(TestRepository.ANNA)
                        .setSign(false))
                .call();
        person.git.checkout().setName("main").call();
    }

    @Test
    void keepsACommitThatAPersonAmended() throws Exception {
        amend(commit -> commit);
        refused(ErrorCode.BRANCH_NOT_OURS);
    }

    /** As {@code git commit --amend --reset-author} leaves it: author and committer alike, and neither Crossfade. */
    @Test
    void keepsACommitThatAPersonAmendedAsTheirOwn() throws Exception {
        amend(commit -> commit.setAuthor(TestRepository.ANNA));
        assertThat(refused(ErrorCode.BRANCH_NOT_OURS).message())
                .contains("by Anna Ops <anna@example.com>", "somebody amended or rebased it");
    }

    /** Where spec.git.author is that very person, the date is all that tells. */
    @Test
    void keepsACommitThatSpecGitAuthorAmended() throws Exception {
        PersonIdent author = new PersonIdent(CROSSFADE.name(), CROSSFADE.email());
        amend(commit -> commit.setAuthor(author).setCommitter(author));
        assertThat(refused(ErrorCode.BRANCH_NOT_OURS).message()).contains("somebody amended or rebased it");
    }

    @Test
    void namesWhoAmendedAndNotWhoWasAmended() throws Exception {
        write("one\n");
        String mine = amendWithoutAWord();
        assertThat(refused(ErrorCode.BRANCH_NOT_OURS).message())
                .contains(mine.substring(0, 10) + " by Anna Ops <anna@example.com>")
                .doesNotContain(CROSSFADE.name() + " <");
        assertThat(repository.above(repository.base("main"), mine, CROSSFADE).get(0))
                .returns("Anna Ops <anna@example.com>", CommitSeen::author)
                .returns(false, CommitSeen::own);
    }

    private String amendWithoutAWord() throws Exception {
        person.git.checkout().setName(PLAN).call();
        String id = person.git
                .commit()
                .setAmend(true)
                .setMessage(draft(2).message())
                .setCommitter(TestRepository.ANNA)
                .setSign(false)
                .call()
                .name();
        person.git.checkout().setName("main").call();
        return id;
    }

    /** The safe side: nobody can tell such a commit from one that a person made their own. */
    @Test
    void keepsCommitsOfAFormerAuthorAndSaysWhatMayHaveHappened() throws Exception {
        for (Author other :
                List.of(new Author("Former", CROSSFADE.email()), new Author(CROSSFADE.name(), "former@example.com"))) {
            String branch = "crossfade/prod/" + (other.name().equals("Former") ? "name" : "mail");
            Base base = repository.base("main");
            String tip = repository
                    .write(base, branch, other, List.of(draft(1, "a", "one\n")))
                    .get(0);
            Problem problem = Problems.one(
                    ErrorCode.BRANCH_NOT_OURS,
                    () -> repository.write(base, branch, CROSSFADE, List.of(draft(1, "a", "two\n"))));
            assertThat(problem.message()).contains("spec.git.author was another one when it was written");
            assertThat(person.tip(branch)).isEqualTo(tip);
            assertThat(repository.above(base, tip, CROSSFADE)).noneMatch(CommitSeen::own);
            assertThat(repository.above(base, tip, other)).allMatch(CommitSeen::own);
        }
    }

    @Test
    void knowsItsOwnCommitsByTheNameThatGitStored() {
        Author spaced = new Author(" Crossfade  Robot ", "crossfade@localhost ");
        for (String text : new String[] {"one\n", "two\n"}) {
            assertThat(repository.write(repository.base("main"), PLAN, spaced, List.of(draft(1, "a", text))))
                    .hasSize(1);
        }
    }

    @Test
    void doesNotTakeAWordInThePersonsTextForATrailer() throws Exception {
        person.git.checkout().setName(PLAN).setCreateBranch(true).call();
        person.file("c", "mine\n");
        person.commit("mine\n\nCrossfade-Migration: is what I do here\n\nReally.\n");
        person.git.checkout().setName("main").call();
        refused(ErrorCode.BRANCH_NOT_OURS);
    }

    @Test
    void followsABaseThatWentOn() throws Exception {
        write("one\n");
        person.file("e", "next\n");
        person.commit("next");
        assertThat(person.tip(PLAN)).isNotEqualTo(write("one\n").get(1));
        assertThat(person.tip(PLAN)).isEqualTo(write("one\n").get(1));
    }

    @Test
    void followsABaseThatWasAmended() throws Exception {
        write("one\n");
        person.file("e", "next\n");
        person.commit("next");
        write("one\n");
        person.file("e", "amended\n");
        person.git.add().addFilepattern(".").call();
        person.git
                .commit()
                .setAmend(true)
                .setMessage("next, better")
                .setSign(false)
                .call();
        assertThat(write("one\n")).hasSize(2).last().isEqualTo(person.tip(PLAN));
    }

    @Test
    void followsABaseThatMergedItsPhase() throws Exception {
        write("one\n");
        person.git
                .merge()
                .include(person.git.getRepository().exactRef("refs/heads/" + PLAN))
                .call();
        person.file("e", "next\n");
        person.commit("next");
        write("two\n");
        assertThat(repository.base(PLAN).tree().read("e")).contains("next\n");
    }

    @Test
    void refusesABranchThatIsCheckedOut() throws Exception {
        write("one\n");
        person.git.checkout().setName(PLAN).call();
        Problem problem = refused(ErrorCode.BRANCH_CHECKED_OUT);
        assertThat(problem.message()).contains(person.root.toString());
        assertThat(problem.cure()).contains("switch main");
        assertThat(write("one\n")).as("nothing to move").hasSize(2);
    }

    @Test
    void refusesABranchThatALinkedWorktreeHasCheckedOut() throws Exception {
        GitCommand git = GitCommand.in(person.root);
        write("one\n");
        git.run("worktree", "add", "-q", "../preview", PLAN);
        assertThat(refused(ErrorCode.BRANCH_CHECKED_OUT).message())
                .contains(folder.resolve("preview").toString());
        git.run("worktree", "remove", "../preview");
        assertThat(write("two\n")).hasSize(2);
    }

    @Test
    void refusesABranchThatTheMainWorkingTreeHasCheckedOut() throws Exception {
        GitCommand git = GitCommand.in(person.root);
        write("one\n");
        git.run("worktree", "add", "-q", "-b", "side", "../linked", "main");
        git.run("switch", "-q", PLAN);
        try (LocalRepository linked = LocalRepository.open(folder.resolve("linked"))) {
            Problem problem = Problems.one(
                    ErrorCode.BRANCH_CHECKED_OUT,
                    () -> linked.write(linked.base("main"), PLAN, CROSSFADE, List.of(draft(1, "a", "c\n"))));
            assertThat(problem.message()).contains("in " + person.root + ":");
        }
    }

    @Test
    void aWorktreeWhoseFolderIsGoneHoldsNothing() throws Exception {
        GitCommand git = GitCommand.in(person.root);
        write("one\n");
        git.run("worktree", "add", "-q", "../preview", PLAN);
        java.nio.file.Files.move(folder.resolve("preview"), folder.resolve("moved"));
        assertThat(write("two\n")).hasSize(2);
    }

    @Test
    void refusesANameBelowAnotherBranch() throws Exception {
        person.git.branchCreate().setName("crossfade").call();
        Problem problem = refused(ErrorCode.BRANCH_NAME_TAKEN);
        assertThat(problem.message()).contains("beside the branch crossfade:");
        assertThat(problem.cure()).contains("git branch -m crossfade ");
    }

    @Test
    void refusesANameAboveAnotherBranch() throws Exception {
        person.git.branchCreate().setName(PLAN + "/deeper").call();
        assertThat(refused(ErrorCode.BRANCH_NAME_TAKEN).message()).contains(PLAN + "/deeper");
    }

    @Test
    void neverWritesThroughASymbolicName() throws Exception {
        person.git.getRepository().updateRef("refs/heads/" + PLAN).link("refs/heads/main");
        Problem problem = refused(ErrorCode.BRANCH_NOT_OURS);
        assertThat(problem.message()).contains("refs/heads/main");
    }

    @Test
    void takesOverABranchThatPointsAtTheBase() throws Exception {
        person.git
                .branchCreate()
                .setName(PLAN)
                .setUpstreamMode(CreateBranchCommand.SetupUpstreamMode.NOTRACK)
                .call();
        assertThat(write("one\n").get(1)).isEqualTo(person.tip(PLAN));
    }
}
