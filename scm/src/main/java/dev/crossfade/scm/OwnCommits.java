package dev.crossfade.scm;

import dev.crossfade.core.proposal.Author;
import dev.crossfade.core.proposal.CommitSeen;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** Tells Crossfade's commits from those of people. */
final class OwnCommits {

    private final Author author;

    /** @param author whom spec.git.author names */
    OwnCommits(Author author) {
        this.author = author;
    }

    /**
     * Whoever amends or rebases keeps the trailers, and with --reset-author becomes author and committer alike. Where spec.git.author
     * is that very person, the date tells: Crossfade's are one second after what they stand on.
     *
     * @param walk reads the parent; the commit's body must have been parsed
     */
    boolean wrote(RevCommit commit, RevWalk walk) throws IOException {
        PersonIdent committer = commit.getCommitterIdent();
        return !commit.getFooterLines(CommitSeen.TRAILER).isEmpty()
                && isCrossfade(committer)
                && commit.getAuthorIdent().toExternalString().equals(committer.toExternalString())
                && commit.getParentCount() == 1
                && commit.getCommitTime() == parent(commit, walk).getCommitTime() + 1;
    }

    private static RevCommit parent(RevCommit commit, RevWalk walk) throws IOException {
        RevCommit parent = commit.getParent(0);
        walk.parseHeaders(parent);
        return parent;
    }

    /** The commit's body must have been parsed. */
    CommitSeen seen(RevCommit commit, RevWalk walk) throws IOException {
        return seen(commit, whose(commit), wrote(commit, walk));
    }

    /**
     * True for a commit that lies in the base as Crossfade made it, whatever spec.git.author says now: a branch was moved on to it, by a
     * forge or by a push, and its date is one second after what it stands on.
     */
    static boolean isForwarded(RevCommit commit, RevWalk walk) throws IOException {
        return commit.getParentCount() == 1
                && !commit.getFooterLines(CommitSeen.TRAILER).isEmpty()
                && commit.getAuthorIdent()
                        .toExternalString()
                        .equals(commit.getCommitterIdent().toExternalString())
                && commit.getCommitTime() == parent(commit, walk).getCommitTime() + 1;
    }

    /** One of the base, where nobody asks whether it is Crossfade's own: merges give commits other committers. */
    static CommitSeen merged(RevCommit commit) {
        return seen(commit, commit.getAuthorIdent(), false);
    }

    private static CommitSeen seen(RevCommit commit, PersonIdent whose, boolean own) {
        return new CommitSeen(
                commit.name(),
                Arrays.stream(commit.getParents()).map(RevCommit::name).toList(),
                whose.getName() + " <" + whose.getEmailAddress() + ">",
                commit.getCommitterIdent().getWhenAsInstant(),
                commit.getFullMessage(),
                own);
    }

    /** Who amends without a word stays committer only. */
    private PersonIdent whose(RevCommit commit) {
        return isCrossfade(commit.getAuthorIdent()) ? commit.getCommitterIdent() : commit.getAuthorIdent();
    }

    private boolean isCrossfade(PersonIdent person) {
        return stored(person.getName(), person.getEmailAddress()).equals(stored(author.name(), author.email()));
    }

    /** Git stores names without what would not be read back. */
    private static String stored(String name, String address) {
        return new PersonIdent(name, address, Instant.EPOCH, ZoneOffset.UTC).toExternalString();
    }
}
