package dev.crossfade.scm.access;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The proxies that the environment names, as curl and so Git reads it (curl.se/docs/manpage.html, Environment): https_proxy,
 * http_proxy, all_proxy, no_proxy, the lower case before the upper; without any of them those of the JVM.
 */
public final class ProxyVariables extends ProxySelector {

    /** What is said of a proxy that asks for a password. */
    public static final String NO_LOGIN = "Crossfade cannot log in to one, but a local proxy in between can";

    private static final int CURLS_DEFAULT_PORT = 1080;

    private final AccessVariables variables;
    private final ProxySelector otherwise;

    ProxyVariables(AccessVariables variables, ProxySelector otherwise) {
        this.variables = variables;
        this.otherwise = otherwise;
    }

    @Override
    public List<Proxy> select(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (variable("http_proxy")
                .or(() -> variable("https_proxy"))
                .or(() -> variable("all_proxy"))
                .isEmpty()) {
            return otherwise.select(uri);
        }
        String host = uri.getHost() == null ? "" : uri.getHost();
        Optional<String> name = variable(scheme + "_proxy").or(() -> variable("all_proxy"));
        if (name.isEmpty() || new NoProxy(value("no_proxy")).covers(host)) {
            return List.of(Proxy.NO_PROXY);
        }
        return List.of(proxy(name.get()));
    }

    private Optional<String> variable(String name) {
        return List.of(name, name.toUpperCase(Locale.ROOT)).stream()
                .filter(candidate -> variables.text(candidate).isPresent())
                .findFirst();
    }

    private String value(String name) {
        return variable(name).flatMap(variables::text).orElse("");
    }

    private Proxy proxy(String variable) {
        String value = variables.text(variable).orElseThrow();
        URI address;
        try {
            address = new URI(value.contains("://") ? value : "http://" + value);
        } catch (URISyntaxException e) {
            throw AccessVariables.unusable(variable, "is no address of a proxy", null);
        }
        if (!"http".equalsIgnoreCase(address.getScheme())) {
            throw AccessVariables.unusable(
                    variable,
                    "names a proxy that is spoken to by " + address.getScheme() + "; Crossfade knows http:// alone",
                    null);
        }
        if (address.getHost() == null) {
            throw AccessVariables.unusable(variable, "is no address of a proxy", null);
        }
        if (address.getUserInfo() != null) {
            // Java's HTTP client cannot log in to a proxy without taking over what a forge answers with 401
            throw AccessVariables.unusable(variable, "names a proxy that asks for a password; " + NO_LOGIN, null);
        }
        int port = address.getPort() > 0 ? address.getPort() : CURLS_DEFAULT_PORT;
        return new Proxy(Proxy.Type.HTTP, new InetSocketAddress(address.getHost(), port));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress proxy, IOException failure) {
        // whoever asked gets the exception, and there is no other proxy to choose
    }
}
