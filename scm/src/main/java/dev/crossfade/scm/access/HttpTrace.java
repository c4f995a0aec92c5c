package dev.crossfade.scm.access;

import java.net.URL;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** What a server answered last: JGit's exceptions do not tell. */
final class HttpTrace {
    private final URIish address;
    private int status;
    private String contentType = "";

    private String elsewhere = "";

    /** @param address of the one server that may see what belongs to this remote */
    HttpTrace(URIish address) {
        this.address = address;
    }

    /** That a server is the remote's own, and that nobody on the way can read along. */
    boolean maySee(@Nullable String scheme, @Nullable String host, int port) {
        return isRemotes(scheme, host, port) && PlainHttp.isSafe(scheme, host);
    }

    /** Another port or scheme is another server. */
    boolean isRemotes(@Nullable String scheme, @Nullable String host, int port) {
        return scheme != null
                && host != null
                && scheme.equalsIgnoreCase(address.getScheme())
                && host.equalsIgnoreCase(address.getHost())
                && port(scheme, port) == port(scheme, address.getPort());
    }

    /** That a redirect may have led to a server. */
    void reached(URL url) {
        elsewhere = isRemotes(url.getProtocol(), url.getHost(), url.getPort())
                ? ""
                : url.getProtocol() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }

    private static int port(String scheme, int given) {
        return given > 0 ? given : scheme.equalsIgnoreCase("https") ? 443 : 80;
    }

    /** The other server that answered last and was told nothing; empty where it was the remote's. */
    String elsewhere() {
        return elsewhere;
    }

    void answered(int newest, @Nullable String type) {
        status = newest;
        contentType = type == null ? "" : type;
    }

    /** Zero where no answer came. */
    int status() {
        return status;
    }

    boolean isWebPage() {
        return status == 200 && contentType.startsWith("text/html");
    }
}
