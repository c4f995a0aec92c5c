package dev.crossfade.scm.access;

import dev.crossfade.core.report.CrossfadeException;
import java.io.IOException;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;

/** The way to a remote over SSH by a program of the person's, which knows by itself what it needs. */
record ProgramPassage(URIish address, SshProgram program) implements Passage {

    @Override
    public void prepare(Transport transport) {
        if (transport instanceof SshTransport ssh) {
            ssh.setSshSessionFactory(program);
        }
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
        // a session ends with its transport
    }
}
