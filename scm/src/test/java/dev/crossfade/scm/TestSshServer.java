package dev.crossfade.scm;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.command.AbstractCommandSupport;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.UploadPack;

/** Git over SSH, as a forge serves it, for the keys that it was told of. */
final class TestSshServer implements AutoCloseable {
    final List<String> commands = new CopyOnWriteArrayList<>();

    private final SshServer server = SshServer.setUpDefaultServer();
    private final KeyPair host = newKey(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
    private final Set<String> allowed = ConcurrentHashMap.newKeySet();
    private volatile boolean readOnly;

    TestSshServer(Repository repository) throws Exception {
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(host));
        server.setPublickeyAuthenticator((user, key, session) -> allowed.contains(user + " " + fingerprint(key)));
        server.setCommandFactory((channel, command) -> new GitService(command, repository));
        server.start();
    }

    int port() {
        return server.getPort();
    }

    String url() {
        return "ssh://git@127.0.0.1:" + port() + "/platform/gitops.git";
    }

    void allow(PublicKey key) {
        allowed.add("git " + fingerprint(key));
    }

    void makeReadOnly() {
        readOnly = true;
    }

    static String fingerprint(PublicKey key) {
        return KeyUtils.getFingerPrint(key);
    }

    PublicKey hostKey() {
        return host.getPublic();
    }

    /** A line of known_hosts that says that the server has this key. */
    String knownAs(PublicKey key) {
        return "[127.0.0.1]:" + port() + " " + PublicKeyEntry.toString(key) + "\n";
    }

    static KeyPair newKey(String type, int bits) throws Exception {
        return KeyUtils.generateKeyPair(type, bits);
    }

    /** Writes a private key as ssh-keygen does; without a passphrase where that is empty. */
    static Path write(Path file, KeyPair key, String passphrase) throws Exception {
        OpenSSHKeyEncryptionContext context = null;
        if (!passphrase.isEmpty()) {
            context = new OpenSSHKeyEncryptionContext();
            context.setPassword(passphrase);
            context.setCipherType("256");
        }
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "test", context, out);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.writeString(Path.of(file + ".pub"), PublicKeyEntry.toString(key.getPublic()) + " test\n");
        return file;
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }

    private final class GitService extends AbstractCommandSupport {
        private final Repository repository;

        GitService(String command, Repository repository) {
            super(command, null);
            this.repository = repository;
        }

        @Override
        public void run() {
            commands.add(getCommand());
            try {
                onExit(serve());
            } catch (IOException e) {
                onExit(1, e.getMessage());
            }
        }

        private int serve() throws IOException {
            InputStream in = getInputStream();
            if (getCommand().startsWith("git-upload-pack")) {
                UploadPack pack = new UploadPack(repository);
                Map<String, String> environment = getEnvironment().getEnv();
                if ("version=2".equals(environment.get("GIT_PROTOCOL"))) {
                    pack.setExtraParameters(List.of("version=2"));
                }
                pack.upload(in, getOutputStream(), getErrorStream());
            } else if (readOnly) {
                getErrorStream().write("ERROR: denied to the deploy key\n".getBytes(StandardCharsets.UTF_8));
                getErrorStream().flush();
                return 1;
            } else {
                new ReceivePack(repository).receive(in, getOutputStream(), getErrorStream());
            }
            return 0;
        }
    }
}
