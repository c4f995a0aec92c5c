package dev.crossfade.scm;

import dev.crossfade.core.proposal.Author;
import dev.crossfade.core.proposal.CommitDraft;
import dev.crossfade.core.proposal.Repository.Base;
import dev.crossfade.core.render.ChangeSet;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/** Writes drafts as commits, through an index in memory; ids depend on base, author and drafts alone. */
final class CommitWriter {

    private final Repository git;
    private final Author author;

    CommitWriter(Repository git, Author author) {
        this.git = git;
        this.author = author;
    }

    /** Ids in the drafts' order; no branch moves, so a disk that is full here leaves unreachable objects at worst. */
    List<String> write(Base base, List<CommitDraft> drafts) {
        List<String> ids = new ArrayList<>();
        try (ObjectInserter inserter = git.newObjectInserter();
                ObjectReader reader = git.newObjectReader();
                RevWalk walk = new RevWalk(reader)) {
            ObjectId parent = ObjectId.fromString(base.commit());
            DirCache index = DirCache.read(reader, walk.parseCommit(parent).getTree());
            for (CommitDraft draft : drafts) {
                apply(draft.changes(), index, inserter);
                parent = inserter.insert(commit(draft, index.writeTree(inserter), parent));
                ids.add(parent.name());
            }
            inserter.flush();
        } catch (IOException e) {
            throw new CrossfadeException(
                    ErrorCode.WRITE_FAILED,
                    Where.file(git.getDirectory().toString()),
                    "Git could not write the commits, the branch is where it was: " + e.getMessage(),
                    "look at free space and permissions of the repository, then run the command again",
                    e);
        }
        return ids;
    }

    private static void apply(ChangeSet changes, DirCache index, ObjectInserter inserter) throws IOException {
        DirCacheEditor editor = index.editor();
        for (Map.Entry<String, Optional<String>> change : changes.files().entrySet()) {
            String path = change.getKey();
            if (change.getValue().isEmpty()) {
                editor.add(new DirCacheEditor.DeletePath(path));
                continue;
            }
            ObjectId blob =
                    inserter.insert(Constants.OBJ_BLOB, change.getValue().get().getBytes(StandardCharsets.UTF_8));
            editor.add(new DirCacheEditor.PathEdit(path) {
                @Override
                public void apply(DirCacheEntry entry) {
                    if (entry.getFileMode() != FileMode.EXECUTABLE_FILE) {
                        entry.setFileMode(FileMode.REGULAR_FILE);
                    }
                    entry.setObjectId(blob);
                }
            });
        }
        editor.finish();
    }

    private CommitBuilder commit(CommitDraft draft, ObjectId tree, ObjectId parent) {
        PersonIdent person = new PersonIdent(author.name(), author.email(), draft.date(), ZoneOffset.UTC);
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        commit.setParentId(parent);
        commit.setAuthor(person);
        commit.setCommitter(person);
        commit.setEncoding(StandardCharsets.UTF_8);
        commit.setMessage(draft.message());
        return commit;
    }
}
