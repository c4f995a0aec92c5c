package dev.crossfade.scm.access;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.eclipse.jgit.transport.http.HttpConnection;
import org.eclipse.jgit.transport.http.HttpConnectionFactory;
import org.eclipse.jgit.transport.http.JDKHttpConnection;

/** Opens JGit's HTTP connections through the proxies, with the trusted certificates, and watches them. */
final class GitConnections implements HttpConnectionFactory {
    private final ProxySelector proxies;
    private final Optional<TrustedRoots> roots;
    private final HttpTrace trace;

    GitConnections(ProxySelector proxies, Optional<TrustedRoots> roots, HttpTrace trace) {
        this.proxies = proxies;
        this.roots = roots;
        this.trace = trace;
    }

    @Override
    public HttpConnection create(URL url) throws IOException {
        Watched connection = new Watched(url, proxy(url), trace);
        if (roots.isPresent() && url.getProtocol().equals("https")) {
            try {
                connection.configure(null, roots.get().managers(), null);
            } catch (GeneralSecurityException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
        return connection;
    }

    /** The proxy is JGit's choice, which does not know the environment's. */
    @Override
    public HttpConnection create(URL url, Proxy jgits) throws IOException {
        return create(url);
    }

    private Proxy proxy(URL url) throws IOException {
        try {
            return proxies.select(new URI(url.getProtocol(), null, url.getHost(), url.getPort(), "/", null, null))
                    .get(0);
        } catch (URISyntaxException e) {
            throw new IOException("no proxy can be chosen for the host " + url.getHost(), e);
        }
    }

    /** A connection that keeps credentials from other servers than the remote's, and remembers the answer. */
    private static final class Watched extends JDKHttpConnection {
        private final HttpTrace trace;

        Watched(URL url, Proxy proxy, HttpTrace trace) throws IOException {
            super(url, proxy);
            this.trace = trace;
        }

        @Override
        public void setRequestProperty(String key, String value) {
            boolean credentials = key.equalsIgnoreCase("Authorization") || key.equalsIgnoreCase("Cookie");
            URL url = getURL();
            if (!credentials || trace.maySee(url.getProtocol(), url.getHost(), url.getPort())) {
                super.setRequestProperty(key, value);
            }
        }

        @Override
        public int getResponseCode() throws IOException {
            int status = super.getResponseCode();
            trace.reached(getURL());
            trace.answered(status, getContentType());
            return status;
        }
    }
}
