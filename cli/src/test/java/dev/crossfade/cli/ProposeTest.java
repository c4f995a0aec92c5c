package dev.crossfade.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.MergeCommand;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.RefSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One phase at a time on the branches of a plain Git server, without a forge. */
class ProposeTest extends SharedRepository {

    private static final String PREPARE = "crossfade/prod/prepare";
    private static final String PIN = "crossfade/prod/pin-calico-address";

    @TempDir
    private Path clones;

    @Test
    void aFolderOfChartsThatIsNotThereIsAMistakeInAPhaseWithoutValuesToo() throws Exception {
        assertThat(run("propose", "--charts", folder.resolve("nowhere").toString()))
                .isEqualTo(1);

        assertThat(err()).contains("[cilium-chart]", "there is no folder " + folder.resolve("nowhere"));
        assertThat(remote()).containsExactly("refs/heads/main");
    }

    @Test
    void theNextPhaseLiesOnABranchOfItsOwnOnTopOfTheBase() throws Exception {
        assertThat(run("propose")).as(err()).isZero();

        assertThat(remote()).containsExactly("refs/heads/" + PREPARE, "refs/heads/main");
        List<RevCommit> commits = log(PREPARE);
        assertThat(commits).hasSize(2);
        assertThat(commits.get(0).getFullMessage())
                .startsWith("prod: prepare the migration\n")
                .contains("\nCrossfade-Migration: prod\nCrossfade-Phase: 1/26 prepare\n");
        assertThat(out()).contains("- push branch " + PREPARE, "branch " + PREPARE + " at ");
        assertThat(branches()).containsExactly("refs/heads/main");
        assertThat(Files.exists(folder.resolve("network/migration"))).isFalse();
    }

    @Test
    void whatIsThereAlreadyStays() throws Exception {
        assertThat(run("propose")).isZero();
        String tip = tip(PREPARE);
        out.reset();

        assertThat(run("propose")).isZero();

        assertThat(out()).contains("All of it was there already.").doesNotContain("- push");
        assertThat(tip(PREPARE)).isEqualTo(tip);
    }

    @Test
    void aDryRunPrintsBranchCommitAndTextAndWritesNothing() throws Exception {
        assertThat(run("propose", "--dry-run")).isZero();

        assertThat(remote()).containsExactly("refs/heads/main");
        assertThat(out())
                .contains("Nothing was written.", "branch " + PREPARE, "Crossfade-Undo: revert")
                .contains("pull request: prod: prepare the migration", "<!-- crossfade:prod/prepare -->");
        String promised = out().lines()
                .filter(line -> line.startsWith("commit "))
                .findFirst()
                .orElseThrow();
        assertThat(run("propose")).isZero();
        assertThat(promised).isEqualTo("commit " + tip(PREPARE));
    }

    @Test
    void thePhaseAfterAMergeFollowsAndTheMergedBranchGoes() throws Exception {
        assertThat(run("propose")).isZero();
        land(PREPARE);

        assertThat(run("propose")).as(err()).isZero();

        assertThat(remote()).containsExactly("refs/heads/" + PIN, "refs/heads/main");
        assertThat(log(PIN).get(0).getFullMessage()).contains("Crossfade-Phase: 3/26 pin-calico-address");
    }

    @Test
    void aBaseThatMovedElsewhereDoesNotMoveTheBranch() throws Exception {
        assertThat(run("propose")).isZero();
        String tip = tip(PREPARE);
        pushByOthers("notes.txt", "unrelated\n");
        out.reset();

        assertThat(run("propose")).isZero();

        assertThat(tip(PREPARE)).isEqualTo(tip);
        assertThat(out()).contains("All of it was there already.");
    }

    @Test
    void aBaseThatMovedWhereThePhaseWritesMovesTheBranch() throws Exception {
        assertThat(run("propose")).isZero();
        land(PREPARE);
        assertThat(run("propose")).isZero();
        String tip = tip(PIN);
        String calico = read("network/calico/calico.yaml");
        pushByOthers("network/calico/calico.yaml", "# looked at\n" + calico);
        out.reset();

        assertThat(run("propose")).as(err()).isZero();

        assertThat(tip(PIN)).isNotEqualTo(tip);
        assertThat(out()).contains("- push again branch " + PIN);
        assertThat(log(PIN))
                .as("one commit on the new base")
                .hasSize(log("main").size() + 1);
    }

    @Test
    void aPersonsCommitOnTheBranchIsNeverOverwritten() throws Exception {
        assertThat(run("propose")).isZero();
        String tip = commitOn(PREPARE, "network/migration/README.md", "mine\n");

        assertThat(run("propose")).isEqualTo(1);

        assertThat(tip(PREPARE)).isEqualTo(tip);
        assertThat(err()).contains("[migration-held]", "Jo Ops <jo@example.com>", "\"a change by hand\"");
    }

    @Test
    void aRevertStopsTheMigrationUntilSomebodySaysGoOn() throws Exception {
        assertThat(run("propose")).isZero();
        land(PREPARE);
        assertThat(run("propose")).isZero();
        land(PIN);
        revertTip();

        assertThat(run("propose")).isEqualTo(1);
        assertThat(err()).contains("[migration-stopped]", "phase pin-calico-address was reverted", "Jo Ops");
        err.reset();

        assertThat(run("propose", "--resume")).as(err()).isZero();
        assertThat(remote()).contains("refs/heads/" + PIN);
        out.reset();
        assertThat(run("propose")).as("the word holds").isZero();
        assertThat(out()).contains("All of it was there already.");
    }

