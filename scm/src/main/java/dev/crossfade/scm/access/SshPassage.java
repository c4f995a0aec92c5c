package dev.crossfade.scm.access;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;

/** The way to a remote over SSH: by key, to a host whose key is known. */
final class SshPassage implements Passage {
    private final URIish address;
    private final SshSettings settings;
    private final SshSessions sessions;

    /** @param address without a password: only keys are tried */
    SshPassage(URIish address, SshSettings settings) {
        this.address = address;
        this.settings = settings;
        this.sessions = new SshSessions(settings);
    }

    @Override
    public URIish address() {
        return address;
    }

    @Override
    public void prepare(Transport transport) {
        if (transport instanceof SshTransport ssh) {
            ssh.setSshSessionFactory(sessions);
        }
    }

    @Override
    public void arrived() {
        // nobody waits for it
    }

    @Override
    public CrossfadeException failure(String doing, IOException cause) {
        Optional<CrossfadeException> own = causes(cause, CrossfadeException.class);
        if (own.isPresent()) {
            return own.get();
        }
        Optional<String> host = sessions.unknownHost();
        if (host.isPresent()) {
            return unauthorized(
                    doing,
                    host.get(),
                    "compare the fingerprint with the one that the server's owner publishes; then add the key to "
                            + settings.knownHostsName() + " (ssh-keyscan prints the line)",
                    cause);
        }
        if (isLoginDenied(cause)) {
            return unauthorized(
                    doing,
                    "it takes none of the keys that were offered: " + settings.keysName(),
                    "let the server know the key, give it the right to push, or name another in " + SshSettings.KEY_FILE
                            + "; ssh -v " + target() + " shows what a login needs",
                    cause);
        }
        if (isPushDenied(cause)) {
            return unauthorized(
                    doing,
                    "the key may read and not write: " + RemoteFailure.reason(cause),
                    "give the key the right to push; a deploy key is read-only unless its box is ticked",
                    cause);
        }
        return RemoteFailure.of(address, doing, cause);
    }

    private String target() {
        return (address.getUser() == null ? "" : address.getUser() + "@") + address.getHost();
    }

    private static boolean isLoginDenied(IOException cause) {
        return causes(cause, SshException.class)
                .filter(ssh -> ssh.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE)
                .isPresent();
    }

    /** What JGit says where a fetch is served and a push is not, and what GitHub and GitLab say to a key that reads. */
    private static boolean isPushDenied(IOException cause) {
        String reason = RemoteFailure.reason(cause).toLowerCase(Locale.ROOT);
        return reason.contains("push not permitted") || reason.contains("denied");
    }

    private static <T extends Throwable> Optional<T> causes(Throwable failure, Class<T> type) {
        for (Throwable inner = failure; inner != null; inner = inner.getCause()) {
            if (type.isInstance(inner)) {
                return Optional.of(type.cast(inner));
            }
        }
        return Optional.empty();
    }

    private CrossfadeException unauthorized(String doing, String reason, String cure, IOException cause) {
        return new CrossfadeException(
                ErrorCode.REMOTE_UNAUTHORIZED,
                Where.object("remote origin"),
                RemoteFailure.message(address, doing, reason),
                cure,
                cause);
    }

    @Override
    public String redacted(String text) {
        return text;
    }

    @Override
    public void close() {
        sessions.close();
    }
}
