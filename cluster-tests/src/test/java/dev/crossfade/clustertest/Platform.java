package dev.crossfade.clustertest;

import dev.crossfade.assembly.Workplace;
import dev.crossfade.core.plan.Preview;
import dev.crossfade.core.report.ProgressListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/** The customer's repository: an example's files under addresses that Argo CD reaches here, and the plan's branch. */
final class Platform {

    private final Path root;
    private final Preview preview;
    private final List<RevCommit> commits;

    private Platform(Path root, Preview preview, List<RevCommit> commits) {
        this.root = root;
        this.preview = preview;
        this.commits = commits;
    }

    /**
     * @param files a folder with the example's files
     * @param edit what is done to a copy of it
     */
    static Platform make(Path files, Path folder, Consumer<Path> edit) {
        Path copy = folder.resolve("files");
        copy(files, copy);
        edit.accept(copy);
        Path root = Workplace.sandbox(copy, folder.resolve("gitops"));
        Preview preview = Workplace.open(root, null, ProgressListener.SILENT).generate();
        return new Platform(root, preview, commits(root, preview));
    }

    private static List<RevCommit> commits(Path root, Preview preview) {
        try (Git git = Git.open(root.toFile());
                RevWalk walk = new RevWalk(git.getRepository())) {
            List<RevCommit> commits =
                    preview.ids().stream().map(id -> commit(walk, id)).toList();
            walk.parseHeaders(commits.get(0).getParent(0));
            return commits;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RevCommit commit(RevWalk walk, String id) {
        try {
            return walk.parseCommit(ObjectId.fromString(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RevCommit commit(String id) {
        try (Git git = Git.open(root.toFile());
                RevWalk walk = new RevWalk(git.getRepository())) {
            RevCommit commit = commit(walk, id);
            for (RevCommit parent : commit.getParents()) {
                walk.parseHeaders(parent);
            }
            return commit;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path root() {
        return root;
    }

    /** How many Applications the customer has. */
    long applications() {
        try (Stream<Path> files = Files.list(root.resolve("apps"))) {
            return files.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Preview preview() {
        return preview;
    }

    List<RevCommit> commits() {
        return commits;
    }

    /** Text files of a commit, by path. */
    SortedMap<String, String> files(RevCommit commit) {
        TreeMap<String, String> files = new TreeMap<>();
        try (Git git = Git.open(root.toFile());
                TreeWalk walk = new TreeWalk(git.getRepository())) {
            walk.addTree(commit.getTree());
            walk.setRecursive(true);
            while (walk.next()) {
                byte[] bytes = git.getRepository().open(walk.getObjectId(0)).getBytes();
                files.put(walk.getPathString(), new String(bytes, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** Merges: the base branch is at this commit from now on. */
    void land(RevCommit commit) {
        try (Git git = Git.open(root.toFile())) {
            RefUpdate update = git.getRepository().updateRef(Constants.R_HEADS + "main");
            update.setNewObjectId(commit);
            update.forceUpdate();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Brings the clone to what is merged into the base branch of its origin. */
    RevCommit pull(Kit kit) {
        kit.shellIn(root, "git", "fetch", "-q", "origin", "main");
        kit.shellIn(root, "git", "checkout", "-qf", "main");
        kit.shellIn(root, "git", "reset", "-q", "--hard", "FETCH_HEAD");
        return commit(kit.shellIn(root, "git", "rev-parse", "main").strip());
    }

    static void copy(Path from, Path to) {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                Path name = from.relativize(path);
                if (!name.startsWith("target") && !name.toString().equals("pom.xml")) {
                    Path target = to.resolve(name);
                    Files.createDirectories(target.getParent());
                    Files.copy(path, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Edits the text of every file. */
    static void rewrite(Path folder, UnaryOperator<String> edit) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                Files.writeString(path, edit.apply(Files.readString(path)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
