package dev.crossfade.scm.access;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/** Starts a program for SSH as Git does (git-scm.com/docs/git, GIT_SSH); JGit would hand it the secrets of this process. */
final class SshProgram extends SshSessionFactory {
    private final String program;
    private final Map<String, String> environment;

    SshProgram(String program, Map<String, String> environment) {
        this.program = program;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public RemoteSession getSession(URIish to, @Nullable CredentialsProvider nobody, FS files, int timeout) {
        return new Session(to);
    }

    @Override
    public String getType() {
        return "program";
    }

    /** PuTTY's names a port by another option, and has to be told that nobody is there; TortoiseGit's has no such option. */
    private List<String> line(URIish to, String command) {
        String name = program.toLowerCase(Locale.ROOT);
        boolean putty = name.contains("plink");
        List<String> line = new ArrayList<>(List.of(program));
        if (putty && !name.contains("tortoiseplink")) {
            line.add("-batch");
        }
        if (to.getPort() > 0) {
            line.add(putty ? "-P" : "-p");
            line.add(String.valueOf(to.getPort()));
        }
        line.add(to.getUser() == null ? to.getHost() : to.getUser() + "@" + to.getHost());
        line.add(command);
        return line;
    }

    /** As many processes as there are commands. */
    private final class Session implements RemoteSession {
        private final URIish to;

        Session(URIish to) {
            this.to = to;
        }

        @Override
        public Process exec(String command, int timeout) throws IOException {
            if (to.getHost().startsWith("-") || String.valueOf(to.getUser()).startsWith("-")) {
                throw new TransportException(to, "an address that begins with a dash would be an option of " + program);
            }
            ProcessBuilder builder = new ProcessBuilder(line(to, command));
            builder.environment().clear();
            builder.environment().putAll(environment);
            return builder.start();
        }

        @Override
        public void disconnect() {
            // the process ends with its streams
        }
    }
}
