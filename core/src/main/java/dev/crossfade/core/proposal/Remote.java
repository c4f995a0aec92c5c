package dev.crossfade.core.proposal;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The branches as everybody sees them: those of the remote {@code origin}. Every call throws
 * {@link dev.crossfade.core.report.CrossfadeException} with REMOTE_NOT_FOUND, REMOTE_UNAUTHORIZED, REMOTE_UNAVAILABLE or
 * REMOTE_REFUSED; no message holds a token.
 */
public interface Remote {

    /**
     * One look at the remote, by one advertisement of its branches; all commits of what it answers are in the local
     * repository afterwards.
     *
     * @param baseBranch the branch that phases are merged into
     * @param prefix the names of the branches that are asked for beside it, such as {@code crossfade/prod/}
     * @throws dev.crossfade.core.report.CrossfadeException BRANCH_NOT_FOUND, too
     */
    Look look(String baseBranch, String prefix);

    /**
     * Points a branch at a commit of the local repository, but only while it stands where it was seen.
     *
     * @param seen where the branch was, or null where it was not
     * @throws dev.crossfade.core.report.CrossfadeException BRANCH_MOVED where it is elsewhere by now
     */
    void push(String branch, @Nullable String seen, String commit);

    /** Deletes a branch, but only while it stands where it was seen; one that is gone already is no error. */
    void delete(String branch, String seen);

    /**
     * What was seen at one time.
     *
     * @param branches the tips of the branches below the prefix, by their full names without refs/heads/
     */
    record Look(Repository.Base base, SortedMap<String, String> branches) {

        public Look {
            branches = Collections.unmodifiableSortedMap(new TreeMap<>(branches));
        }
    }
}
