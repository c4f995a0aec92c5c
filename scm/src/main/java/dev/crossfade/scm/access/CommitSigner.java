package dev.crossfade.scm.access;

import java.util.Map;
import java.util.Optional;

/** Signs commits, or leaves them as they are. */
@FunctionalInterface
public interface CommitSigner {

    /**
     * The same signature for the same commit, always: a commit's id depends on it.
     *
     * @param commit as Git would store it without a signature
     * @return in the form of the header gpgsig; nothing where commits are not signed
     */
    Optional<byte[]> sign(byte[] commit);

    /** Leaves every commit as it is. */
    static CommitSigner none() {
        return commit -> Optional.empty();
    }

    /**
     * Signs with the key that CROSSFADE_SIGNING_KEY_FILE names, where it names one.
     *
     * @throws dev.crossfade.core.report.CrossfadeException TOKEN_UNUSABLE where it cannot be opened, or is one of a kind whose
     *     signatures differ each time
     */
    static CommitSigner of(Map<String, String> environment) {
        return SshSigner.of(new AccessVariables(environment))
                .<CommitSigner>map(signer -> signer)
                .orElseGet(CommitSigner::none);
    }
}