    @Test
    void twoPhasesInOneMergeAreAHold() throws Exception {
        assertThat(run("generate")).isZero();
        try (Git git = Git.open(folder.toFile())) {
            Repository repository = git.getRepository();
            git.merge()
                    .include(repository.resolve("crossfade/prod/plan~22"))
                    .setFastForward(MergeCommand.FastForwardMode.NO_FF)
                    .setMessage("all at once")
                    .call();
            git.push().setRemote("origin").setRefSpecs(new RefSpec("main:main")).call();
        }

        assertThat(run("propose")).isEqualTo(1);

        assertThat(err()).contains("[phases-at-once]", "prepare and pin-calico-address", "\"all at once\"");
        assertThat(run("propose", "--resume")).isZero();
    }

    @Test
    void whatIsChangedHereAndNotPushedIsRefusedByName() throws Exception {
        Files.writeString(
                folder.resolve("crossfade.yaml"), Files.readString(folder.resolve("crossfade.yaml")) + "# more\n");

        assertThat(run("propose")).isEqualTo(1);

        assertThat(err()).contains("crossfade.yaml", "[input-dirty]");
        assertThat(remote()).containsExactly("refs/heads/main");
    }

    @Test
    void aCheckoutThatIsMerelyBehindIsNoObstacle() throws Exception {
        pushByOthers("crossfade.yaml", read("crossfade.yaml") + "# by others\n");

        assertThat(run("propose")).as(err()).isZero();

        assertThat(log(PREPARE)).hasSize(3);
    }

    @Test
    void statusSaysWhereItStandsAndWhatIsNext() throws Exception {
        assertThat(run("status")).isZero();
        assertThat(out())
                .contains("Phase 1 of 26  prepare   planned", "crossfade propose pushes the branch of prepare");
        out.reset();
        assertThat(run("propose")).isZero();
        out.reset();
        assertThat(run("status", "-o", "json", "--exit-code")).isEqualTo(3);
        assertThat(out()).contains("\"state\" : \"proposed\"", "\"verdict\" : \"unknown\"", "\"id\" : \"prepare\"");
        land(PREPARE);
        out.reset();
        assertThat(run("status")).isZero();
        assertThat(out()).contains("Phase 1 of 26  prepare   merged", "NEXT     see that the gates of prepare hold");
    }

    private List<String> remote() throws IOException {
        try (Git git = Git.open(origin.toFile())) {
            return git.getRepository().getRefDatabase().getRefsByPrefix("refs/heads/").stream()
                    .map(Ref::getName)
                    .sorted()
                    .toList();
        }
    }

    private String tip(String branch) throws IOException {
        try (Git git = Git.open(origin.toFile())) {
            return git.getRepository().resolve("refs/heads/" + branch).name();
        }
    }

    private List<RevCommit> log(String branch) throws Exception {
        try (Git git = Git.open(origin.toFile())) {
            return StreamSupport.stream(
                            git.log()
                                    .add(git.getRepository().resolve("refs/heads/" + branch))
                                    .call()
                                    .spliterator(),
                            false)
                    .toList();
        }
    }

    /** Fast-forwards main to the branch, as a server that keeps history straight does. */
    private void land(String branch) throws IOException {
        try (Git git = Git.open(origin.toFile());
                RevWalk walk = new RevWalk(git.getRepository())) {
            RefUpdate update = git.getRepository().updateRef("refs/heads/main");
            update.setNewObjectId(git.getRepository().resolve("refs/heads/" + branch));
            assertThat(update.update(walk)).isEqualTo(RefUpdate.Result.FAST_FORWARD);
        }
    }

    private String read(String path) throws Exception {
        try (Clone clone = new Clone("main")) {
            return Files.readString(clone.root.resolve(path));
        }
    }

    private void pushByOthers(String path, String text) throws Exception {
        commitOn("main", path, text);
    }

    private String commitOn(String branch, String path, String text) throws Exception {
        try (Clone clone = new Clone(branch)) {
            Files.writeString(clone.root.resolve(path), text);
            clone.git.add().addFilepattern(path).call();
            ObjectId id = clone.git
                    .commit()
                    .setMessage("a change by hand")
                    .setAuthor("Jo Ops", "jo@example.com")
                    .setCommitter("Jo Ops", "jo@example.com")
                    .setSign(false)
                    .call();
            clone.push();
            return id.name();
        }
    }

    private void revertTip() throws Exception {
        try (Clone clone = new Clone("main")) {
            clone.git.getRepository().getConfig().setString("user", null, "name", "Jo Ops");
            clone.git.getRepository().getConfig().setString("user", null, "email", "jo@example.com");
            clone.git
                    .revert()
                    .include(clone.git.getRepository().resolve("HEAD"))
                    .call();
            clone.push();
        }
    }

    /** Another person's clone. */
    private final class Clone implements AutoCloseable {
        private final Path root;
        private final Git git;
        private final String branch;

        Clone(String branch) throws Exception {
            this.branch = branch;
            this.root = Files.createTempDirectory(clones, "clone");
            this.git = Git.cloneRepository()
                    .setURI(origin.toUri().toString())
                    .setBranch(branch)
                    .setDirectory(root.toFile())
                    .call();
        }

        void push() throws Exception {
            git.push()
                    .setRemote("origin")
                    .setRefSpecs(new RefSpec("HEAD:refs/heads/" + branch))
                    .call();
        }

        @Override
        public void close() {
            git.close();
        }
    }
}
