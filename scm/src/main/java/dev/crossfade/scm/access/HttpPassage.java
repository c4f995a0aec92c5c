package dev.crossfade.scm.access;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.eclipse.jgit.transport.CredentialItem;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** The way to a remote over HTTPS, with the user name and password that JGit's address does not hold. */
final class HttpPassage implements Passage {
    private static final String NO_CREDENTIALS =
            "it asks who you are (401), and neither a token nor a credential helper" + " of Git has an answer";

    private final URIish address;
    private final HttpAccess http;
    private final CredentialSource source;
    private final HttpTrace trace;
    private @Nullable Credentials used;

    /** @param address without user name and password */
    HttpPassage(URIish address, HttpAccess http, CredentialSource source) {
        this.address = address;
        this.http = http;
        this.source = source;
        this.trace = new HttpTrace(address);
    }

    @Override
    public URIish address() {
        return address;
    }

    @Override
    public void prepare(Transport transport) {
        if (transport instanceof TransportHttp web) {
            web.setHttpConnectionFactory(http.connections(trace));
            Optional<Credentials> known = source.known();
            web.setCredentialsProvider(new Answers(known.isPresent()));
            if (known.isPresent()) {
                PlainHttp.requireSafe(address.getScheme(), address.getHost());
                used = known.get();
                web.setPreemptiveBasicAuthentication(used.user(), used.password());
            }
        }
    }

    @Override
    public void arrived() {
        if (used != null) {
            source.accepted(used);
        }
    }

    @Override
    public CrossfadeException failure(String doing, IOException failure) {
        for (Throwable inner = failure; inner != null; inner = inner.getCause()) {
            if (inner instanceof CrossfadeException ours) {
                return ours;
            }
        }
        IOException cause = printable(failure);
        return switch (trace.status()) {
            case 401 -> unauthorized(doing, unanswered(), cause);
            case 403 ->
                unauthorized(
                        doing,
                        used == null
                                ? "it forbids this (403), and no token is configured"
                                : used.source() + " may not do this (403)",
                        cause);
            case 404 ->
                RemoteFailure.notFound(
                        address,
                        doing,
                        "there is no repository at this address, or "
                                + (used == null
                                        ? "only a token could see it, and none is configured"
                                        : used.source() + " may not see it")
                                + " (404)",
                        cause);
            default -> unavailable(doing, cause);
        };
    }

    private String unanswered() {
        if (!trace.elsewhere().isEmpty()) {
            return "it redirects to " + trace.elsewhere()
                    + ", which asks who you are (401) and is told nothing: where that"
                    + " is right, make it the remote's address";
        }
        return used == null ? NO_CREDENTIALS : "it does not take " + used.source();
    }

    private CrossfadeException unauthorized(String doing, String reason, IOException cause) {
        return new CrossfadeException(
                ErrorCode.REMOTE_UNAUTHORIZED,
                Where.object("remote origin"),
                RemoteFailure.message(address, doing, reason),
                "put a token that may push to this repository into " + Tokens.TOKEN + ", or into a file that "
                        + Tokens.TOKEN_FILE + " names; docs/access.md lists the other ways",
                cause);
    }

    private CrossfadeException unavailable(String doing, IOException cause) {
        if (trace.isWebPage()) {
            return RemoteFailure.unavailable(
                    address, doing, "it answers with a web page, as a login page or a proxy would", cause);
        }
        for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
            if (inner instanceof SSLException) {
                return new CrossfadeException(
                        ErrorCode.REMOTE_UNAVAILABLE,
                        Where.object("remote origin"),
                        RemoteFailure.message(address, doing, redacted(RemoteFailure.reason(inner))),
                        "where its certificate comes from an authority of your own, name the authority's file (PEM) in "
                                + TrustedRoots.CA_FILE,
                        cause);
            }
        }
        return RemoteFailure.unavailable(address, doing, redacted(RemoteFailure.reason(cause)), cause);
    }

    /** JGit quotes what it could not read, and a server may repeat what it was sent. */
    private IOException printable(IOException failure) {
        StringWriter printed = new StringWriter();
        failure.printStackTrace(new PrintWriter(printed));
        if (printed.toString().equals(redacted(printed.toString()))) {
            return failure;
        }
        IOException same = new IOException(redacted(RemoteFailure.reason(failure)));
        same.setStackTrace(failure.getStackTrace());
        return same;
    }

    @Override
    public String redacted(String text) {
        return used == null ? text : used.redacted(text);
    }

    @Override
    public void close() {
        used = null;
    }

    /** Answers JGit once a transport, after the server has asked, and only for the remote's own server. */
    private final class Answers extends CredentialsProvider {
        private boolean tried;

        Answers(boolean tried) {
            this.tried = tried;
        }

        @Override
        public boolean isInteractive() {
            return false;
        }

        @Override
        public boolean supports(CredentialItem... items) {
            for (CredentialItem item : items) {
                if (!(item instanceof CredentialItem.Username) && !(item instanceof CredentialItem.Password)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public boolean get(URIish asking, CredentialItem... items) {
            if (tried || !trace.isRemotes(asking.getScheme(), asking.getHost(), asking.getPort()) || !supports(items)) {
                return false;
            }
            tried = true;
            Optional<Credentials> found = used == null ? source.asked() : Optional.of(used);
            if (found.isEmpty()) {
                return false;
            }
            PlainHttp.requireSafe(asking.getScheme(), asking.getHost());
            used = found.get();
            for (CredentialItem item : items) {
                if (item instanceof CredentialItem.Username name) {
                    name.setValue(found.get().user());
                } else if (item instanceof CredentialItem.Password password) {
                    password.setValue(found.get().password().toCharArray());
                }
            }
            return true;
        }

        @Override
        public void reset(URIish refusing) {
            if (used != null) {
                source.refused(used);
            }
        }
    }
}
