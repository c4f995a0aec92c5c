package dev.crossfade.argo.api;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Says what stood in the way of an answer. */
public final class Trouble {

    private Trouble() {}

    /** @param to what did not answer, such as {@code https://10.0.0.1:6443} */
    public static UnreadableException of(String to, String asked, Throwable thrown) {
        if (has(thrown, SSLException.class) || has(thrown, java.security.cert.CertificateException.class)) {
            return unanswered(
                    to + " is not trusted, or does not speak TLS, for " + asked + ": " + deepest(thrown)
                            + "; see the kubeconfig's certificate-authority",
                    false,
                    thrown);
        }
        if (has(thrown, UnresolvedAddressException.class) || has(thrown, UnknownHostException.class)) {
            return unanswered(to + " has a name that nobody knows, for " + asked, false, thrown);
        }
        if (has(thrown, NoRouteToHostException.class)) {
            return unanswered(to + " cannot be reached, for " + asked + ": no route", true, thrown);
        }
        if (has(thrown, HttpTimeoutException.class)
                || has(thrown, SocketTimeoutException.class)
                || has(thrown, TimeoutException.class)) {
            return unanswered(to + " did not answer " + asked + " in time", false, thrown);
        }
        if (has(thrown, ConnectException.class)) {
            return unanswered(to + " refused the connection for " + asked, true, thrown);
        }
        return unanswered(to + " broke off " + asked + ": " + deepest(thrown), true, thrown);
    }

    private static UnreadableException unanswered(String why, boolean passing, Throwable cause) {
        return UnreadableException.unanswered(why, passing, cause);
    }

    private static boolean has(@Nullable Throwable thrown, Class<? extends Throwable> kind) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (kind.isInstance(at)) {
                return true;
            }
        }
        return false;
    }

    private static String deepest(Throwable thrown) {
        Throwable at = thrown;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        String message = at.getMessage();
        return message == null || message.isBlank()
                ? at.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
