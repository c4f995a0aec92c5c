package dev.crossfade.scm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crossfade.core.proposal.Repository.Base;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRepositoryTest {

    @TempDir
    Path folder;

    @Test
    void commitsStandInARowOnTheBaseWithTheirDatesAndMessages() throws Exception {
        try (Repo repo = Repo.at(folder);
                LocalRepository local = repo.open()) {
            Base base = local.base("main");
            List<String> ids = local.write(base, Repo.PLAN, Repo.AUTHOR, Repo.drafts());

            List<RevCommit> log = new ArrayList<>();
            repo.git().log().add(ObjectId.fromString(ids.get(1))).call().forEach(log::add);
            assertThat(log).extracting(RevCommit::name).containsExactly(ids.get(1), ids.get(0), base.commit());
            assertThat(repo.tip(Repo.PLAN)).contains(ids.get(1));
            assertThat(log.get(0).getFullMessage())
                    .isEqualTo(Repo.drafts().get(1).message());
            assertThat(log.get(0).getAuthorIdent().getWhenAsInstant()).isEqualTo(Instant.parse("2026-01-01T00:00:02Z"));
            assertThat(log.get(0).getCommitterIdent().getZoneOffset().getTotalSeconds())
                    .isZero();
            CommitTree tree =
                    new CommitTree(repo.git().getRepository(), log.get(0).getTree());
            assertThat(tree.list("")).containsExactly("crossfade.yaml", "network/values.yaml");
            assertThat(tree.read("network/values.yaml")).contains("a: 2\n");
        }
    }

    @Test
    void idsDependOnNeitherPlaceTimeZoneLocaleNorAnybodysConfiguration() throws Exception {
        TimeZone zone = TimeZone.getDefault();
        Locale locale = Locale.getDefault();
        List<List<String>> ids = new ArrayList<>();
        try {
            for (String name : List.of("one", "two")) {
                try (Repo repo = Repo.at(Files.createDirectory(folder.resolve(name)));
                        LocalRepository local = repo.open()) {
                    ids.add(local.write(local.base("main"), Repo.PLAN, Repo.AUTHOR, Repo.drafts()));
                }
                TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Chatham"));
                Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            }
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(locale);
        }
        assertThat(ids.get(0)).isEqualTo(ids.get(1));
    }

    @Test
    void gitFindsNothingToComplainAboutAndMakesTheSameId() throws Exception {
        assumeTrue(hasGit(), "needs the git command");
        try (Repo repo = Repo.at(folder);
                LocalRepository local = repo.open()) {
            Base base = local.base("main");
            List<String> ids = local.write(base, Repo.PLAN, Repo.AUTHOR, Repo.drafts());

            assertThat(git("fsck", "--strict", "--no-dangling")).isEmpty();
            String message = Repo.drafts().get(0).message();
            Files.writeString(folder.resolve(".git/message"), message);
            String tree = git("rev-parse", ids.get(0) + "^{tree}").strip();
            String same = git("commit-tree", tree, "-p", base.commit(), "-F", ".git/message")
                    .strip();
            assertThat(same).isEqualTo(ids.get(0));
        }
    }

    @Test
    void nothingButTheBranchMoves() throws Exception {
        try (Repo repo = Repo.at(folder);
                LocalRepository local = repo.open()) {
            repo.write("network/values.yaml", "a: staged\n")
                    .git()
                    .add()
                    .addFilepattern(".")
                    .call();
            repo.write("untracked.txt", "mine\n");
            Map<String, String> before = snapshot();
            byte[] index = Files.readAllBytes(folder.resolve(".git/index"));

            local.write(local.base("main"), Repo.PLAN, Repo.AUTHOR, Repo.drafts());

            assertThat(snapshot()).isEqualTo(before);
            assertThat(Files.readAllBytes(folder.resolve(".git/index"))).isEqualTo(index);
            assertThat(Files.readString(folder.resolve(".git/HEAD"))).isEqualTo("ref: refs/heads/main\n");
            assertThat(repo.tip("main")).contains(local.base("main").commit());
        }
    }

    @Test
    void theSamePlanAgainTouchesNothing() throws Exception {
        try (Repo repo = Repo.at(folder);
                LocalRepository local = repo.open()) {
            local.write(local.base("main"), Repo.PLAN, Repo.AUTHOR, Repo.drafts());
            Path ref = folder.resolve(".git/refs/heads/" + Repo.PLAN);
            Files.setLastModifiedTime(ref, java.nio.file.attribute.FileTime.fromMillis(0));

            local.write(local.base("main"), Repo.PLAN, Repo.AUTHOR, Repo.drafts());

            assertThat(Files.getLastModifiedTime(ref).toMillis()).isZero();
        }
    }

    @Test
    void aPlanOnAnOlderBaseIsReplaced() throws Exception {
        try (Repo repo = Repo.at(folder);
                LocalRepository local = repo.open()) {
            local.write(local.base("main"), Repo.PLAN, Repo.AUTHOR, Repo.drafts());
            repo.write("other.txt", "x\n").commit("somebody's work on main");

            List<String> ids = local.write(local.base("main"), Repo.PLAN, Repo.AUTHOR, Repo.drafts());

            assertThat(repo.tip(Repo.PLAN)).contains(ids.get(1));
        }
    }

    @Test
    void aCommitOfSomebodysIsNeverOverwritten() throws Exception {
        try (Repo repo = Repo.at(folder);
                LocalRepository local = repo.open()) {
            local.write(local.base("main"), Repo.PLAN, Repo.AUTHOR, Repo.drafts());
            repo.git().checkout().setName(Repo.PLAN).call();
            String theirs = repo.write("mine.txt", "x\n").commit("my fix").name();
            repo.git().checkout().setName("main").call();

            refused(
                            ErrorCode.BRANCH_NOT_OURS,
                            () -> local.write(local.base("main"), Repo.PLAN, Repo.AUTHOR, Repo.drafts()))
                    .satisfies(problem ->
                            assertThat(problem.message()).contains("my fix", "Somebody", theirs.substring(0, 8)));
            assertThat(repo.tip(Repo.PLAN)).contains(theirs);
        }
    }

    @Test
    void branchesOutsideCrossfadeAndCheckedOutOnesAreRefused() throws Exception {
        try (Repo repo = Repo.at(folder);
                LocalRepository local = repo.open()) {
            Base base = local.base("main");
            refused(ErrorCode.BRANCH_NOT_OURS, () -> local.write(base, "main", Repo.AUTHOR, Repo.drafts()));
            local.write(base, Repo.PLAN, Repo.AUTHOR, Repo.drafts());
            repo.git().checkout().setName(Repo.PLAN).call();
            refused(ErrorCode.BRANCH_CHECKED_OUT, () -> local.write(base, Repo.PLAN, Repo.AUTHOR, List.of()));
        }
    }

    @Test
    void aBranchThatIsLockedOrMovedMeanwhileStaysWhereItIs() throws Exception {
        try (Repo repo = Repo.at(folder);
                LocalRepository local = repo.open()) {
            Base base = local.base("main");
            List<String> ids = local.write(base, Repo.PLAN, Repo.AUTHOR, Repo.drafts());
            Path lock = folder.resolve(".git/refs/heads/" + Repo.PLAN + ".lock");
            Files.createFile(lock);
            refused(ErrorCode.BRANCH_MOVED, () -> local.write(base, Repo.PLAN, Repo.AUTHOR, List.of()))
                    .satisfies(problem -> assertThat(problem.cure()).contains(".lock"));
            Files.delete(lock);

            PlanBranch branch = new PlanBranch(repo.git().getRepository(), Repo.PLAN);
            ObjectId stale = ObjectId.fromString(ids.get(0));
            refused(ErrorCode.BRANCH_MOVED, () -> branch.move(stale, ObjectId.fromString(base.commit())));
            assertThat(repo.tip(Repo.PLAN)).contains(ids.get(1));
        }
    }

    @Test
    void aDiskThatRefusesLeavesTheBranchWhereItWas() throws Exception {
        try (Repo repo = Repo.at(folder);
                LocalRepository local = repo.open()) {
            Base base = local.base("main");
            List<String> ids = local.write(base, Repo.PLAN, Repo.AUTHOR, Repo.drafts());
            for (int i = 0; i < 256; i++) {
                Path fanOut = folder.resolve(String.format(Locale.ROOT, ".git/objects/%02x", i));
                if (!Files.exists(fanOut)) {
                    // not even root can put a file into a file
                    Files.createFile(fanOut);
                }
            }
            List<dev.crossfade.core.proposal.CommitDraft> many = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                many.add(Repo.draft("n" + i, 10 + i, Map.of("f" + i, Optional.of("text " + i + "\n"))));
            }

            refused(ErrorCode.WRITE_FAILED, () -> local.write(base, Repo.PLAN, Repo.AUTHOR, many));

            assertThat(repo.tip(Repo.PLAN)).contains(ids.get(1));
        }
    }

    @Test
    void everyDirtyInputIsNamed() throws Exception {
        try (Repo repo = Repo.at(folder);
                LocalRepository local = repo.open()) {
            Base base = local.base("main");
            local.requireClean(base, List.of("crossfade.yaml", "network/values.yaml", "nowhere.yaml"));
            repo.write("crossfade.yaml", "changed\n").write("new.yaml", "x\n");
            Files.delete(folder.resolve("network/values.yaml"));

            assertThatThrownBy(() -> local.requireClean(
                            base, List.of("crossfade.yaml", "network/values.yaml", "new.yaml", "nowhere.yaml")))
                    .isInstanceOfSatisfying(CrossfadeException.class, refused -> {
                        assertThat(refused.problems()).allMatch(problem -> problem.code() == ErrorCode.INPUT_DIRTY);
                        assertThat(refused.problems())
                                .extracting(problem -> problem.where().file())
                                .containsExactly("crossfade.yaml", "network/values.yaml", "new.yaml");
                    });
            repo.write("crossfade.yaml", "kind: Migration\r\n");
            local.requireClean(base, List.of("crossfade.yaml"));
        }
    }

    @Test
    void aBranchThatIsNotThereIsNamedWithThoseThatAre() throws Exception {
        try (Repo repo = Repo.at(folder);
                LocalRepository local = repo.open()) {
            refused(ErrorCode.BRANCH_NOT_FOUND, () -> local.base("mian"))
                    .satisfies(problem -> assertThat(problem.message()).contains("mian", "main"));
        }
        Path empty = Files.createDirectory(folder.resolve("empty"));
        try (Git git = Git.init().setDirectory(empty.toFile()).call();
                LocalRepository local = LocalRepository.open(empty)) {
            assertThat(git.getRepository().isBare()).isFalse();
            refused(ErrorCode.BRANCH_NOT_FOUND, () -> local.base("main"))
                    .satisfies(problem -> assertThat(problem.message()).contains("no commit yet"));
        }
    }

    @Test
    void foldersBareAndShallowRepositoriesAreRefused() throws Exception {
        Path nothing = Files.createDirectory(folder.resolve("nothing"));
        refused(ErrorCode.REPOSITORY_NOT_FOUND, () -> LocalRepository.open(nothing));
        Path bare = Files.createDirectory(folder.resolve("bare.git"));
        Git.init().setBare(true).setDirectory(bare.toFile()).call().close();
        refused(ErrorCode.REPOSITORY_BARE, () -> LocalRepository.open(bare));
        Path full = Files.createDirectory(folder.resolve("full"));
        try (Repo repo = Repo.at(full)) {
            repo.write("b.txt", "b\n").commit("second");
            Path shallow = folder.resolve("shallow");
            Git.cloneRepository()
                    .setURI(full.toUri().toString())
                    .setDepth(1)
                    .setDirectory(shallow.toFile())
                    .call()
                    .close();
            refused(ErrorCode.REPOSITORY_SHALLOW, () -> LocalRepository.open(shallow));
        }
    }

    @Test
    void theStartIsTheTreeBeforeTheMarker() throws Exception {
        try (Repo repo = Repo.at(folder);
                LocalRepository local = repo.open()) {
            assertThat(local.start(local.base("main"), "marker.yaml").list("")).hasSize(2);
            repo.write("marker.yaml", "1\n").commit("prepare");
            repo.write("marker.yaml", "2\n")
                    .write("network/values.yaml", "a: 9\n")
                    .commit("next");

            assertThat(local.start(local.base("main"), "marker.yaml").read("network/values.yaml"))
                    .contains("a: 1\n");
            assertThat(local.base("main").tree().read("network/values.yaml")).contains("a: 9\n");
        }
    }

    @Test
    void filesAreTextAndLinksAreNoFiles() throws Exception {
        try (Repo repo = Repo.at(folder);
                LocalRepository local = repo.open()) {
            Files.write(folder.resolve("latin.yaml"), "ü".getBytes(StandardCharsets.ISO_8859_1));
            Files.createSymbolicLink(folder.resolve("link.yaml"), Path.of("crossfade.yaml"));
            repo.commit("files");
            Base base = local.base("main");
            refused(ErrorCode.INPUT_NOT_TEXT, () -> base.tree().read("latin.yaml"));
            assertThat(base.tree().read("link.yaml")).isEmpty();
            assertThat(base.tree().read("network")).isEmpty();
            assertThat(base.tree().list("network")).containsExactly("network/values.yaml");
        }
    }

    private Map<String, String> snapshot() throws IOException {
        Map<String, String> files = new java.util.TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                if (!path.startsWith(folder.resolve(".git"))) {
                    files.put(folder.relativize(path).toString(), Files.readString(path));
                }
            }
        }
        return files;
    }

    private static boolean hasGit() throws InterruptedException {
        try {
            return new ProcessBuilder("git", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        for (String role : List.of("AUTHOR", "COMMITTER")) {
            builder.environment().put("GIT_" + role + "_NAME", "Crossfade");
            builder.environment().put("GIT_" + role + "_EMAIL", "crossfade@localhost");
            builder.environment().put("GIT_" + role + "_DATE", "2026-01-01T00:00:01Z");
        }
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static org.assertj.core.api.ObjectAssert<Problem> refused(ErrorCode code, ThrowingCallable call) {
        CrossfadeException refused =
                org.assertj.core.api.Assertions.catchThrowableOfType(CrossfadeException.class, call);
        assertThat(refused).as("nothing was refused").isNotNull();
        assertThat(refused.problems()).hasSize(1);
        assertThat(refused.problems().get(0).code()).isEqualTo(code);
        return assertThat(refused.problems().get(0));
    }
}
