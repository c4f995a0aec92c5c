package dev.crossfade.forgetest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/** The branches of the forge's bare repository. */
final class Branches {
    private final Repository git;

    Branches(Repository git) {
        this.git = git;
    }

    Repository git() {
        return git;
    }

    Optional<String> tip(String branch) {
        try {
            Ref ref = git.exactRef(Constants.R_HEADS + branch);
            return ref == null || ref.getObjectId() == null
                    ? Optional.empty()
                    : Optional.of(ref.getObjectId().name());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String commit) {
        return ObjectId.isId(commit) && git.getObjectDatabase() != null && isThere(ObjectId.fromString(commit));
    }

    private boolean isThere(ObjectId id) {
        try {
            return git.getObjectDatabase().has(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** True where the newer commit holds the older one. */
    boolean holds(String newer, String older) {
        try (RevWalk walk = new RevWalk(git)) {
            return walk.isMergedInto(
                    walk.parseCommit(ObjectId.fromString(older)), walk.parseCommit(ObjectId.fromString(newer)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a tip has and the base has not, oldest first. */
    List<RevCommit> above(String base, String tip) {
        try (RevWalk walk = new RevWalk(git)) {
            walk.sort(RevSort.TOPO);
            walk.sort(RevSort.REVERSE, true);
            walk.markStart(walk.parseCommit(ObjectId.fromString(tip)));
            walk.markUninteresting(walk.parseCommit(ObjectId.fromString(base)));
            List<RevCommit> commits = new ArrayList<>();
            for (RevCommit commit : walk) {
                walk.parseBody(commit);
                commits.add(commit);
            }
            return commits;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Moves a branch; null deletes it. */
    void move(String branch, @Nullable String commit) {
        try {
            RefUpdate update = git.updateRef(Constants.R_HEADS + branch);
            update.setForceUpdate(true);
            RefUpdate.Result result;
            if (commit == null) {
                result = update.delete();
            } else {
                update.setNewObjectId(ObjectId.fromString(commit));
                result = update.update();
            }
            switch (result) {
                case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> {}
                default -> throw new IllegalStateException(branch + " cannot be moved: " + result);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
