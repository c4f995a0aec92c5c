package dev.crossfade.scm.forge;

import java.net.URI;

/** Where an answer points, without what may be secret in it. */
final class Redirection {

    private Redirection() {}

    static String shown(URI from, String location) {
        try {
            URI target = from.resolve(location);
            int port = target.getPort();
            return target.getScheme() + "://" + target.getHost() + (port < 0 ? "" : ":" + port) + target.getPath();
        } catch (IllegalArgumentException e) {
            return "an address that is none";
        }
    }
}
