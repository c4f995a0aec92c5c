package dev.crossfade.scm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.core.proposal.Repository.Base;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.scm.access.CommitSigner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningTest {
    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();
    private TestRepository person;

    @BeforeEach
    void create() throws Exception {
        person = TestRepository.create(folder.resolve("repository"));
    }

    @AfterEach
    void close() {
        person.close();
    }

    private KeyPair key(String type, String passphrase) throws Exception {
        KeyPair key = TestSshServer.newKey(type, type.equals("ssh-rsa") ? 2048 : 256);
        environment.put(
                "CROSSFADE_SIGNING_KEY_FILE",
                TestSshServer.write(folder.resolve("signing"), key, passphrase).toString());
        return key;
    }

    private List<String> written() {
        try (LocalRepository local = LocalRepository.open(person.root, CommitSigner.of(environment))) {
            Base base = local.base("main");
            return local.write(
                    base,
                    TestRepository.PLAN,
                    TestRepository.CROSSFADE,
                    List.of(TestRepository.draft(1, "a.yaml", "a: 1\n"), TestRepository.draft(2, "a.yaml", "a: 2\n")));
        }
    }

    private String loose() {
        try (LocalRepository local = LocalRepository.open(person.root, CommitSigner.of(environment))) {
            return local.commit(
                    local.base("main"), TestRepository.CROSSFADE, TestRepository.draft(3, "a.yaml", "a: 3\n"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssh-ed25519", "ssh-rsa"})
    void gitVerifiesWhatWasSignedAndTheIdsAreTheSameEachTime(String type) throws Exception {
        KeyPair key = key(type, "");
        List<String> ids = written();
        String alone = loose();
        assertThat(written()).isEqualTo(ids);
        assertThat(loose()).isEqualTo(alone);

        GitCommand git = git();
        Path signers = Files.writeString(
                folder.resolve("signers"), "crossfade@localhost " + PublicKeyEntry.toString(key.getPublic()) + "\n");
        for (String id : List.of(ids.get(0), ids.get(1), alone)) {
            assertThat(git.run("-c", "gpg.ssh.allowedSignersFile=" + signers, "verify-commit", id))
                    .contains("Good \"git\" signature for crossfade@localhost");
        }
        git.run("fsck", "--strict");
    }

    private GitCommand git() throws Exception {
        GitCommand git = GitCommand.in(person.root);
        String version = git.run("--version").replaceAll("[^0-9.]*([0-9]+)\\.([0-9]+).*", "$1 $2");
        int[] numbers =
                List.of(version.split(" ")).stream().mapToInt(Integer::parseInt).toArray();
        Assumptions.assumeTrue(
                numbers[0] > 2 || numbers[0] == 2 && numbers[1] >= 34,
                "git is older than 2.34 and knows no SSH signatures");
        return git;
    }

    @Test
    void withoutAKeyNothingIsSigned() {
        List<String> ids = written();
        try (LocalRepository local = LocalRepository.open(person.root)) {
            assertThat(local.write(
                            local.base("main"),
                            TestRepository.PLAN,
                            TestRepository.CROSSFADE,
                            List.of(
                                    TestRepository.draft(1, "a.yaml", "a: 1\n"),
                                    TestRepository.draft(2, "a.yaml", "a: 2\n"))))
                    .isEqualTo(ids);
        }
    }

    @Test
    void aPassphraseOpensTheKeyAndChangesNoId() throws Exception {
        KeyPair key = key("ssh-ed25519", "");
        List<String> ids = written();
        TestSshServer.write(folder.resolve("signing"), key, Leaks.SECRET);
        Problem missing = Problems.one(ErrorCode.TOKEN_UNUSABLE, this::written);
        assertThat(missing.message()).contains("CROSSFADE_SIGNING_PASSPHRASE_FILE is missing");
        environment.put(
                "CROSSFADE_SIGNING_PASSPHRASE_FILE",
                Files.writeString(folder.resolve("phrase"), Leaks.SECRET).toString());
        assertThat(written()).isEqualTo(ids);
    }

    @Test
    void aKeyWhoseSignaturesDifferIsRefused() throws Exception {
        key(KeyPairProvider.ECDSA_SHA2_NISTP256, "");
        Problem problem = Problems.one(ErrorCode.TOKEN_UNUSABLE, this::written);
        assertThat(problem.message()).contains("CROSSFADE_SIGNING_KEY_FILE").contains("ecdsa-sha2-nistp256");
        assertThat(person.git.getRepository().exactRef("refs/heads/" + TestRepository.PLAN))
                .isNull();
    }
}
