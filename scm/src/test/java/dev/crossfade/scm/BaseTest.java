package dev.crossfade.scm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.report.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaseTest {
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

    @Test
    void isTheTipOfTheLocalBranch() throws Exception {
        var base = repository.base("main");
        assertThat(base.branch()).isEqualTo("main");
        assertThat(base.commit()).isEqualTo(person.tip("main"));
        assertThat(base.committed()).isEqualTo(TestRepository.START);
    }

    @Test
    void readsTheCommitAndNotTheWorkingTree() throws Exception {
        person.file("crossfade.yaml", "changed\n");
        assertThat(repository.base("main").tree().read("crossfade.yaml")).contains("kind: Migration\n");
    }

    @Test
    void hasNoTextForFoldersAndStrangers() {
        var tree = repository.base("main").tree();
        for (String path :
                new String[] {"", "network", "network/", "/crossfade.yaml", "a//b", "../x", "crossfade.yaml/x"}) {
            assertThat(tree.read(path)).as(path).isEmpty();
        }
    }

    @Test
    void listsAFolderWithItsSubtree() {
        var tree = repository.base("main").tree();
        assertThat(tree.list("network")).containsExactly("network/cilium/values.yaml", "network/old/only.yaml");
        assertThat(tree.list("")).hasSize(4).contains("run.sh");
        assertThat(tree.list("net")).isEmpty();
        assertThat(tree.list("run.sh")).isEmpty();
        assertThat(tree.list("network//old")).isEmpty();
    }

    @Test
    void takesNeitherLinksNorSubmodulesForFiles() throws Exception {
        Files.createSymbolicLink(folder.resolve("link.yaml"), Path.of("crossfade.yaml"));
        person.git.add().addFilepattern(".").call();
        var index = person.git.getRepository().lockDirCache();
        var editor = index.editor();
        editor.add(new org.eclipse.jgit.dircache.DirCacheEditor.PathEdit("module") {
            @Override
            public void apply(org.eclipse.jgit.dircache.DirCacheEntry entry) {
                entry.setFileMode(org.eclipse.jgit.lib.FileMode.GITLINK);
                entry.setObjectId(ObjectId.fromString("1234567890123456789012345678901234567890"));
            }
        });
        editor.commit();
        person.git
                .commit()
                .setMessage("odd entries")
                .setAuthor(TestRepository.ANNA)
                .setCommitter(TestRepository.ANNA)
                .setSign(false)
                .call();
        var tree = repository.base("main").tree();
        assertThat(tree.read("link.yaml")).isEmpty();
        assertThat(tree.read("module")).isEmpty();
        assertThat(tree.list("")).hasSize(4);
        assertThat(tree.links()).containsExactly(java.util.Map.entry("link.yaml", "crossfade.yaml"));
    }

    @Test
    void refusesTextThatIsNotUtf8() throws Exception {
        Files.write(folder.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe4, '\n'});
        person.commit("latin");
        var tree = repository.base("main").tree();
        var problem = Problems.one(ErrorCode.INPUT_NOT_TEXT, () -> tree.read("latin.yaml"));
        assertThat(problem.where().text()).isEqualTo("latin.yaml");
    }

    @Test
    void namesOtherBranchesWhenTheBranchIsMissing() throws Exception {
        for (String name : new String[] {"a", "b", "c", "crossfade/prod/plan"}) {
            person.git.branchCreate().setName(name).call();
        }
        var problem = Problems.one(ErrorCode.BRANCH_NOT_FOUND, () -> repository.base("master"));
        assertThat(problem.message())
                .contains("master")
                .contains("main, a, b and 1 more")
                .doesNotContain("crossfade/");
        assertThat(problem.cure()).contains("spec.git.branch");
    }

    @Test
    void offersTheRemotesBranch() throws Exception {
        var update = person.git.getRepository().updateRef("refs/remotes/origin/release");
        update.setNewObjectId(ObjectId.fromString(person.tip("main")));
        update.update();
        assertThat(Problems.one(ErrorCode.BRANCH_NOT_FOUND, () -> repository.base("release"))
                        .cure())
                .contains("git branch release origin/release");
        assertThat(Problems.one(ErrorCode.BRANCH_NOT_FOUND, () -> repository.base("origin/release"))
                        .cure())
                .contains("without the remote's name: release");
    }

    @Test
    void saysThatACommitIsCheckedOutWithoutABranch() throws Exception {
        String commit = person.tip("main");
        var update = person.git.getRepository().updateRef("refs/remotes/origin/main");
        update.setNewObjectId(ObjectId.fromString(commit));
        update.update();
        person.git.checkout().setName(commit).call();
        person.git.branchDelete().setBranchNames("main").setForce(true).call();

        var problem = Problems.one(ErrorCode.BRANCH_NOT_FOUND, () -> repository.base("main"));

        assertThat(problem.message())
                .contains("there is no local branch main")
                .contains("checked out is commit " + commit.substring(0, 10) + ", without a branch")
                .doesNotContain("no commit on any branch");
        assertThat(problem.cure()).contains("git branch main origin/main");
    }

    @Test
    void saysThatARepositoryWithoutCommitsHasNone(@TempDir Path fresh) throws Exception {
        try (TestRepository newcomer = TestRepository.empty(fresh);
                LocalRepository opened = LocalRepository.open(newcomer.root)) {
            var problem = Problems.one(ErrorCode.BRANCH_NOT_FOUND, () -> opened.base("main"));
            assertThat(problem.message()).contains("no commit");
            assertThat(problem.cure()).contains("git commit");
        }
    }

    @Test
    void saysWhichFileIsDamaged() throws Exception {
        var base = repository.base("main");
        damage(base.commit() + ":crossfade.yaml");
        var problem =
                Problems.one(ErrorCode.REPOSITORY_UNREADABLE, () -> base.tree().read("crossfade.yaml"));
        assertThat(problem.message()).contains("crossfade.yaml");
        assertThat(problem.cure()).contains("git fsck");
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        var base = repository.base("main");
        Files.delete(object(person.git.getRepository().resolve(base.commit() + ":network")));
        Problems.one(ErrorCode.REPOSITORY_UNREADABLE, () -> base.tree().read("network/old/only.yaml"));
        Problems.one(ErrorCode.REPOSITORY_UNREADABLE, () -> base.tree().list("network"));
    }

    @Test
    void saysThatTheTipIsDamaged() throws Exception {
        damage("main");
        Problems.one(ErrorCode.REPOSITORY_UNREADABLE, () -> repository.base("main"));
    }

    @Test
    void readsOneFileOfFiveThousand() throws Exception {
        for (int i = 0; i < 5000; i++) {
            person.file("apps/team-%02d/service-%04d.yaml".formatted(i % 50, i), "n: " + i + "\n");
        }
        person.commit("many");
        var tree = repository.base("main").tree();
        assertThat(tree.list("apps")).hasSize(5000);
        assertThat(tree.list("apps/team-07")).hasSize(100);
        assertThat(tree.read("apps/team-49/service-4999.yaml")).contains("n: 4999\n");
    }

    private void damage(String revision) throws Exception {
        Path object = object(person.git.getRepository().resolve(revision));
        object.toFile().setWritable(true);
        Files.write(object, "garbage".getBytes(UTF_8));
    }

    private Path object(ObjectId id) throws Exception {
        try (Stream<Path> files = Files.walk(folder.resolve(Constants.DOT_GIT + "/objects"))) {
            return files.filter(file -> file.endsWith(
                            id.name().substring(0, 2) + "/" + id.name().substring(2)))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void theStartIsTheTreeBeforeTheMarker() throws Exception {
        try (TestRepository repository = TestRepository.create(folder);
                LocalRepository local = LocalRepository.open(folder)) {
            assertThat(local.start(local.base("main"), "marker.yaml").read("marker.yaml"))
                    .isEmpty();
            repository.file("marker.yaml", "1\n");
            repository.commit("prepare");
            repository.file("marker.yaml", "2\n");
            repository.file("network/cilium/values.yaml", "a: 9\n");
            repository.commit("next");

            assertThat(local.start(local.base("main"), "marker.yaml").read("network/cilium/values.yaml"))
                    .contains("ipam: {}\n");
            assertThat(local.base("main").tree().read("network/cilium/values.yaml"))
                    .contains("a: 9\n");
        }
    }
}
