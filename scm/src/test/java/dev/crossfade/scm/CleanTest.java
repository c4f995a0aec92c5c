package dev.crossfade.scm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanTest {
    private static final String INPUT = "crossfade.yaml";
    private static final String VALUES = "network/cilium/values.yaml";

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

    private void check(String... paths) {
        repository.requireClean(repository.base("main"), List.of(paths));
    }

    private void isClean(String... paths) {
        assertThatCode(() -> check(paths)).doesNotThrowAnyException();
    }

    private Problem isDirty(String path, String why) {
        Problem problem = Problems.one(ErrorCode.INPUT_DIRTY, () -> check(INPUT, VALUES, path));
        assertThat(problem.where().text()).isEqualTo(path);
        assertThat(problem.message()).startsWith(path + " " + why);
        return problem;
    }

    @Test
    void takesAFreshCheckout() throws Exception {
        Map<String, String> before = person.disk();
        isClean(INPUT, VALUES, "run.sh");
        assertThat(person.disk()).isEqualTo(before);
    }

    @Test
    void looksAtTheNamedPathsAlone() throws Exception {
        person.file("run.sh", "changed\n");
        person.file("untracked.yaml", "x\n");
        isClean(INPUT, VALUES);
    }

    @Test
    void aPathThatIsNowhereIsNotDirty() {
        isClean("gone.yaml", "no/such/folder/file.yaml", "network", "", "a//b");
    }

    @Test
    void refusesAChangedFileOfTheSameLength() throws Exception {
        person.file(INPUT, "kind: Migratiom\n");
        Problem problem = isDirty(INPUT, "differs in the working tree");
        assertThat(problem.message())
                .contains("branch main")
                .contains(person.tip("main").substring(0, 10));
    }

    @Test
    void refusesADeletedFile() throws Exception {
        Files.delete(folder.resolve(INPUT));
        isDirty(INPUT, "is deleted in the working tree");
    }

    @Test
    void refusesAFolderOrALinkInPlaceOfTheFile() throws Exception {
        Files.delete(folder.resolve(INPUT));
        Files.createDirectory(folder.resolve(INPUT));
        isDirty(INPUT, "is no regular file");
        Files.delete(folder.resolve(INPUT));
        Files.createSymbolicLink(folder.resolve(INPUT), Path.of("run.sh"));
        isDirty(INPUT, "is no regular file");
    }

    @Test
    void refusesAFileThatIsNotCommitted() throws Exception {
        person.file("new.yaml", "x\n");
        isDirty("new.yaml", "is not committed to main yet");
        person.git.add().addFilepattern("new.yaml").call();
        isDirty("new.yaml", "is not committed to main yet");
    }

    @Test
    void refusesWhatOnlyTheIndexHolds() throws Exception {
        person.file(INPUT, "staged\n");
        person.git.add().addFilepattern(INPUT).call();
        person.file(INPUT, "kind: Migration\n");
        isDirty(INPUT, "has a staged change");
        person.git.rm().setCached(true).addFilepattern(INPUT).call();
        isDirty(INPUT, "has its deletion staged");
    }

    @Test
    void whatIsCommittedAndNotPushedIsPushed() throws Exception {
        var pushed = repository.base("main");
        person.file(INPUT, "kind: Other\n");
        person.commit("not pushed");

        Problem problem =
                Problems.one(ErrorCode.INPUT_DIRTY, () -> repository.requirePushed(pushed, List.of(INPUT, VALUES)));

        assertThat(problem.message())
                .contains(INPUT + " is committed here, and origin/main has another version of it")
                .contains(pushed.commit().substring(0, 10));
        assertThat(problem.cure()).contains("git push origin main").doesNotContain("stash");
        person.file(INPUT, "kind: Third\n");
        assertThat(Problems.one(ErrorCode.INPUT_DIRTY, () -> repository.requirePushed(pushed, List.of(INPUT, VALUES)))
                        .cure())
                .contains("commit it to main")
                .contains("git stash push");
    }

    @Test
    void whatIsCommittedElsewhereIsMerged() throws Exception {
        var pushed = repository.base("main");
        person.git
                .checkout()
                .setName("crossfade/prod/prepare")
                .setCreateBranch(true)
                .call();
        person.file(INPUT, "kind: Other\n");
        var elsewhere = person.commit("elsewhere");

        for (String name : List.of(
                "branch crossfade/prod/prepare", "commit " + elsewhere.name().substring(0, 10))) {
            for (Problem problem : List.of(
                    Problems.one(ErrorCode.INPUT_DIRTY, () -> repository.requirePushed(pushed, List.of(INPUT))),
                    Problems.one(ErrorCode.INPUT_DIRTY, () -> repository.requireClean(pushed, List.of(INPUT))))) {
                assertThat(problem.message()).contains("checked out is " + name + ", which");
                assertThat(problem.cure())
                        .startsWith("git switch main; ")
                        .endsWith("bring it to main by a pull request or a merge of " + name)
                        .doesNotContain("push", "stash");
            }
            person.git.checkout().setName(elsewhere.name()).call();
        }
    }

    @Test
    void whatIsNotCommittedOnAnotherBranchIsToldWithThatBranch() throws Exception {
        person.git.checkout().setName("other").setCreateBranch(true).call();
        person.file(INPUT, "kind: Other\n");

        assertThat(isDirty(INPUT, "differs in the working tree").cure())
                .startsWith("commit it to main (checked out is branch other: git switch main)")
                .contains("git stash push");
    }

    @Test
    void refusesAMergeConflict() throws Exception {
        person.git.checkout().setName("other").setCreateBranch(true).call();
        person.file(INPUT, "theirs\n");
        var theirs = person.commit("theirs");
        person.git.checkout().setName("main").call();
        person.file(INPUT, "ours\n");
        person.commit("ours");
        person.git.merge().include(theirs).call();
        isDirty(INPUT, "has a merge conflict");
    }

    @Test
    void namesEveryDirtyFileAtOnce() throws Exception {
        person.file(INPUT, "changed\n");
        Files.delete(folder.resolve(VALUES));
        List<Problem> problems = Problems.of(() -> check(VALUES, INPUT, "run.sh", VALUES));
        assertThat(problems).extracting(problem -> problem.where().text()).containsExactly(INPUT, VALUES);
    }

    @Test
    void comparesWithTheBaseWhenAnotherBranchIsCheckedOut() throws Exception {
        person.git.checkout().setName("feature").setCreateBranch(true).call();
        person.file(INPUT, "feature\n");
        person.file("new.yaml", "x\n");
        person.commit("feature");
        isClean(VALUES);
        assertThat(isDirty(INPUT, "differs in the working tree").cure()).contains("git switch main");
        person.file(INPUT, "kind: Migration\n");
        isClean(INPUT);
        isDirty("new.yaml", "is not committed to main yet");
    }

    @Test
    void aFileThatTheOtherBranchDoesNotTrackButEqualsTheBaseIsClean() throws Exception {
        person.git.checkout().setName("feature").setCreateBranch(true).call();
        person.git.rm().addFilepattern(INPUT).call();
        person.commit("without");
        person.file(INPUT, "kind: Migration\n");
        isClean(INPUT);
    }

    @Test
    void acceptsLineEndsByAttributes() throws Exception {
        person.file(".gitattributes", "*.yaml text eol=crlf\n");
        person.commit("attributes");
        person.file(INPUT, "kind: Migration\r\n");
        assertThat(GitCommand.in(folder).run("diff", "--name-only")).doesNotContain(INPUT + "\n");
        isClean(INPUT, VALUES);
        person.file(INPUT, "kind: Other\r\n");
        isDirty(INPUT, "differs");
    }

    @Test
    void attributesOfTheNearestFolderCount() throws Exception {
        person.file(".gitattributes", "*.yaml -text\n");
        person.file("network/.gitattributes", "*.yaml text=auto\n");
        person.commit("attributes");
        person.file(VALUES, "ipam: {}\r\n");
        isClean(VALUES);
        person.file(INPUT, "kind: Migration\r\n");
        isDirty(INPUT, "differs");
    }

    @Test
    void acceptsLineEndsByTheRepositorysConfiguration() throws Exception {
        person.file(INPUT, "kind: Migration\r\n");
        isDirty(INPUT, "differs");
        StoredConfig config = person.git.getRepository().getConfig();
        config.setString("core", null, "autocrlf", "true");
        config.save();
        repository.close();
        repository = LocalRepository.open(folder);
        isClean(INPUT);
    }

    @Test
    void acceptsLineEndsByThePersonsConfiguration(@TempDir Path home) throws Exception {
        SystemReader before = SystemReader.getInstance();
        try {
            SystemReader.setInstance(new DeterminismTest.Person(home, "[core]\n\tautocrlf = true\n"));
            repository.close();
            repository = LocalRepository.open(folder);
            person.file(INPUT, "kind: Migration\r\n");
            isClean(INPUT);
            assertThat(repository.base("main").tree().read(INPUT)).contains("kind: Migration\n");
        } finally {
            SystemReader.setInstance(before);
        }
    }

    @Test
    void acceptsWhatASparseCheckoutLeavesOut() throws Exception {
        GitCommand git = GitCommand.in(folder);
        git.run("status");
        git.run("sparse-checkout", "set", "--no-cone", "/crossfade.yaml");
        assertThat(folder.resolve(VALUES)).doesNotExist();
        isClean(INPUT, VALUES);
    }

    @Test
    void saysThatTheIndexIsDamaged() throws Exception {
        Files.writeString(folder.resolve(".git/index"), "garbage that is no index at all");
        Problem problem = Problems.one(ErrorCode.REPOSITORY_UNREADABLE, () -> check(INPUT));
        assertThat(problem.cure()).contains("git reset");
    }

    @Test
    void saysHowToMakeASplitIndexReadable() throws Exception {
        GitCommand.in(folder).run("update-index", "--split-index");
        Problem problem = Problems.one(ErrorCode.REPOSITORY_UNREADABLE, () -> check(INPUT));
        assertThat(problem.cure()).contains("git update-index --no-split-index");
        GitCommand.in(folder).run("update-index", "--no-split-index");
        isClean(INPUT);
    }

    @Test
    void saysHowToMakeASparseIndexReadable() throws Exception {
        GitCommand git = GitCommand.in(folder);
        git.run("status");
        git.run("sparse-checkout", "set", "--cone", "--sparse-index", "network/old");
        Problem problem = Problems.one(ErrorCode.REPOSITORY_UNREADABLE, () -> check(INPUT));
        assertThat(problem.cure()).contains("git sparse-checkout reapply --no-sparse-index");
        git.run("sparse-checkout", "reapply", "--no-sparse-index");
        isClean(INPUT, VALUES);
    }

    @Test
    void readsAnIndexOfVersionFour() throws Exception {
        GitCommand.in(folder).run("update-index", "--index-version", "4");
        assertThat(DirCache.read(person.git.getRepository()).getEntryCount()).isEqualTo(4);
        isClean(INPUT, VALUES);
    }
}
