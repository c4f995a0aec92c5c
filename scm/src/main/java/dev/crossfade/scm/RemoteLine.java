package dev.crossfade.scm;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.scm.access.Passage;
import java.io.IOException;
import java.net.URISyntaxException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.RemoteConfig;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;

/** Opens transports to one address of the remote, each for one connection. */
final class RemoteLine implements AutoCloseable {

    /** For how long the other side may be silent; JGit would wait for ever, and hooks of a forge take their time. */
    private static final int SILENCE_SECONDS = 120;

    private final Repository git;
    private final Passage passage;

    RemoteLine(Repository git, Passage passage) {
        this.git = git;
        this.passage = passage;
    }

    Transport open() throws NotSupportedException, TransportException {
        Transport transport = Transport.open(git, passage.address());
        boolean ready = false;
        try {
            prepare(transport);
            ready = true;
            return transport;
        } finally {
            if (!ready) {
                transport.close();
            }
        }
    }

    private void prepare(Transport transport) throws TransportException {
        try {
            transport.applyConfig(new RemoteConfig(git.getConfig(), OriginAddress.REMOTE));
        } catch (URISyntaxException e) {
            // the cause would quote the address, and the password in it
            throw new TransportException("an address of the remote is none that Git knows");
        }
        transport.setTagOpt(TagOpt.NO_TAGS);
        if (transport.getTimeout() <= 0) {
            transport.setTimeout(SILENCE_SECONDS);
        }
        LocalServer.choose(transport);
        passage.prepare(transport);
    }

    void arrived() {
        passage.arrived();
    }

    CrossfadeException failure(String doing, IOException cause) {
        return passage.failure(doing, cause);
    }

    String redacted(String text) {
        return passage.redacted(text);
    }

    String address() {
        return passage.address().toString();
    }

    @Override
    public void close() {
        passage.close();
    }
}
