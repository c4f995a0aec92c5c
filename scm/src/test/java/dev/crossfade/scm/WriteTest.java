package dev.crossfade.scm;

import static dev.crossfade.scm.TestRepository.CROSSFADE;
import static dev.crossfade.scm.TestRepository.PLAN;
import static dev.crossfade.scm.TestRepository.draft;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.proposal.CommitDraft;
import dev.crossfade.core.proposal.Repository.Base;
import dev.crossfade.core.report.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteTest {
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

    private List<String> write(CommitDraft... drafts) {
        return repository.write(repository.base("main"), PLAN, CROSSFADE, List.of(drafts));
    }

    @Test
    void writesALinearRowOnTopOfTheBase() throws Exception {
        Base base = repository.base("main");
        List<String> ids = write(draft(1, "a/b.yaml", "b: 1\n"), draft(2, "a/c.yaml", "c: 1\n"), draft(3));
        assertThat(person.tip(PLAN)).isEqualTo(ids.get(2));
        RevCommit last = commit(ids.get(2));
        assertThat(last.getParents()).extracting(RevCommit::name).containsExactly(ids.get(1));
        assertThat(commit(ids.get(1)).getParent(0).name()).isEqualTo(ids.get(0));
        assertThat(commit(ids.get(0)).getParent(0).name()).isEqualTo(base.commit());
        assertThat(last.getTree()).isEqualTo(commit(ids.get(1)).getTree());
        var tree = repository.base(PLAN).tree();
        assertThat(tree.read("a/b.yaml")).contains("b: 1\n");
        assertThat(tree.read("a/c.yaml")).contains("c: 1\n");
        assertThat(tree.list("")).hasSize(6);
    }

    @Test
    void signsWithTheAuthorTheDraftsDateAndUtc() throws Exception {
        RevCommit commit = commit(write(draft(7)).get(0));
        assertThat(commit.getAuthorIdent().toExternalString())
                .isEqualTo("Crossfade <crossfade@localhost> "
                        + TestRepository.START.plusSeconds(7).getEpochSecond() + " +0000");
        assertThat(commit.getCommitterIdent()).isEqualTo(commit.getAuthorIdent());
        assertThat(commit.getFullMessage()).isEqualTo(draft(7).message());
        assertThat(commit.getRawGpgSignature()).isNull();
    }

    @Test
    void withoutDraftsTheBranchPointsAtTheBase() throws Exception {
        assertThat(write()).isEmpty();
        assertThat(person.tip(PLAN)).isEqualTo(person.tip("main"));
    }

    @Test
    void keepsTheModesOfExistingFiles() throws Exception {
        write(draft(1, "run.sh", "#!/bin/bash\n", "new.sh", "x\n"));
        assertThat(mode("run.sh")).isEqualTo(FileMode.EXECUTABLE_FILE);
        assertThat(mode("new.sh")).isEqualTo(FileMode.REGULAR_FILE);
    }

    @Test
    void removesAFolderWithItsLastFile() throws Exception {
        write(draft(1, "network/old/only.yaml", null));
        assertThat(mode("network/old")).isEqualTo(FileMode.MISSING);
        assertThat(mode("network/cilium")).isEqualTo(FileMode.TREE);
        write(draft(1, "network/old/only.yaml", null), draft(2, "network/cilium/values.yaml", null));
        assertThat(mode("network")).isEqualTo(FileMode.MISSING);
    }

    @Test
    void aFileMayTakeTheNameOfAFolderThatGoesInTheSameCommit() throws Exception {
        write(draft(1, "network/old", "a file\n", "network/old/only.yaml", null));
        assertThat(repository.base(PLAN).tree().read("network/old")).contains("a file\n");
        write(draft(1, "run.sh", null, "run.sh/inside", "x\n"));
        assertThat(repository.base(PLAN).tree().read("run.sh/inside")).contains("x\n");
    }

    @Test
    void theEarlierDraftsFilesAreThereForTheLaterOnes() throws Exception {
        write(draft(1, "t/x.yaml", "1\n"), draft(2, "t/x.yaml", "2\n"), draft(3, "t/x.yaml", null));
        assertThat(mode("t")).isEqualTo(FileMode.MISSING);
    }

    @Test
    void refusesToRemoveWhatIsNotThere() {
        for (String path : new String[] {"nothing", "network", "network/old/only.yaml/x", "no/such/file"}) {
            var problem = Problems.one(ErrorCode.INTERNAL, () -> write(draft(1, path, null)));
            assertThat(problem.where().text()).isEqualTo(path);
        }
        assertThat(repository.base("main").tree().list("")).hasSize(4);
    }

    @Test
    void refusesAPathThatSomethingElseTakes() throws Exception {
        Files.createSymbolicLink(folder.resolve("link"), Path.of("network"));
        person.commit("link");
        Map<String, String> before = person.disk();
        refusesPath("network", "a folder");
        refusesPath("crossfade.yaml/x", "a file");
        refusesPath("link", "a symbolic link");
        refusesPath("link/x.yaml", "a symbolic link");
        refusesPath("sub/.GIT/config", ".GIT");
        assertThat(person.disk()).isEqualTo(before);
    }

    private void refusesPath(String path, String why) {
        var problem = Problems.one(ErrorCode.PATH_NOT_WRITABLE, () -> write(draft(1, path, "x\n")));
        assertThat(problem.where().text()).isEqualTo(path);
        assertThat(problem.message()).contains(why);
    }

    @Test
    void touchesNothingButItsOwnBranch() throws Exception {
        person.git.branchCreate().setName("feature").call();
        person.file("crossfade.yaml", "edited\n");
        person.file("staged.yaml", "staged\n");
        person.git.add().addFilepattern("staged.yaml").call();
        person.file("untracked.yaml", "untracked\n");
        Map<String, String> checkout = person.checkout();
        Map<String, String> refs = person.refs();
        List<String> ids = write(draft(1, "staged.yaml", "mine\n", "network/old/only.yaml", null));
        assertThat(person.checkout()).isEqualTo(checkout);
        refs.put("refs/heads/" + PLAN, "refs/heads/" + PLAN + " AnyObjectId[" + ids.get(0) + "]");
        assertThat(person.refs()).isEqualTo(refs);
    }

    @Test
    void writesNothingAtAllTheSecondTime() throws Exception {
        write(draft(1, "a", "b\n"), draft(2, "a", "c\n"));
        Map<String, String> before = person.disk();
        write(draft(1, "a", "b\n"), draft(2, "a", "c\n"));
        assertThat(person.disk()).isEqualTo(before);
    }

    @Test
    void replacesItsOwnEarlierRow() throws Exception {
        write(draft(1, "a", "b\n"), draft(2, "a", "c\n"));
        List<String> shorter = write(draft(1, "a", "other\n"));
        assertThat(person.tip(PLAN)).isEqualTo(shorter.get(0));
        var log = person.git.getRepository().getRefDatabase().getReflogReader("refs/heads/" + PLAN);
        assertThat(log.getReverseEntries())
                .extracting(entry -> entry.getComment())
                .containsExactly("crossfade: plan", "crossfade: plan");
    }

    @Test
    void movesABranchThatIsPacked() throws Exception {
        write(draft(1, "a", "b\n"));
        GitCommand.in(folder).run("gc", "-q");
        List<String> ids = write(draft(1, "a", "c\n"));
        assertThat(GitCommand.in(folder).run("rev-parse", PLAN)).isEqualTo(ids.get(0));
        assertThat(person.tip(PLAN)).isEqualTo(ids.get(0));
    }

    @Test
    void gitFindsNoFault() throws Exception {
        GitCommand git = GitCommand.in(folder);
        write(draft(1, "a.yaml", "1\n", "a/b", "2\n", "a-b", "3\n", "a0", "4\n", "ä/ö", "5\n"), draft(2, "a/b", null));
        assertThat(git.run("fsck", "--strict", "--full", "--no-dangling")).isEmpty();
        assertThat(git.run("ls-tree", "--name-only", "-z", PLAN))
                .contains("a-b\0a.yaml\0a0\0")
                .contains("ä\0");
        assertThat(git.run("status", "--porcelain")).isEmpty();
    }

    @Test
    void makesTheIdsThatGitWouldMake() throws Exception {
        List<String> ids = write(
                draft(1, "a/b.yaml", "größer: 日本\n", "a.yaml", "x\n", "run.sh", "#!/bin/bash\n"),
                draft(2, "network/old/only.yaml", null, "a/b.yaml", ""));
        GitCommand git = GitCommand.in(folder, plumbing(1));
        git.run("read-tree", "main");
        stage(git, "100644", "a/b.yaml", "größer: 日本\n");
        stage(git, "100644", "a.yaml", "x\n");
        stage(git, "100755", "run.sh", "#!/bin/bash\n");
        String first = commit(git, 1, "main");
        git = GitCommand.in(folder, plumbing(2));
        git.run("rm", "-q", "--cached", "network/old/only.yaml");
        stage(git, "100644", "a/b.yaml", "");
        assertThat(ids).containsExactly(first, commit(git, 2, first));
    }

    private Map<String, String> plumbing(int number) {
        String date = TestRepository.START.plusSeconds(number).getEpochSecond() + " +0000";
        return Map.of(
                "GIT_INDEX_FILE", folder.resolve(".git/other-index").toString(),
                "GIT_AUTHOR_NAME", CROSSFADE.name(),
                "GIT_AUTHOR_EMAIL", CROSSFADE.email(),
                "GIT_COMMITTER_NAME", CROSSFADE.name(),
                "GIT_COMMITTER_EMAIL", CROSSFADE.email(),
                "GIT_AUTHOR_DATE", date,
                "GIT_COMMITTER_DATE", date);
    }

    private static void stage(GitCommand git, String mode, String path, String text) throws Exception {
        String blob = git.runWith(text, "hash-object", "-w", "--stdin");
        git.run("update-index", "--add", "--cacheinfo", mode + "," + blob + "," + path);
    }

    private static String commit(GitCommand git, int number, String parent) throws Exception {
        return git.runWith(draft(number).message(), "commit-tree", "-p", parent, "-F", "-", git.run("write-tree"));
    }

    @Test
    void writesIntoAReftableRepository(@TempDir Path other) throws Exception {
        try (TestRepository table = TestRepository.create(other)) {
            ((org.eclipse.jgit.internal.storage.file.FileRepository) table.git.getRepository())
                    .convertRefStorage("reftable", false, false);
        }
        try (LocalRepository opened = LocalRepository.open(other)) {
            List<String> ids = opened.write(opened.base("main"), PLAN, CROSSFADE, List.of(draft(1, "a", "b\n")));
            assertThat(opened.base(PLAN).commit()).isEqualTo(ids.get(0));
        }
    }

    @Test
    void worksOnFiveThousandFiles() throws Exception {
        for (int i = 0; i < 5000; i++) {
            person.file("apps/team-%02d/service-%04d.yaml".formatted(i % 50, i), "n: " + i + "\n");
        }
        person.commit("many");
        write(draft(1, "apps/team-03/new.yaml", "n: new\n", "apps/team-03/service-0003.yaml", null));
        assertThat(repository.base(PLAN).tree().list("apps")).hasSize(5000);
        assertThat(GitCommand.in(folder).run("diff", "--name-status", "main", PLAN))
                .isEqualTo("A\tapps/team-03/new.yaml\nD\tapps/team-03/service-0003.yaml");
    }

    private RevCommit commit(String id) throws Exception {
        try (RevWalk walk = new RevWalk(person.git.getRepository())) {
            return walk.parseCommit(org.eclipse.jgit.lib.ObjectId.fromString(id));
        }
    }

    private FileMode mode(String path) throws Exception {
        var tree = commit(person.tip(PLAN)).getTree();
        try (TreeWalk found = TreeWalk.forPath(person.git.getRepository(), path, tree)) {
            return found == null ? FileMode.MISSING : found.getFileMode();
        }
    }
}
