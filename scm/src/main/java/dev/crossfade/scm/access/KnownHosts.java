package dev.crossfade.scm.access;

import java.net.InetSocketAddress;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.jspecify.annotations.Nullable;

/** Believes a host only by a key that was known before, whatever ~/.ssh/config says of new ones, and writes nothing. */
final class KnownHosts implements ServerKeyDatabase {
    private final ServerKeyDatabase files;
    private final boolean onlyTheDefaults;
    private volatile @Nullable String refusal;

    /** @param onlyTheDefaults true where the files that ~/.ssh/config names do not count */
    KnownHosts(ServerKeyDatabase files, boolean onlyTheDefaults) {
        this.files = files;
        this.onlyTheDefaults = onlyTheDefaults;
    }

    /** What was wrong with the last key that was not believed. */
    Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    @Override
    public List<PublicKey> lookup(String connect, InetSocketAddress remote, Configuration config) {
        return files.lookup(connect, remote, new Strict(config, onlyTheDefaults));
    }

    @Override
    public boolean accept(
            String connect,
            InetSocketAddress remote,
            PublicKey key,
            Configuration config,
            @Nullable CredentialsProvider nobody) {
        Configuration strict = new Strict(config, onlyTheDefaults);
        boolean known = files.accept(connect, remote, key, strict, null);
        if (!known) {
            String shown = KeyUtils.getKeyType(key) + " " + KeyUtils.getFingerPrint(key);
            refusal = files.lookup(connect, remote, strict).isEmpty()
                    ? "the host key of " + connect + " is not known: " + shown
                    : "the host key of " + connect + " is not the one that is known, and now is " + shown
                            + "; somebody may stand in between";
        }
        return known;
    }

    /** The person's configuration, but strict. */
    private record Strict(Configuration persons, boolean onlyTheDefaults) implements Configuration {

        @Override
        public List<String> getUserKnownHostsFiles() {
            return onlyTheDefaults ? List.of() : persons.getUserKnownHostsFiles();
        }

        @Override
        public List<String> getGlobalKnownHostsFiles() {
            return onlyTheDefaults ? List.of() : persons.getGlobalKnownHostsFiles();
        }

        @Override
        public StrictHostKeyChecking getStrictHostKeyChecking() {
            return StrictHostKeyChecking.REQUIRE_MATCH;
        }

        @Override
        public boolean getHashKnownHosts() {
            return persons.getHashKnownHosts();
        }

        @Override
        public String getUsername() {
            return persons.getUsername();
        }
    }
}
