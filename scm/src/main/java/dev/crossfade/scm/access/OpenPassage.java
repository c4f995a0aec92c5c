package dev.crossfade.scm.access;

import dev.crossfade.core.report.CrossfadeException;
import java.io.IOException;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;

/** A way without credentials. */
record OpenPassage(URIish address) implements Passage {

    @Override
    public void prepare(Transport transport) {
        // nothing that JGit would not do by itself
    }

    @Override
    public void arrived() {
        // nobody waits for it
    }

    @Override
    public CrossfadeException failure(String doing, IOException cause) {
        return RemoteFailure.of(address, doing, cause);
    }

    @Override
    public String redacted(String text) {
        return text;
    }

    @Override
    public void close() {
        // nothing is held
    }
}
