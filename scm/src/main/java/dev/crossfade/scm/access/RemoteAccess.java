package dev.crossfade.scm.access;

import org.eclipse.jgit.transport.URIish;

/** The ways to Git remotes: by which credentials, certificates and proxies each address is reached. */
@FunctionalInterface
public interface RemoteAccess {

    /**
     * The way to one address.
     *
     * @throws dev.crossfade.core.report.CrossfadeException TOKEN_UNUSABLE
     */
    Passage to(URIish address);

    /** The way to remotes that ask nobody who he is, such as folders on this machine. */
    static RemoteAccess open() {
        return OpenPassage::new;
    }
}
