package dev.crossfade.scm.access;

import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.transport.sshd.agent.AbstractConnector;
import org.eclipse.jgit.transport.sshd.agent.Connector;
import org.eclipse.jgit.transport.sshd.agent.ConnectorFactory;
import org.jspecify.annotations.Nullable;

/** Speaks to an SSH agent through its socket, with the JDK's own: JGit's connector needs native code of a third party. */
record AgentSockets(Optional<Path> environment) implements ConnectorFactory {

    @Override
    public Connector create(@Nullable String identityAgent, File home) {
        String named = identityAgent == null ? "" : identityAgent;
        boolean environments = named.isBlank() || named.equals("SSH_AUTH_SOCK");
        return new AgentSocket(environments ? environment : Optional.of(path(named, home)));
    }

    private static Path path(String name, File home) {
        return name.startsWith("~/") ? home.toPath().resolve(name.substring(2)) : Path.of(name);
    }

    @Override
    public boolean isSupported() {
        return true;
    }

    @Override
    public String getName() {
        return "unix socket";
    }

    @Override
    public Collection<ConnectorDescriptor> getSupportedConnectors() {
        return List.of();
    }

    @Override
    public @Nullable ConnectorDescriptor getDefaultConnector() {
        return null;
    }

    /** One conversation with the agent. */
    private static final class AgentSocket extends AbstractConnector {
        private final Optional<Path> socket;
        private @Nullable SocketChannel channel;

        AgentSocket(Optional<Path> socket) {
            this.socket = socket;
        }

        @Override
        public synchronized boolean connect() throws IOException {
            if (channel == null && socket.isPresent() && Files.exists(socket.get())) {
                channel = SocketChannel.open(UnixDomainSocketAddress.of(socket.get()));
            }
            return channel != null;
        }

        @Override
        public synchronized byte[] rpc(byte command, byte[] message) throws IOException {
            SocketChannel open = channel;
            if (open == null) {
                throw new IOException("the SSH agent is not connected");
            }
            prepareMessage(command, message);
            ByteBuffer out = ByteBuffer.wrap(message);
            while (out.hasRemaining()) {
                open.write(out);
            }
            byte[] length = read(open, Integer.BYTES);
            return read(open, toLength(command, length));
        }

        private static byte[] read(SocketChannel from, int length) throws IOException {
            ByteBuffer in = ByteBuffer.allocate(length);
            while (in.hasRemaining()) {
                if (from.read(in) < 0) {
                    throw new EOFException("the SSH agent hung up");
                }
            }
            return in.array();
        }

        @Override
        public synchronized void close() throws IOException {
            if (channel != null) {
                channel.close();
                channel = null;
            }
        }
    }
}
