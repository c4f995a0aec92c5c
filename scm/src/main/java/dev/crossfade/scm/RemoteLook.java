package dev.crossfade.scm;

import dev.crossfade.core.proposal.Remote.Look;
import dev.crossfade.core.proposal.Repository.Base;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.Transport;

/** Reads the remote's branches by one advertisement, and fetches over the same connection what is not at hand. */
final class RemoteLook {
    private static final String DOING = "cannot read the branches";

    private final Repository git;
    private final RemoteLine line;
    private final String baseBranch;
    private final String prefix;

    RemoteLook(Repository git, RemoteLine line, String baseBranch, String prefix) {
        this.git = git;
        this.line = line;
        this.baseBranch = baseBranch;
        this.prefix = prefix;
    }

    Look look() {
        SortedMap<String, ObjectId> tips = advertised();
        new TrackingBranches(git).follow(tips, prefix);
        SortedMap<String, String> branches = new TreeMap<>();
        tips.forEach((branch, tip) -> {
            if (branch.startsWith(prefix)) {
                branches.put(branch, tip.name());
            }
        });
        return new Look(base(tips), branches);
    }

    private Base base(SortedMap<String, ObjectId> tips) {
        try {
            return new BaseBranch(git, baseBranch).at(tips.getOrDefault(baseBranch, ObjectId.zeroId()));
        } catch (IOException e) {
            throw Unreadable.because("branch " + baseBranch + " of " + OriginAddress.REMOTE, e);
        }
    }

    private SortedMap<String, ObjectId> advertised() {
        List<RefSpec> wanted = List.of(spec(baseBranch), spec(prefix + "*"));
        try (Transport transport = line.open();
                FetchConnection connection = transport.openFetch(wanted)) {
            line.arrived();
            SortedMap<String, ObjectId> tips = tips(connection.getRefs());
            if (!tips.containsKey(baseBranch)) {
                throw missing();
            }
            fetch(connection);
            return tips;
        } catch (IOException e) {
            throw line.failure(DOING, e);
        }
    }

    private static RefSpec spec(String branch) {
        return new RefSpec(Constants.R_HEADS + branch + ":" + TrackingBranches.PREFIX + branch);
    }

    /** Servers of the older protocol advertise more than was asked for. */
    private SortedMap<String, ObjectId> tips(Collection<Ref> refs) {
        SortedMap<String, ObjectId> tips = new TreeMap<>();
        for (Ref ref : refs) {
            if (isWanted(ref)) {
                tips.put(ref.getName().substring(Constants.R_HEADS.length()), ref.getObjectId());
            }
        }
        return tips;
    }

    private boolean isWanted(Ref ref) {
        return ref.getObjectId() != null
                && (ref.getName().equals(Constants.R_HEADS + baseBranch)
                        || ref.getName().startsWith(Constants.R_HEADS + prefix));
    }

    private void fetch(FetchConnection connection) throws IOException {
        List<Ref> missing = new ArrayList<>();
        for (Ref ref : connection.getRefs()) {
            if (isWanted(ref) && !isAtHand(ref.getObjectId())) {
                missing.add(ref);
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        Set<ObjectId> shallow = git.getObjectDatabase().getShallowCommits();
        connection.fetch(NullProgressMonitor.INSTANCE, missing, Set.of());
        if (!git.getObjectDatabase().getShallowCommits().equals(shallow)) {
            // what git fetch refuses, too: the end of the remote's history would become the end of this one
            git.getObjectDatabase().setShallowCommits(shallow);
            throw shallowRemote();
        }
        for (Ref ref : missing) {
            if (!isAtHand(ref.getObjectId())) {
                throw new TransportException("it did not send all of " + ref.getName()
                        + ", as a shallow clone or a damaged repository does");
            }
        }
    }

    /** A ref vouches for all that its tip needs; anything else is walked, as git fetch does. */
    private boolean isAtHand(ObjectId tip) throws IOException {
        List<Ref> refs = git.getRefDatabase().getRefs();
        if (!git.getObjectDatabase().has(tip)) {
            return false;
        }
        if (refs.stream().anyMatch(ref -> tip.equals(ref.getObjectId()))) {
            return true;
        }
        try (ObjectWalk walk = new ObjectWalk(git)) {
            walk.markStart(walk.parseAny(tip));
            for (Ref ref : refs) {
                // a ref whose commit is gone vouches for nothing, and is not ours to complain about
                if (ref.getObjectId() != null && git.getObjectDatabase().has(ref.getObjectId())) {
                    walk.markUninteresting(walk.parseAny(ref.getObjectId()));
                }
            }
            walk.checkConnectivity();
            return true;
        } catch (MissingObjectException e) {
            return false;
        }
    }

    private CrossfadeException missing() {
        return new CrossfadeException(
                ErrorCode.BRANCH_NOT_FOUND,
                Where.object("branch " + baseBranch),
                "the remote " + OriginAddress.REMOTE + " (" + line.address() + ") has no branch " + baseBranch,
                "push it (git push " + OriginAddress.REMOTE + " " + baseBranch
                        + "), or set spec.git.branch to the branch that Argo CD reads");
    }

    private CrossfadeException shallowRemote() {
        return new CrossfadeException(
                ErrorCode.REPOSITORY_SHALLOW,
                Where.object("remote " + OriginAddress.REMOTE),
                "the remote " + OriginAddress.REMOTE + " (" + line.address()
                        + ") is a shallow clone: phases that were merged before its oldest commit are not in it",
                "let " + OriginAddress.REMOTE + " be the repository that Argo CD reads, or complete it: git fetch"
                        + " --unshallow there");
    }
}
