package dev.crossfade.scm;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crossfade.core.proposal.CommitDraft;
import dev.crossfade.core.proposal.Repository.Base;
import dev.crossfade.core.render.ChangeSet;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/** Turns drafts into commits, one on top of the other, without a working tree and without an index. */
final class CommitRow {
    private final Repository git;
    private final ObjectId base;
    private final Committer committer;
    private final PendingObjects objects = new PendingObjects();
    private final List<ObjectId> commits = new ArrayList<>();

    private CommitRow(Repository git, ObjectId base, Committer committer) {
        this.git = git;
        this.base = base;
        this.committer = committer;
    }

    /** The commits of these drafts on top of the base, none of them written yet. */
    static CommitRow of(Repository git, Base base, Committer committer, List<CommitDraft> drafts) {
        CommitRow row = new CommitRow(git, ObjectId.fromString(base.commit()), committer);
        try {
            row.add(drafts);
        } catch (IOException e) {
            throw Unreadable.because("commit " + base.commit() + " of branch " + base.branch(), e);
        }
        return row;
    }

    private void add(List<CommitDraft> drafts) throws IOException {
        try (ObjectReader reader = git.newObjectReader();
                RevWalk walk = new RevWalk(reader)) {
            TreeFolder root = TreeFolder.read(reader, walk.parseCommit(base).getTree());
            for (CommitDraft draft : drafts) {
                apply(root, draft.changes());
                ObjectId tree = root.write(objects);
                commits.add(objects.add(Constants.OBJ_COMMIT, committer.commit(draft, tree, tip())));
            }
        }
    }

    PendingObjects objects() {
        return objects;
    }

    List<String> ids() {
        return commits.stream().map(ObjectId::name).toList();
    }

    /** The last commit, or the base where there is none. */
    ObjectId tip() {
        return commits.isEmpty() ? base : commits.get(commits.size() - 1);
    }

    // removals first, so that a file may take the name of a folder whose last file goes in the same commit
    private void apply(TreeFolder root, ChangeSet changes) throws IOException {
        for (String path : changes.files().keySet()) {
            if (changes.files().get(path).isEmpty() && !root.remove(path)) {
                throw new CrossfadeException(
                        ErrorCode.INTERNAL,
                        Where.file(path),
                        "a phase removes " + path + ", which is no file in the commit before",
                        "Report this with crossfade.yaml and the base commit " + base.name()
                                + "; nothing was written.");
            }
        }
        for (Map.Entry<String, Optional<String>> file : changes.files().entrySet()) {
            if (file.getValue().isPresent()) {
                put(root, file.getKey(), file.getValue().get());
            }
        }
    }

    private void put(TreeFolder root, String path, String text) throws IOException {
        try {
            new ObjectChecker().checkPath(path);
            root.put(path, objects.add(Constants.OBJ_BLOB, text.getBytes(UTF_8)));
        } catch (CorruptObjectException e) {
            throw notWritable(path, "Git does not allow this path: " + e.getMessage(), e);
        } catch (TreeFolder.Obstacle e) {
            throw notWritable(path, "where it or one of its folders would lie there is " + e.getMessage(), e);
        }
    }

    private CrossfadeException notWritable(String path, String why, Exception cause) {
        return new CrossfadeException(
                ErrorCode.PATH_NOT_WRITABLE,
                Where.file(path),
                "Crossfade cannot write the file " + path + ": " + why,
                "rename what stands there in the base branch, or let spec.git.path name another folder",
                cause);
    }
}
