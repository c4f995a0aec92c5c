package dev.crossfade.forgetest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Somebody's clone, which pushes over HTTP with a token. */
final class Clone implements AutoCloseable {
    private final Git git;
    private final Origin origin;

    private Clone(Git git, String token) {
        this.git = git;
        this.origin = Origin.of(git, token);
    }

    /** A new repository whose branch main has one commit, pushed. */
    static Clone start(Path folder, String remote, String token) {
        try {
            Git git = Git.init()
                    .setDirectory(folder.toFile())
                    .setInitialBranch("main")
                    .call();
            git.getRepository().getConfig().setString("remote", "origin", "url", remote);
            git.getRepository().getConfig().setBoolean("commit", null, "gpgsign", false);
            Clone clone = new Clone(git, token);
            clone.commit("README.md", "hello\n");
            clone.push("main");
            return clone;
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Pushes a branch with one commit on top of the present main of the forge; the branch may be there already. */
    String branch(String name, String file, String text) {
        origin.fetch("refs/remotes/origin/");
        String id = commitOn("refs/remotes/origin/main", file, text);
        push(name);
        return id;
    }

    /** Pushes one more commit on top of a branch of the forge. */
    String more(String name, String file, String text) {
        origin.fetch("refs/remotes/origin/");
        String id = commitOn("refs/remotes/origin/" + name, file, text);
        push(name);
        return id;
    }

    void delete(String name) {
        origin.push(":refs/heads/" + name);
    }

    private String commitOn(String start, String file, String text) {
        try {
            git.checkout().setName(git.getRepository().resolve(start).name()).call();
            return commit(file, text);
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String commit(String file, String text) {
        try {
            Path path = git.getRepository().getWorkTree().toPath().resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            git.add().addFilepattern(file).call();
            PersonIdent jo = new PersonIdent("Jo", "jo@example.com");
            return git.commit()
                    .setMessage("Write " + file + "\n")
                    .setAuthor(jo)
                    .setCommitter(jo)
                    .call()
                    .name();
        } catch (GitAPIException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void push(String branch) {
        origin.push("+HEAD:refs/heads/" + branch);
    }

    /** The newest commit of the forge's main. */
    RevCommit main() {
        origin.fetch("refs/remotes/origin/");
        try {
            ObjectId tip = git.getRepository().resolve("refs/remotes/origin/main");
            return git.getRepository().parseCommit(tip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file of the forge's main, or an empty text. */
    String read(String file) {
        RevCommit main = main();
        try (TreeWalk walk = TreeWalk.forPath(git.getRepository(), file, main.getTree())) {
            return walk == null
                    ? ""
                    : new String(git.getRepository().open(walk.getObjectId(0)).getBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        git.close();
    }
}
