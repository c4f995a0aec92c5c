package dev.crossfade.scm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.crossfade.core.proposal.Remote;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.spec.ProposalsSpec.Forge;
import dev.crossfade.scm.access.Access;
import dev.crossfade.scm.access.ForgeSite;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpRemoteTest {
    private static final String BRANCH = TestOrigin.PREPARE;

    @TempDir
    Path folder;

    private TestOrigin origin;
    private TestGitServer server;
    private String commit;

    @BeforeEach
    void create() throws Exception {
        origin = TestOrigin.create(folder);
        commit = origin.proposal(1, "a: 1\n");
        server = TestGitServer.plain(origin.bare.getRepository()).demand("x-access-token", Leaks.SECRET);
        origin.configure("remote", "origin", "url", server.url());
    }

    @AfterEach
    void close() {
        server.close();
        origin.close();
    }

    private Remote remote(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.putIfAbsent("PATH", System.getenv("PATH"));
        all.putIfAbsent("HOME", folder.toString());
        all.putIfAbsent("GIT_CONFIG_NOSYSTEM", "1");
        ForgeSite site = new ForgeSite(Forge.GITHUB, null, null);
        return origin.local.remote(
                Access.of(all, origin.clone, site, Clock.systemUTC()).remote());
    }

    private Problem refused(ErrorCode code, ThrowingCallable call) {
        CrossfadeException refused = catchThrowableOfType(CrossfadeException.class, call);
        assertThat(refused).as("a refusal").isNotNull();
        Leaks.none(refused);
        assertThat(refused.problems()).extracting(Problem::code).containsExactly(code);
        return refused.problems().get(0);
    }

    @Test
    void aTokenOpensTheWayForALookAPushAndADeletion() throws Exception {
        String newest = origin.moveMain("a: 1\n");
        Remote remote = remote(Map.of("CROSSFADE_TOKEN", Leaks.SECRET));
        assertThat(remote.look("main", TestOrigin.PREFIX).base().commit()).isEqualTo(newest);
        remote.push(BRANCH, null, commit);
        assertThat(origin.branches()).containsEntry(BRANCH, commit);
        remote.delete(BRANCH, commit);
        assertThat(origin.branches()).doesNotContainKey(BRANCH);
    }

    @Test
    void oneLookIsOneAdvertisement() {
        remote(Map.of("CROSSFADE_TOKEN", Leaks.SECRET)).look("main", TestOrigin.PREFIX);
        assertThat(server.requests)
                .containsExactly(
                        "GET /platform/gitops.git/info/refs?service=git-upload-pack",
                        "POST /platform/gitops.git/git-upload-pack");
    }

    @Test
    void theFileOfATokenIsReadAnewAtEachUse() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "an-old-one\n");
        Remote remote = remote(Map.of("CROSSFADE_TOKEN_FILE", file.toString()));
        Problem problem = refused(ErrorCode.REMOTE_UNAUTHORIZED, () -> remote.look("main", TestOrigin.PREFIX));
        assertThat(problem.message()).contains("does not take the token of CROSSFADE_TOKEN_FILE");
        Files.writeString(file, Leaks.SECRET + "\n");
        assertThat(remote.look("main", TestOrigin.PREFIX).base().branch()).isEqualTo("main");
    }

    @Test
    void tokensThatCannotBeUsedAreToldByTheirVariable() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        for (Map.Entry<String, String> bad : List.of(
                Map.entry("CROSSFADE_TOKEN_FILE", folder.resolve("gone").toString()),
                Map.entry("CROSSFADE_TOKEN_FILE", folder.toString()),
                Map.entry("CROSSFADE_TOKEN_FILE", empty.toString()),
                Map.entry("CROSSFADE_TOKEN", Leaks.SECRET + " " + Leaks.SECRET))) {
            Remote remote = remote(Map.ofEntries(bad));
            Problem problem = refused(ErrorCode.TOKEN_UNUSABLE, () -> remote.look("main", TestOrigin.PREFIX));
            assertThat(problem.message()).contains(bad.getKey());
        }
        assertThat(server.requests).isEmpty();
    }

    @Test
    void withoutATokenTheServersQuestionStaysUnanswered() {
        Problem problem =
                refused(ErrorCode.REMOTE_UNAUTHORIZED, () -> remote(Map.of()).look("main", TestOrigin.PREFIX));
        assertThat(problem.message()).contains("neither a token nor a credential helper");
        assertThat(problem.cure()).contains("CROSSFADE_TOKEN_FILE");
    }

    @Test
    void aPasswordInTheAddressIsUsedAndNeverPrinted() throws Exception {
        origin.configure("remote", "origin", "url", server.url("jo:" + Leaks.SECRET + "@"));
        Map<String, String> environment = Map.of("CROSSFADE_TOKEN", "another");
        Problem problem =
                refused(ErrorCode.REMOTE_UNAUTHORIZED, () -> remote(environment).look("main", TestOrigin.PREFIX));
        assertThat(problem.message())
                .contains("the password in the remote's address")
                .contains(server.url());
        server.demand("jo", Leaks.SECRET);
        assertThat(remote(environment).look("main", TestOrigin.PREFIX).base().branch())
                .isEqualTo("main");
        server.close();
        refused(ErrorCode.REMOTE_UNAVAILABLE, () -> remote(environment).push(BRANCH, null, commit));
    }

    @Test
    void aUserInTheAddressIsKept() throws Exception {
        server.demand("robot", Leaks.SECRET);
        origin.configure("remote", "origin", "url", server.url("robot@"));
        remote(Map.of("CROSSFADE_TOKEN", Leaks.SECRET)).push(BRANCH, null, commit);
        assertThat(origin.branches()).containsEntry(BRANCH, commit);
    }

    @Test
    void noTokenGoesOverPlainHttpToAnotherMachine() throws Exception {
        for (String url : List.of("http://git.example.com/a.git", "http://jo:" + Leaks.SECRET + "@10.0.0.1/a.git")) {
            origin.configure("remote", "origin", "url", url);
            Problem problem = refused(
                    ErrorCode.TOKEN_UNUSABLE,
                    () -> remote(Map.of("CROSSFADE_TOKEN", Leaks.SECRET)).look("main", TestOrigin.PREFIX));
            assertThat(problem.message()).contains("unencrypted");
        }
    }

    /** To the same name at another port, and to another name: each is somebody else's server. */
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void aTokenDoesNotFollowARedirectToAnotherServer(String host) throws Exception {
        try (TestGitServer other = TestGitServer.plain(origin.bare.getRepository())) {
            other.trouble(exchange -> {
                other.requests.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
                return false;
            });
            server.trouble(exchange -> {
                exchange.getResponseHeaders()
                        .set("Location", "http://" + host + ":" + other.port() + exchange.getRequestURI());
                TestGitServer.send(exchange, 302, new byte[0]);
                return true;
            });
            Remote remote = remote(Map.of("CROSSFADE_TOKEN", Leaks.SECRET));
            remote.look("main", TestOrigin.PREFIX);
            assertThat(other.requests).contains("null").allSatisfy(Leaks::none);

            other.demand("x-access-token", Leaks.SECRET);
            Problem problem = refused(ErrorCode.REMOTE_UNAUTHORIZED, () -> remote.look("main", TestOrigin.PREFIX));
            assertThat(problem.message()).contains("it redirects to http://" + host + ":" + other.port());
            assertThat(other.requests).allSatisfy(Leaks::none);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "403, text/plain, REMOTE_UNAUTHORIZED, may not do this (403)",
        "404, text/plain, REMOTE_NOT_FOUND, the token of CROSSFADE_TOKEN may not see it (404)",
        "500, text/plain, REMOTE_UNAVAILABLE, 500",
        "503, text/html, REMOTE_UNAVAILABLE, 503",
        "200, text/html, REMOTE_UNAVAILABLE, a web page",
        "418, text/plain, REMOTE_UNAVAILABLE, 418"
    })
    void everyAnswerHasItsMeaning(int status, String type, ErrorCode code, String words) throws Exception {
        server.answer(status, type, "your token is " + Leaks.SECRET);
        Remote remote = remote(Map.of("CROSSFADE_TOKEN", Leaks.SECRET));
        assertThat(refused(code, () -> remote.look("main", TestOrigin.PREFIX)).message())
                .contains(words)
                .contains(server.url());
        assertThat(refused(code, () -> remote.push(BRANCH, null, commit)).message())
                .contains(words);
        assertThat(origin.branches()).doesNotContainKey(BRANCH);
    }

    @Test
    void aTokenThatMayReadAndNotWriteIsToldAtThePush() throws Exception {
        server.trouble(exchange -> {
            if (!exchange.getRequestURI().toString().contains("receive-pack")) {
                return false;
            }
            TestGitServer.send(exchange, 403, new byte[0]);
            return true;
        });
        Remote remote = remote(Map.of("CROSSFADE_TOKEN", Leaks.SECRET));
        remote.look("main", TestOrigin.PREFIX);
        Problem problem = refused(ErrorCode.REMOTE_UNAUTHORIZED, () -> remote.push(BRANCH, null, commit));
        assertThat(problem.message()).contains("the token of CROSSFADE_TOKEN may not do this");
    }

    @Test
    void anAnswerThatIsLostIsLookedFor() throws Exception {
        server.loseAnswers();
        remote(Map.of("CROSSFADE_TOKEN", Leaks.SECRET)).push(BRANCH, null, commit);
        assertThat(origin.branches()).containsEntry(BRANCH, commit);
        assertThat(origin.tracked()).containsEntry(BRANCH, commit);
    }

    @Test
    void helpersOfGitAreAskedOnceTheServerAsksAndToldHowItWent() throws Exception {
        GitCommand.in(folder);
        Path log = folder.resolve("helper.log");
        Path helper = folder.resolve("helper");
        Files.writeString(
                helper,
                "#!/bin/sh\necho \"$1\" >> '" + log + "'\ncat >> '" + log + "'\n[ \"$1\" != get ] || printf"
                        + " 'username=x-access-token\\npassword=%s\\n' \"$(cat '" + folder.resolve("kept") + "')\"\n");
        assertThat(helper.toFile().setExecutable(true)).isTrue();
        Files.writeString(folder.resolve("kept"), "an-old-one");
        origin.configure("credential", null, "helper", helper.toString());

        Problem problem =
                refused(ErrorCode.REMOTE_UNAUTHORIZED, () -> remote(Map.of()).look("main", TestOrigin.PREFIX));
        assertThat(problem.message()).contains("the password of Git's credential helper");
        assertThat(Files.readString(log)).contains("get\n", "host=localhost:" + server.port(), "erase\n");

        Files.writeString(folder.resolve("kept"), Leaks.SECRET);
        Files.delete(log);
        remote(Map.of()).push(BRANCH, null, commit);
        assertThat(origin.branches()).containsEntry(BRANCH, commit);
        assertThat(Files.readString(log)).contains("get\n", "store\n").doesNotContain("erase\n");
    }

    @Test
    void anAuthorityOfOnesOwnIsTrustedWhereItsFileIsNamed() throws Exception {
        TestCertificate certificate = TestCertificate.in(folder);
        try (TestGitServer secure = TestGitServer.secure(origin.bare.getRepository(), certificate.context());
                TestProxy proxy = new TestProxy()) {
            secure.demand("x-access-token", Leaks.SECRET);
            origin.configure("remote", "origin", "url", secure.url());
            Map<String, String> environment = new HashMap<>(Map.of("CROSSFADE_TOKEN", Leaks.SECRET));
            Problem problem = refused(
                    ErrorCode.REMOTE_UNAVAILABLE, () -> remote(environment).look("main", TestOrigin.PREFIX));
            assertThat(problem.cure()).contains("CROSSFADE_CA_FILE");

            environment.put("CROSSFADE_CA_FILE", certificate.pem().toString());
            environment.put("https_proxy", proxy.url());
            remote(environment).push(BRANCH, null, commit);
            assertThat(origin.branches()).containsEntry(BRANCH, commit);
            assertThat(proxy.tunnels)
                    .isNotEmpty()
                    .allMatch(line -> line.startsWith("CONNECT localhost:" + secure.port()));

            int before = proxy.tunnels.size();
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(secure.url())).build();
            Access access = Access.of(environment, origin.clone, ForgeSite.none(), Clock.systemUTC());
            assertThat(access.http()
                            .client()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(401);
            assertThat(proxy.tunnels).hasSize(before + 1);

            environment.put("no_proxy", "example.com, localhost");
            remote(environment).delete(BRANCH, commit);
            assertThat(origin.branches()).doesNotContainKey(BRANCH);
            assertThat(proxy.tunnels).hasSize(before + 1);
        }
    }

    @Test
    void aBundleThatHoldsNoCertificateIsToldAtOnce() throws Exception {
        Path file = Files.writeString(folder.resolve("ca.pem"), "no certificate\n");
        Problem problem = refused(ErrorCode.TOKEN_UNUSABLE, () -> remote(Map.of("CROSSFADE_CA_FILE", file.toString())));
        assertThat(problem.message()).contains("CROSSFADE_CA_FILE").contains("ca.pem");
    }
}
