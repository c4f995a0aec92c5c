package dev.crossfade.cli;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads where a server listens: {@code PORT} or {@code HOST:PORT}. What stands before the last colon is the host, also where it is
 * an IPv6 address without brackets, as a Deployment puts a pod's address in ({@code $(LISTEN_HOST):9645}).
 */
final class ListenAddress {

    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(?:(\\[[0-9a-fA-F:.]+]|[0-9a-fA-F:.]*:[0-9a-fA-F:.]+|[^:\\[\\]]*):)?([0-9]{1,5})");
    private static final int HIGHEST_PORT = 65_535;

    private ListenAddress() {}

    /** Nothing where the text is no such address; a name is looked up. */
    static Optional<InetSocketAddress> of(String text) {
        Matcher matcher = HOST_AND_PORT.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > HIGHEST_PORT) {
            return Optional.empty();
        }
        int port = Integer.parseInt(matcher.group(2));
        String host = matcher.group(1);
        if (host == null || host.isEmpty()) {
            return Optional.of(new InetSocketAddress(port));
        }
        InetSocketAddress address = new InetSocketAddress(host, port);
        // no name has a colon
        return host.contains(":") && address.isUnresolved() ? Optional.empty() : Optional.of(address);
    }
}
