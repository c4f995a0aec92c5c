package dev.crossfade.scm;

import dev.crossfade.core.proposal.CommitSeen;
import java.util.Arrays;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/** Tells Crossfade's commits from those of people. */
final class OwnCommits {

    /** As the messages of proposals write it. */
    private static final String TRAILER = "Crossfade-Migration";

    private OwnCommits() {}

    // an amended or rebased commit keeps its trailers but gets its own committer; Crossfade writes both the same
    static boolean wrote(RevCommit commit) {
        return !commit.getFooterLines(TRAILER).isEmpty()
                && commit.getAuthorIdent()
                        .toExternalString()
                        .equals(commit.getCommitterIdent().toExternalString());
    }

    /** The commit's body must have been parsed. */
    static CommitSeen seen(RevCommit commit) {
        PersonIdent author = commit.getAuthorIdent();
        return new CommitSeen(
                commit.name(),
                Arrays.stream(commit.getParents()).map(RevCommit::name).toList(),
                author.getName() + " <" + author.getEmailAddress() + ">",
                commit.getCommitterIdent().getWhenAsInstant(),
                commit.getFullMessage(),
                wrote(commit));
    }
}
