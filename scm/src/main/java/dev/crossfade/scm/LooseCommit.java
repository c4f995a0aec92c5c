package dev.crossfade.scm;

import dev.crossfade.core.proposal.CommitDraft;
import dev.crossfade.core.proposal.Repository.Base;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;

/** Writes a commit that no local branch points at: it is made to be pushed. */
final class LooseCommit {
    private final Repository git;
    private final Base base;
    private final Committer committer;

    LooseCommit(Repository git, Base base, Committer committer) {
        this.git = git;
        this.base = base;
        this.committer = committer;
    }

    String id(CommitDraft draft) {
        return row(draft).ids().get(0);
    }

    private CommitRow row(CommitDraft draft) {
        return CommitRow.of(git, base, committer, List.of(draft));
    }

    String write(CommitDraft draft) {
        CommitRow row = row(draft);
        try (ObjectInserter inserter = git.newObjectInserter()) {
            row.objects().flush(inserter);
        } catch (IOException e) {
            throw new CrossfadeException(
                    ErrorCode.WRITE_FAILED,
                    Where.file(git.getCommonDirectory().getPath()),
                    "Git could not write to " + git.getCommonDirectory() + ": " + Unreadable.reason(e),
                    "see that the disk has space and that you may write there, then run again",
                    e);
        }
        return row.ids().get(0);
    }
}
