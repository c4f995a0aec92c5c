package dev.crossfade.scm;

import dev.crossfade.core.proposal.Repository.Base;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** Compares working-tree copies with a commit: what differs would not be what people review. */
record WorkingCopy(Repository git) {

    void requireClean(Base base, Collection<String> paths) {
        List<Problem> problems = new ArrayList<>();
        try (RevWalk walk = new RevWalk(git)) {
            ObjectId tree = walk.parseCommit(ObjectId.fromString(base.commit())).getTree();
            for (String path : paths) {
                String difference = difference(tree, path);
                if (difference != null) {
                    problems.add(Problem.blocker(
                            ErrorCode.INPUT_DIRTY,
                            Where.file(path),
                            path + " " + difference + " " + base.branch(),
                            "commit it to " + base.branch() + ", or put the committed version back: git checkout "
                                    + base.branch() + " -- " + path));
                }
            }
        } catch (IOException e) {
            throw LocalRepository.unreadable("branch " + base.branch(), e);
        }
        if (!problems.isEmpty()) {
            throw new CrossfadeException(problems);
        }
    }

    private @Nullable String difference(ObjectId tree, String path) throws IOException {
        ObjectId committed = blob(tree, path);
        Path copy = git.getWorkTree().toPath().resolve(path);
        boolean there = Files.isRegularFile(copy);
        if (committed == null) {
            return there ? "is not committed to" : null;
        }
        if (!there) {
            return "is missing in the working tree, but not in";
        }
        byte[] left = git.open(committed).getBytes();
        byte[] right = Files.readAllBytes(copy);
        return Arrays.equals(left, right) || Arrays.equals(left, unix(right)) ? null : "differs from the one in";
    }

    private @Nullable ObjectId blob(ObjectId tree, String path) throws IOException {
        try (TreeWalk walk = TreeWalk.forPath(git, path, tree)) {
            boolean file = walk != null && walk.getFileMode(0).getObjectType() == Constants.OBJ_BLOB;
            return file ? walk.getObjectId(0) : null;
        }
    }

    /** Git checks text out with CRLF where somebody asked for it; that is no difference. */
    private static byte[] unix(byte[] bytes) {
        byte[] plain = new byte[bytes.length];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            boolean breaks = bytes[i] == '\r' && i + 1 < bytes.length && bytes[i + 1] == '\n';
            if (!breaks) {
                plain[length++] = bytes[i];
            }
        }
        return Arrays.copyOf(plain, length);
    }
}
