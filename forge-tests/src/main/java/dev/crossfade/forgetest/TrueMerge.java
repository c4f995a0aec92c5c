package dev.crossfade.forgetest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.RecursiveMerger;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** Makes the commits of a merge as forges do, with three-way merges of the real trees. */
final class TrueMerge {
    private final Branches branches;
    private final PersonIdent who;

    TrueMerge(Branches branches, String login, Instant when) {
        this.branches = branches;
        this.who = new PersonIdent(login, login + "@forge.example", when, ZoneOffset.UTC);
    }

    /** @return the base's new tip, or nothing where the changes conflict or the style does not fit */
    Optional<String> of(String base, String head, MergeStyle style, String message) {
        return switch (style) {
            case MERGE -> merged(base, head).map(tree -> commit(tree, message, who, base, head));
            case SQUASH -> merged(base, head).map(tree -> commit(tree, message, who, base));
            case REBASE -> rebased(base, head);
            case FAST_FORWARD -> branches.holds(head, base) ? Optional.of(head) : Optional.empty();
        };
    }

    /** A commit with the files of the one below it. */
    String empty(String below, String message) {
        try (RevWalk walk = new RevWalk(branches.git())) {
            return commit(walk.parseCommit(ObjectId.fromString(below)).getTree(), message, who, below);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<ObjectId> merged(String base, String head) {
        return threeWay(Optional.empty(), base, head);
    }

    private Optional<String> rebased(String base, String head) {
        String tip = base;
        for (RevCommit commit : branches.above(base, head)) {
            if (commit.getParentCount() != 1) {
                return Optional.empty();
            }
            Optional<ObjectId> tree = threeWay(Optional.of(commit.getParent(0)), tip, commit.name());
            if (tree.isEmpty()) {
                return Optional.empty();
            }
            tip = commit(tree.get(), commit.getFullMessage(), commit.getAuthorIdent(), tip);
        }
        return Optional.of(tip);
    }

    private Optional<ObjectId> threeWay(Optional<RevCommit> ancestor, String ours, String theirs) {
        RecursiveMerger merger = (RecursiveMerger) MergeStrategy.RECURSIVE.newMerger(branches.git(), true);
        try (RevWalk walk = new RevWalk(branches.git())) {
            if (ancestor.isPresent()) {
                merger.setBase(ancestor.get());
            }
            boolean clean = merger.merge(
                    walk.parseCommit(ObjectId.fromString(ours)), walk.parseCommit(ObjectId.fromString(theirs)));
            return clean ? Optional.of(merger.getResultTreeId()) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String commit(ObjectId tree, String message, PersonIdent author, String... parents) {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        commit.setMessage(message);
        commit.setAuthor(author);
        commit.setCommitter(who);
        for (String parent : parents) {
            commit.addParentId(ObjectId.fromString(parent));
        }
        try (ObjectInserter inserter = branches.git().newObjectInserter()) {
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id.name();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
