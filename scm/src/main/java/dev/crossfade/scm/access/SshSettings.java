package dev.crossfade.scm.access;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the environment says about SSH: key, passphrase, known hosts, agent, and the home that ~ stands for. */
final class SshSettings {
    static final String KEY_FILE = "CROSSFADE_SSH_KEY_FILE";
    static final String PASSPHRASE_FILE = "CROSSFADE_SSH_PASSPHRASE_FILE";
    static final String KNOWN_HOSTS = "CROSSFADE_SSH_KNOWN_HOSTS";

    private final AccessVariables variables;
    private final Optional<PrivateKeyFile> key;
    private final Optional<Path> knownHosts;

    /** @throws dev.crossfade.core.report.CrossfadeException TOKEN_UNUSABLE where a file is named that is of no use */
    SshSettings(AccessVariables variables) {
        this.variables = variables;
        this.key = variables.file(KEY_FILE).map(file -> new PrivateKeyFile(variables, KEY_FILE, PASSPHRASE_FILE, file));
        this.knownHosts = variables.file(KNOWN_HOSTS);
        // JGit would pass over a key that it cannot open, and the server would be blamed
        key.ifPresent(PrivateKeyFile::open);
    }

    File home() {
        return new File(variables.text("HOME").orElse(System.getProperty("user.home", ".")));
    }

    Optional<Path> key() {
        return key.map(PrivateKeyFile::file);
    }

    Optional<String> passphrase() {
        return key.flatMap(PrivateKeyFile::passphrase);
    }

    Optional<Path> agent() {
        return variables.text("SSH_AUTH_SOCK").map(Path::of);
    }

    /** Where host keys are looked for; those that ~/.ssh/config names come before the defaults. */
    List<Path> knownHosts() {
        Path ssh = home().toPath().resolve(".ssh");
        return knownHosts
                .map(List::of)
                .orElseGet(() -> List.of(
                        ssh.resolve("known_hosts"), ssh.resolve("known_hosts2"), Path.of("/etc/ssh/ssh_known_hosts")));
    }

    boolean hasOwnKnownHosts() {
        return knownHosts.isPresent();
    }

    String knownHostsName() {
        return knownHosts.map(file -> file + " (" + KNOWN_HOSTS + ")").orElse("~/.ssh/known_hosts");
    }

    String keysName() {
        return key.map(one -> "that of " + one.file() + " (" + KEY_FILE + ")")
                .orElse("those of the agent (SSH_AUTH_SOCK) and of ~/.ssh");
    }
}
