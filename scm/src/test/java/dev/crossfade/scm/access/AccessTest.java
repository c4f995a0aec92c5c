package dev.crossfade.scm.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.spec.ProposalsSpec.Forge;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTest {
    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void create() {
        environment.put("PATH", System.getenv("PATH"));
        environment.put("HOME", folder.toString());
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
    }

    private TokenSource token(String root) {
        ForgeSite site = new ForgeSite(Forge.GITEA, URI.create(root), "platform/gitops");
        return Access.of(environment, folder, site, Clock.systemUTC()).token();
    }

    /** A helper of Git's, in ~/.gitconfig as people have it. */
    private void helper(String script) throws Exception {
        requireGit();
        Path program = folder.resolve("helper");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Files.writeString(folder.resolve(".gitconfig"), "[credential]\n  helper = " + program + "\n");
    }

    private static void requireGit() throws InterruptedException {
        try {
            assertThat(new ProcessBuilder("git", "--version").start().waitFor()).isZero();
        } catch (IOException e) {
            Assumptions.abort("git is not installed");
        }
    }

    @Test
    void theForgesTokenComesFromTheHelperWhereNoneIsConfigured() throws Exception {
        Path asked = folder.resolve("asked");
        helper("cat > " + asked + "; env >> " + asked + "; echo username=jo; echo password=kept");
        assertThat(token("https://git.example.com:8443/sub").token().map(Token::reveal))
                .contains("kept");
        assertThat(Files.readString(asked))
                .contains("protocol=https\n", "host=git.example.com:8443\n", "GIT_TERMINAL_PROMPT=0\n")
                .doesNotContain("path=");
        environment.put("CROSSFADE_TOKEN", "given");
        assertThat(token("https://git.example.com").token().map(Token::reveal)).contains("given");
    }

    @Test
    void withoutAnythingThereIsNoToken() throws Exception {
        requireGit();
        assertThat(token("https://git.example.com").token()).isEmpty();
        environment.put("PATH", folder.toString());
        assertThat(token("https://git.example.com").token()).isEmpty();
        assertThat(Access.of(environment, folder, ForgeSite.none(), Clock.systemUTC())
                        .token()
                        .token())
                .isEmpty();
    }

    @Test
    void noTokenGoesToAForgeInTheClear() throws Exception {
        helper("echo username=jo; echo password=kept");
        assertThat(token("http://git.example.com").token()).isEmpty();
        assertThat(token("http://127.0.0.1:3000").token()).isPresent();
        environment.put("CROSSFADE_TOKEN", "s3cret");
        CrossfadeException refused = catchThrowableOfType(
                CrossfadeException.class, () -> token("http://git.example.com").token());
        assertThat(refused.problems()).extracting(Problem::code).containsExactly(ErrorCode.TOKEN_UNUSABLE);
        assertThat(refused.toString()).contains("git.example.com").doesNotContain("s3cret");
        assertThat(token("http://localhost:3000").token().map(Token::reveal)).contains("s3cret");
    }

    @Test
    void aPasswordThatIsNoTokenIsRefusedWithoutItself() throws Exception {
        helper("echo username=jo; echo 'password=two w\u00f6rds'");
        CrossfadeException refused = catchThrowableOfType(
                CrossfadeException.class, () -> token("https://git.example.com").token());
        assertThat(refused.problems()).extracting(Problem::code).containsExactly(ErrorCode.TOKEN_UNUSABLE);
        assertThat(refused.toString()).contains("git.example.com", "no token").doesNotContain("two w");
    }

    @Test
    void aHelperThatHangsIsEnded() throws Exception {
        Path pid = folder.resolve("pid");
        helper("echo $$ > " + pid + "; exec sleep 60");
        CredentialHelper helper = new CredentialHelper(
                new AccessVariables(environment),
                folder,
                new CredentialHelper.Subject("https", "git.example.com", "", ""),
                Duration.ofSeconds(1));
        CrossfadeException refused = catchThrowableOfType(CrossfadeException.class, helper::asked);
        assertThat(refused.problems()).extracting(Problem::code).containsExactly(ErrorCode.TOKEN_UNUSABLE);
        assertThat(refused.getMessage()).contains("did not answer within 1 second");
        Optional<ProcessHandle> left =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
        for (int tries = 0; tries < 100 && left.filter(ProcessHandle::isAlive).isPresent(); tries++) {
            Thread.sleep(20);
        }
        assertThat(left.filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void helpersAreNotToldCrossfadesOwnSecrets() {
        environment.put("CROSSFADE_TOKEN", "s3cret");
        assertThat(new AccessVariables(environment).withoutSecrets().values()).doesNotContain("s3cret");
        assertThat(new AccessVariables(environment).toString()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource({
        "https://github.com, https://api.github.com",
        "https://acme.ghe.com/, https://api.acme.ghe.com",
        "https://git.example.com/, https://git.example.com/api/v3",
        "https://git.example.com:8443, https://git.example.com:8443/api/v3"
    })
    void gitHubsApiByItsRoot(String root, String api) {
        assertThat(new ForgeSite(Forge.GITHUB, URI.create(root), null).gitHubApi())
                .isEqualTo(URI.create(api));
        assertThat(ForgeSite.none().gitHubApi()).isEqualTo(URI.create("https://api.github.com"));
    }

    @Test
    void nothingPrintsASecret() {
        Credentials credentials = new Credentials("jo", "s3cret", "the token of CROSSFADE_TOKEN");
        for (Object one : List.of(credentials, Token.of("s3cret"), token("https://x.example"))) {
            assertThat(one.toString()).doesNotContain("s3cret");
        }
        assertThat(credentials.redacted("s3cret and Basic am86czNjcmV0")).isEqualTo("(token) and Basic (token)");
    }
}
