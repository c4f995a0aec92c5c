package dev.crossfade.scm;

import dev.crossfade.core.proposal.Remote;
import dev.crossfade.scm.access.RemoteAccess;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.jspecify.annotations.Nullable;

/** The branches of the remote {@code origin}, by the transports of Git. */
final class OriginRemote implements Remote {
    private final Repository git;
    private final RemoteAccess access;
    private final OriginAddress address;

    OriginRemote(Repository git, RemoteAccess access) {
        this.git = git;
        this.access = access;
        this.address = new OriginAddress(git);
    }

    @Override
    public Look look(String baseBranch, String prefix) {
        try (RemoteLine line = new RemoteLine(git, access.to(address.fetch()))) {
            return new RemoteLook(git, line, baseBranch, prefix).look();
        }
    }

    @Override
    public void push(String branch, @Nullable String seen, String commit) {
        move(branch, seen == null ? ObjectId.zeroId() : ObjectId.fromString(seen), ObjectId.fromString(commit));
    }

    @Override
    public void delete(String branch, String seen) {
        move(branch, ObjectId.fromString(seen), ObjectId.zeroId());
    }

    private void move(String branch, ObjectId seen, ObjectId wanted) {
        new BranchGuard(git, branch).requireOwnName();
        try (RemoteLine line = new RemoteLine(git, access.to(address.push()))) {
            new RemoteMove(git, line, branch).move(seen, wanted);
        }
        TrackingBranches tracking = new TrackingBranches(git);
        if (wanted.equals(ObjectId.zeroId())) {
            tracking.forget(branch);
        } else {
            tracking.follow(branch, wanted);
        }
    }
}
