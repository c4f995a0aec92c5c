package dev.crossfade.scm;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/**
 * What this repository remembers of the remote's branches: {@code refs/remotes/origin/…}, as git fetch keeps it. What stands in
 * the remote is known from the remote itself: a ref that another process holds, or held when it was killed, stays as it was, and
 * git fetch names the lock to whoever asks for it.
 */
final class TrackingBranches {
    static final String PREFIX = Constants.R_REMOTES + OriginAddress.REMOTE + "/";

    /** Another process holds the lock of a ref for far less than the time of so many tries. */
    private static final int TRIES = 50;

    private static final long PAUSE_NANOS = 10_000_000;

    private final Repository git;

    TrackingBranches(Repository git) {
        this.git = git;
    }

    /** Follows these branches, and forgets those below the prefix that are not among them. */
    void follow(Map<String, ObjectId> branches, String prefix) {
        try {
            for (Ref ref : git.getRefDatabase().getRefsByPrefix(PREFIX + prefix)) {
                if (!branches.containsKey(ref.getName().substring(PREFIX.length()))) {
                    forget(ref.getName().substring(PREFIX.length()));
                }
            }
        } catch (IOException e) {
            throw Unreadable.because("the branches of " + OriginAddress.REMOTE, e);
        }
        branches.forEach(this::follow);
    }

    void follow(String branch, ObjectId tip) {
        settle(branch, tip);
    }

    void forget(String branch) {
        settle(branch, ObjectId.zeroId());
    }

    private void settle(String branch, ObjectId tip) {
        String name = PREFIX + branch;
        RefUpdate.Result result = RefUpdate.Result.NOT_ATTEMPTED;
        try {
            for (int tries = 0; tries < TRIES; tries++) {
                if (tip.equals(current(name))) {
                    return;
                }
                result = update(name, tip);
                if (result != RefUpdate.Result.LOCK_FAILURE) {
                    break;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (IOException e) {
            throw failed(name, Unreadable.reason(e), e);
        }
        switch (result) {
            case NEW, FORCED, FAST_FORWARD, NO_CHANGE, LOCK_FAILURE -> {}
            default -> throw failed(name, "Git answered " + result, null);
        }
    }

    private ObjectId current(String name) throws IOException {
        Ref ref = git.exactRef(name);
        return ref == null || ref.getObjectId() == null ? ObjectId.zeroId() : ref.getObjectId();
    }

    private RefUpdate.Result update(String name, ObjectId tip) throws IOException {
        RefUpdate update = git.updateRef(name, true);
        update.setForceUpdate(true);
        // JGit would look up the machine's name for its own default
        update.setRefLogIdent(new PersonIdent("Crossfade", "crossfade@localhost"));
        update.setRefLogMessage("crossfade: look at " + OriginAddress.REMOTE, false);
        if (tip.equals(ObjectId.zeroId())) {
            return update.delete();
        }
        update.setNewObjectId(tip);
        return update.forceUpdate();
    }

    private CrossfadeException failed(String name, String reason, @Nullable IOException cause) {
        CrossfadeException failure = new CrossfadeException(
                ErrorCode.WRITE_FAILED,
                Where.file(git.getCommonDirectory().getPath()),
                "Git could not write " + name + ": " + reason,
                "See that the disk has space and that you may write there. Where a branch of the same name as one of its"
                        + " folders is gone from the remote: git remote prune " + OriginAddress.REMOTE
                        + ". Then run again.");
        if (cause != null) {
            failure.initCause(cause);
        }
        return failure;
    }
}
