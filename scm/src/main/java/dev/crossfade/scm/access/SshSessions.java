package dev.crossfade.scm.access;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.SshConfigStore;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.KeyPasswordProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.agent.ConnectorFactory;
import org.jspecify.annotations.Nullable;

/** Opens SSH sessions as the settings say: nobody is asked anything, and no host is believed that is not known. */
final class SshSessions extends SshdSessionFactory {
    private final SshSettings settings;
    private @Nullable KnownHosts hosts;

    SshSessions(SshSettings settings) {
        super(null, null);
        this.settings = settings;
        setHomeDirectory(settings.home());
        setSshDirectory(new File(settings.home(), ".ssh"));
    }

    /** What is wrong with the host's key, where that is what ended a session. */
    Optional<String> unknownHost() {
        return hosts == null ? Optional.empty() : hosts.refusal();
    }

    @Override
    protected ServerKeyDatabase createServerKeyDatabase(File home, File ssh) {
        hosts = new KnownHosts(super.createServerKeyDatabase(home, ssh), settings.hasOwnKnownHosts());
        return hosts;
    }

    @Override
    protected List<Path> getDefaultKnownHostsFiles(File ssh) {
        return settings.knownHosts();
    }

    @Override
    protected List<Path> getDefaultIdentities(File ssh) {
        return settings.key().map(List::of).orElseGet(() -> super.getDefaultIdentities(ssh));
    }

    @Override
    protected SshConfigStore createSshConfigStore(File home, File file, String user) {
        SshConfigStore persons = super.createSshConfigStore(home, file, user);
        return settings.key().isEmpty()
                ? persons
                : new OneKeyConfig(persons, settings.key().get());
    }

    @Override
    protected String getDefaultPreferredAuthentications() {
        return "publickey";
    }

    @Override
    protected @Nullable ConnectorFactory getConnectorFactory() {
        return settings.key().isPresent() ? null : new AgentSockets(settings.agent());
    }

    @Override
    protected KeyPasswordProvider createKeyPasswordProvider(CredentialsProvider nobody) {
        return new KeyPasswordProvider() {
            @Override
            public char @Nullable [] getPassphrase(URIish key, int attempt) {
                return attempt > 0
                        ? null
                        : settings.passphrase().map(String::toCharArray).orElse(null);
            }

            @Override
            public void setAttempts(int most) {
                // one: the file does not change its mind
            }

            @Override
            public boolean keyLoaded(URIish key, int attempt, @Nullable Exception error) {
                return false;
            }
        };
    }
}
