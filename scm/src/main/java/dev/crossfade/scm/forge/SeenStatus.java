package dev.crossfade.scm.forge;

import dev.crossfade.core.proposal.CommitStatus;

/** A status as a forge shows it, which others may have set without a description. */
final class SeenStatus {

    private SeenStatus() {}

    static CommitStatus of(String context, CommitStatus.State state, String description) {
        return new CommitStatus(context, state, description.isBlank() ? "(no description)" : description);
    }
}
