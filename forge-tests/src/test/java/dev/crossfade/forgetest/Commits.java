package dev.crossfade.forgetest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.RevWalkUtils;
import org.eclipse.jgit.treewalk.TreeWalk;

/** What the commits of a clone hold. */
record Commits(Repository git) {

    /** All files of a commit, or of a branch. */
    Map<String, String> files(String revision) {
        Map<String, String> files = new TreeMap<>();
        try (TreeWalk walk = new TreeWalk(git)) {
            RevCommit commit = git.parseCommit(git.resolve(revision));
            walk.addTree(commit.getTree());
            walk.setRecursive(true);
            while (walk.next()) {
                files.put(
                        walk.getPathString(),
                        new String(git.open(walk.getObjectId(0)).getBytes(), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    String message(String id) {
        try {
            return git.parseCommit(ObjectId.fromString(id)).getFullMessage();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many commits one commit has that another one lacks. */
    int above(String base, String tip) {
        try (RevWalk walk = new RevWalk(git)) {
            return RevWalkUtils.count(
                    walk, walk.parseCommit(ObjectId.fromString(tip)), walk.parseCommit(ObjectId.fromString(base)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The paths that a commit changes from its first parent. */
    Set<String> changed(String revision) {
        Map<String, String> before = files(parents(revision).get(0));
        Map<String, String> after = files(revision);
        Set<String> changed = new TreeSet<>(before.keySet());
        changed.addAll(after.keySet());
        changed.removeIf(path -> Objects.equals(before.get(path), after.get(path)));
        return changed;
    }

    List<String> parents(String revision) {
        try {
            RevCommit commit = git.parseCommit(ObjectId.fromString(revision));
            return Stream.of(commit.getParents()).map(RevCommit::name).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
