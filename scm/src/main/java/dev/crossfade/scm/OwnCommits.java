package dev.crossfade.scm;

import dev.crossfade.core.proposal.Author;
import dev.crossfade.core.proposal.CommitSeen;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/** Tells Crossfade's commits from those of people. */
final class OwnCommits {

    private final Author author;

    /** @param author whom spec.git.author names */
    OwnCommits(Author author) {
        this.author = author;
    }

    // whoever amends or rebases keeps the trailers, and with --reset-author becomes author and committer alike
    boolean wrote(RevCommit commit) {
        PersonIdent committer = commit.getCommitterIdent();
        return !commit.getFooterLines(CommitSeen.TRAILER).isEmpty()
                && isCrossfade(committer)
                && commit.getAuthorIdent().toExternalString().equals(committer.toExternalString());
    }

    /** The commit's body must have been parsed. */
    CommitSeen seen(RevCommit commit) {
        return seen(commit, whose(commit), wrote(commit));
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
