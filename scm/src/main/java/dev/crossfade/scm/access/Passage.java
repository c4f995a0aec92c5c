package dev.crossfade.scm.access;

import dev.crossfade.core.report.CrossfadeException;
import java.io.IOException;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;

/** The way to one address of a Git remote, for a few connections. */
public interface Passage extends AutoCloseable {

    /** Where JGit connects to; holds no secret, and so may be printed. */
    URIish address();

    /** Gives a transport what it needs before it connects. */
    void prepare(Transport transport);

    /** Says that the remote took the credentials, for a helper that keeps those that work. */
    void arrived();

    /**
     * What a failed connection means to the person: REMOTE_NOT_FOUND, REMOTE_UNAUTHORIZED or REMOTE_UNAVAILABLE.
     *
     * @param doing what was tried, as in {@code cannot read the branches}
     */
    CrossfadeException failure(String doing, IOException cause);

    /** Any text of the server's, without a secret that it may have repeated. */
    String redacted(String text);

    @Override
    void close();
}
