package dev.crossfade.scm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.proposal.Remote;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.scm.access.Access;
import dev.crossfade.scm.access.ForgeSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SshRemoteTest {
    private static final String BRANCH = TestOrigin.PREPARE;

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private TestOrigin origin;
    private TestSshServer server;
    private KeyPair key;
    private String commit;

    @BeforeEach
    void create() throws Exception {
        origin = TestOrigin.create(folder);
        commit = origin.proposal(1, "a: 1\n");
        server = new TestSshServer(origin.bare.getRepository());
        key = TestSshServer.newKey(KeyPairProvider.SSH_ED25519, 256);
        origin.configure("remote", "origin", "url", server.url());
        environment.put("HOME", home().toString());
        environment.put("CROSSFADE_SSH_KNOWN_HOSTS", known("hosts", server.knownAs(server.hostKey())));
    }

    @AfterEach
    void close() throws Exception {
        server.close();
        origin.close();
    }

    private Path home() throws Exception {
        return Files.createDirectories(folder.resolve("home/.ssh")).getParent();
    }

    @Test
    void aProgramForSshIsToldTheAddressAndNotTheToken() throws Exception {
        GitCommand.in(folder);
        Path seen = folder.resolve("seen");
        Path program = Files.writeString(folder.resolve("my ssh"), """
                        #!/bin/sh
                        { echo "$@"; env; } >> '%s'
                        for last; do :; done
                        eval "exec $last"
                        """.formatted(seen));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        environment.put("GIT_SSH", program.toString());
        environment.put("PATH", System.getenv("PATH"));
        environment.put("CROSSFADE_TOKEN", Leaks.SECRET);
        String bare = origin.folder.resolve("origin.git").toString();
        for (String address : new String[] {"ssh://jo@git.invalid:2222" + bare, "git.invalid:" + bare}) {
            origin.configure("remote", "origin", "url", address);
            remote().push(BRANCH, origin.branches().get(BRANCH), commit);
            assertThat(origin.branches()).containsEntry(BRANCH, commit);
            remote().delete(BRANCH, commit);
        }
        assertThat(Files.readString(seen))
                .contains("-p 2222 jo@git.invalid git-receive-pack", "\ngit.invalid git-receive-pack", "\nPATH=")
                .doesNotContain("CROSSFADE_TOKEN", Leaks.SECRET);
    }

    @Test
    void noAddressIsAnOptionOfTheProgram() throws Exception {
        environment.put("GIT_SSH", "/bin/false");
        origin.configure("remote", "origin", "url", "-oProxyCommand=false:a.git");
        Problems.one(ErrorCode.REMOTE_UNAVAILABLE, () -> remote().look("main", TestOrigin.PREFIX));
    }

    private String known(String name, String lines) throws Exception {
        return Files.writeString(folder.resolve(name), lines).toString();
    }

    private Remote remote() {
        return origin.local.remote(Access.of(environment, origin.clone, ForgeSite.none(), Clock.systemUTC())
                .remote());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp256"})
    void aKeyFileOpensTheWay(String type) throws Exception {
        KeyPair one = TestSshServer.newKey(type, type.equals(KeyPairProvider.SSH_RSA) ? 2048 : 256);
        server.allow(one.getPublic());
        environment.put(
                "CROSSFADE_SSH_KEY_FILE",
                TestSshServer.write(folder.resolve("key"), one, "").toString());
        String newest = origin.moveMain("a: 1\n");
        assertThat(remote().look("main", TestOrigin.PREFIX).base().commit()).isEqualTo(newest);
        remote().push(BRANCH, null, commit);
        assertThat(origin.branches()).containsEntry(BRANCH, commit);
        assertThat(server.commands)
                .containsExactly("git-upload-pack '/platform/gitops.git'", "git-receive-pack '/platform/gitops.git'");
    }

    @Test
    void aPassphraseComesFromItsFile() throws Exception {
        server.allow(key.getPublic());
        environment.put(
                "CROSSFADE_SSH_KEY_FILE",
                TestSshServer.write(folder.resolve("key"), key, Leaks.SECRET).toString());
        Problem missing = Problems.one(ErrorCode.TOKEN_UNUSABLE, () -> remote().look("main", TestOrigin.PREFIX));
        assertThat(missing.message()).contains("CROSSFADE_SSH_PASSPHRASE_FILE is missing");
        environment.put("CROSSFADE_SSH_PASSPHRASE_FILE", known("phrase", "not it\n"));
        Problem wrong = Problems.one(ErrorCode.TOKEN_UNUSABLE, () -> remote().look("main", TestOrigin.PREFIX));
        assertThat(wrong.message()).contains("CROSSFADE_SSH_PASSPHRASE_FILE", "does not open");
        known("phrase", Leaks.SECRET + "\n");
        assertThat(remote().look("main", TestOrigin.PREFIX).base().branch()).isEqualTo("main");
    }

    @Test
    void aKeyThatTheServerDoesNotKnowIsTold() throws Exception {
        environment.put(
                "CROSSFADE_SSH_KEY_FILE",
                TestSshServer.write(folder.resolve("key"), key, "").toString());
        Problem problem = Problems.one(ErrorCode.REMOTE_UNAUTHORIZED, () -> remote().look("main", TestOrigin.PREFIX));
        assertThat(problem.message())
                .contains("takes none of the keys")
                .contains(folder.resolve("key").toString());
    }

    @Test
    void aKeyThatMayOnlyReadIsToldAtThePush() throws Exception {
        server.allow(key.getPublic());
        server.makeReadOnly();
        environment.put(
                "CROSSFADE_SSH_KEY_FILE",
                TestSshServer.write(folder.resolve("key"), key, "").toString());
        remote().look("main", TestOrigin.PREFIX);
        Problem problem = Problems.one(ErrorCode.REMOTE_UNAUTHORIZED, () -> remote().push(BRANCH, null, commit));
        assertThat(problem.message()).contains("may read and not write");
        assertThat(origin.branches()).doesNotContainKey(BRANCH);
    }

    @Test
    void aHostIsBelievedOnlyByTheKeyThatIsKnown() throws Exception {
        server.allow(key.getPublic());
        environment.put(
                "CROSSFADE_SSH_KEY_FILE",
                TestSshServer.write(folder.resolve("key"), key, "").toString());
        // what makes OpenSSH believe anybody makes nobody believed here
        Files.writeString(home().resolve(".ssh/config"), "Host *\n  StrictHostKeyChecking no\n");
        String shown = TestSshServer.fingerprint(server.hostKey());

        String file = known("hosts", "");
        Problem unknown = Problems.one(ErrorCode.REMOTE_UNAUTHORIZED, () -> remote().look("main", TestOrigin.PREFIX));
        assertThat(unknown.message()).contains("is not known").contains(shown).startsWith("Crossfade cannot read");
        assertThat(unknown.cure()).contains(file);

        KeyPair other = TestSshServer.newKey(KeyPairProvider.ECDSA_SHA2_NISTP256, 256);
        known("hosts", server.knownAs(other.getPublic()));
        Problem changed = Problems.one(ErrorCode.REMOTE_UNAUTHORIZED, () -> remote().push(BRANCH, null, commit));
        assertThat(changed.message()).contains("is not the one that is known").contains(shown);
        assertThat(Files.readString(Path.of(file))).isEqualTo(server.knownAs(other.getPublic()));
        assertThat(server.commands).isEmpty();
    }

    @Test
    void thePersonsConfigurationIsHonoured() throws Exception {
        server.allow(key.getPublic());
        environment.remove("CROSSFADE_SSH_KNOWN_HOSTS");
        TestSshServer.write(home().resolve(".ssh/work"), key, "");
        Files.writeString(home().resolve(".ssh/known_hosts"), server.knownAs(server.hostKey()));
        Files.writeString(
                home().resolve(".ssh/config"),
                "Host forge\n  HostName 127.0.0.1\n  Port " + server.port()
                        + "\n  User git\n  IdentityFile ~/.ssh/work\n");
        origin.configure("remote", "origin", "url", "forge:platform/gitops.git");
        remote().push(BRANCH, null, commit);
        assertThat(origin.branches()).containsEntry(BRANCH, commit);
    }

    @Test
    void aKeyOfTheAgentOpensTheWay() throws Exception {
        Path socket = folder.resolve("agent");
        Process agent = start("ssh-agent", "-D", "-a", socket.toString());
        try {
            for (int tries = 0; tries < 100 && !Files.exists(socket); tries++) {
                Thread.sleep(50);
            }
            Path file = TestSshServer.write(folder.resolve("key"), key, "");
            ProcessBuilder add = new ProcessBuilder("ssh-add", file.toString());
            add.environment().put("SSH_AUTH_SOCK", socket.toString());
            assertThat(add.start().waitFor()).isZero();
            Files.delete(file);
            server.allow(key.getPublic());
            environment.put("SSH_AUTH_SOCK", socket.toString());
            remote().push(BRANCH, null, commit);
            assertThat(origin.branches()).containsEntry(BRANCH, commit);
        } finally {
            agent.destroy();
        }
    }

    private static Process start(String... command) {
        try {
            return new ProcessBuilder(command).start();
        } catch (java.io.IOException e) {
            Assumptions.abort("ssh-agent is not installed");
            throw new AssertionError(e);
        }
    }

    @Test
    void filesThatAreOfNoUseAreToldByTheirVariable() throws Exception {
        environment.put("CROSSFADE_SSH_KEY_FILE", folder.resolve("gone").toString());
        Problem problem = Problems.one(ErrorCode.TOKEN_UNUSABLE, () -> remote().look("main", TestOrigin.PREFIX));
        assertThat(problem.message()).contains("CROSSFADE_SSH_KEY_FILE").contains("gone");
        environment.put("CROSSFADE_SSH_KEY_FILE", known("gone", "-----BEGIN NOTHING-----"));
        Problem none = Problems.one(ErrorCode.TOKEN_UNUSABLE, () -> remote().look("main", TestOrigin.PREFIX));
        assertThat(none.message()).contains("no private key of SSH");
    }
}
