package dev.crossfade.scm;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crossfade.core.proposal.Author;
import dev.crossfade.core.proposal.CommitDraft;
import dev.crossfade.scm.access.CommitSigner;
import java.io.IOException;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.GpgSignature;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;

/** Who commits, and how what was committed is signed. */
record Committer(Author author, CommitSigner signer) {

    /** The commit as Git stores it. */
    byte[] commit(CommitDraft draft, ObjectId tree, ObjectId parent) throws IOException {
        PersonIdent who = new PersonIdent(author.name(), author.email(), draft.date(), ZoneOffset.UTC);
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        commit.setParentId(parent);
        commit.setAuthor(who);
        commit.setCommitter(who);
        commit.setEncoding(UTF_8);
        commit.setMessage(draft.message());
        byte[] unsigned = commit.build();
        Optional<byte[]> signature = signer.sign(unsigned);
        if (signature.isEmpty()) {
            return unsigned;
        }
        commit.setGpgSignature(new GpgSignature(signature.get()));
        return commit.build();
    }
}
