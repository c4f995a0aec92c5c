package dev.crossfade.scm.access;

import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;

/** How servers are spoken to over HTTP, by Git and by the forge's API alike: proxies and trusted certificates. */
public final class HttpAccess {
    private static final Duration CONNECT = Duration.ofSeconds(20);

    private final ProxySelector proxies;
    private final Optional<TrustedRoots> roots;

    HttpAccess(AccessVariables variables) {
        ProxySelector java = ProxySelector.getDefault();
        this.proxies = new ProxyVariables(variables, java == null ? ProxySelector.of(null) : java);
        this.roots = TrustedRoots.of(variables);
    }

    /** @throws dev.crossfade.core.report.CrossfadeException TOKEN_UNUSABLE where CROSSFADE_CA_FILE is */
    public static HttpAccess of(Map<String, String> environment) {
        return new HttpAccess(new AccessVariables(environment));
    }

    /** A client that follows no redirect by itself: a token must not go where one leads. */
    public HttpClient client() {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(proxies);
        roots.ifPresent(own -> builder.sslContext(context(own)));
        return builder.build();
    }

    private static SSLContext context(TrustedRoots own) {
        try {
            return own.context();
        } catch (GeneralSecurityException e) {
            throw AccessVariables.unusable(TrustedRoots.CA_FILE, "holds what this Java cannot use", e);
        }
    }

    /** The connections of one transport of JGit's, which tell what became of them. */
    HttpConnectionFactory connections(HttpTrace trace) {
        return new GitConnections(proxies, roots, trace);
    }
}
