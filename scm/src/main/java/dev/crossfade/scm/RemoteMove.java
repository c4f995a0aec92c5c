package dev.crossfade.scm;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.io.IOException;
import java.util.Map;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.PushConnection;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.RemoteRefUpdate.Status;
import org.eclipse.jgit.transport.Transport;
import org.jspecify.annotations.Nullable;

/**
 * Moves one branch of the remote from where it was seen, and only from there; whatever the answer was, or whether there was
 * one, what counts is where the branch is afterwards.
 */
final class RemoteMove {
    private static final ObjectId NOWHERE = ObjectId.zeroId();

    private final Repository git;
    private final RemoteLine line;
    private final String branch;
    private final String ref;

    RemoteMove(Repository git, RemoteLine line, String branch) {
        this.git = git;
        this.line = line;
        this.branch = branch;
        this.ref = Constants.R_HEADS + branch;
    }

    /** @param seen where the branch was, or zero where it was not; wanted likewise */
    void move(ObjectId seen, ObjectId wanted) {
        requireAtHand(wanted);
        Answer answer = attempt(seen, wanted);
        ObjectId there = answer.isOpen() ? where(answer) : answer.there();
        if (there.equals(wanted)) {
            return;
        }
        if (!there.equals(seen)) {
            throw moved(seen, there);
        }
        throw answer.lost() == null ? refused(wanted, answer) : line.failure(doing(wanted), answer.lost());
    }

    private Answer attempt(ObjectId seen, ObjectId wanted) {
        try (Transport transport = line.open();
                PushConnection connection = transport.openPush()) {
            line.arrived();
            ObjectId there = there(connection);
            if (there.equals(wanted) || !there.equals(seen)) {
                return Answer.at(there);
            }
            return send(connection, seen, wanted);
        } catch (IOException e) {
            throw line.failure(doing(wanted), e);
        }
    }

    /** From here on the remote may have done what it was asked, whatever comes back. */
    private Answer send(PushConnection connection, ObjectId seen, ObjectId wanted) throws IOException {
        RemoteRefUpdate update = new RemoteRefUpdate(git, (String) null, wanted, ref, true, null, seen);
        try {
            connection.push(NullProgressMonitor.INSTANCE, Map.of(ref, update));
        } catch (IOException e) {
            return Answer.lost(seen, e);
        }
        return update.getStatus() == Status.OK
                ? Answer.at(wanted)
                : Answer.refused(seen, reason(update), connection.getMessages());
    }

    private static String reason(RemoteRefUpdate update) {
        if (update.getStatus() == Status.REJECTED_NODELETE) {
            return "it lets nobody delete a branch";
        }
        String message = update.getMessage();
        return message == null || message.isBlank() ? update.getStatus().name() : message;
    }

    private ObjectId where(Answer answer) {
        try (Transport transport = line.open();
                PushConnection connection = transport.openPush()) {
            return there(connection);
        } catch (IOException e) {
            CrossfadeException failure = line.failure(
                    "sent the branch " + branch
                            + ", had no answer that tells what became of it, and cannot look again at"
                            + " the branches",
                    e);
            if (answer.lost() != null) {
                failure.addSuppressed(line.failure("cannot tell what became of the branch " + branch, answer.lost()));
            }
            throw failure;
        }
    }

    private ObjectId there(PushConnection connection) {
        Ref there = connection.getRef(ref);
        return there == null || there.getObjectId() == null ? NOWHERE : there.getObjectId();
    }

    private void requireAtHand(ObjectId commit) {
        try {
            if (!commit.equals(NOWHERE) && !git.getObjectDatabase().has(commit)) {
                throw new MissingObjectException(commit, Constants.TYPE_COMMIT);
            }
        } catch (IOException e) {
            throw Unreadable.because("commit " + commit.name(), e);
        }
    }

    private String doing(ObjectId wanted) {
        return (wanted.equals(NOWHERE) ? "cannot delete the branch " : "cannot push the branch ") + branch;
    }

    private CrossfadeException moved(ObjectId seen, ObjectId there) {
        return new CrossfadeException(
                ErrorCode.BRANCH_MOVED,
                Where.object("branch " + branch),
                "the branch " + branch + " of the remote " + OriginAddress.REMOTE + " " + now(there)
                        + "; when Crossfade" + " looked "
                        + (seen.equals(NOWHERE) ? "it was not there" : "it was at " + seen.name()),
                "run again: Crossfade looks at what is there now first");
    }

    private static String now(ObjectId there) {
        return there.equals(NOWHERE) ? "is gone" : "is at " + there.name() + " by now";
    }

    private CrossfadeException refused(ObjectId wanted, Answer answer) {
        return new CrossfadeException(
                ErrorCode.REMOTE_REFUSED,
                Where.object("branch " + branch),
                "Crossfade " + doing(wanted) + " of the remote " + OriginAddress.REMOTE + " (" + line.address()
                        + "): it refuses, and says: " + ServerWords.of(line.redacted(answer.words())),
                "let Crossfade's account push to, and delete, branches below " + BranchGuard.PREFIX
                        + ", or mend what the server says");
    }

    /**
     * What came of a push.
     *
     * @param there where the branch was last known to be
     * @param words why it was refused, as the server says; empty where it was not
     */
    private record Answer(
            ObjectId there, String words, @Nullable IOException lost) {

        static Answer at(ObjectId there) {
            return new Answer(there, "", null);
        }

        static Answer refused(ObjectId there, String reason, String messages) {
            return new Answer(there, reason + "\n" + messages, null);
        }

        static Answer lost(ObjectId there, IOException lost) {
            return new Answer(there, "", lost);
        }

        /** True where the branch has to be looked at again. */
        boolean isOpen() {
            return lost != null || !words.isEmpty();
        }
    }
}
