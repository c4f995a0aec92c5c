package dev.crossfade.scm.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.spec.ProposalsSpec.Forge;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitHubAppTest {
    private static final Instant START = Instant.parse("2026-08-01T06:00:00Z");

    @TempDir
    Path folder;

    private final List<String> requests = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private final MovedClock clock = new MovedClock();
    private HttpServer gitHub;
    private KeyPair keys;
    private int status = 201;
    private String answer = "";

    @BeforeEach
    void start() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
        environment.put("CROSSFADE_GITHUB_APP_ID", "12345");
        environment.put(
                "CROSSFADE_GITHUB_APP_KEY_FILE",
                pem("PRIVATE KEY", keys.getPrivate().getEncoded()));
        gitHub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gitHub.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            boolean lookUp = exchange.getRequestURI().getPath().endsWith("/installation");
            byte[] body = (lookUp ? "{\"id\": 678}" : answer.isEmpty() ? issued() : answer).getBytes(UTF_8);
            exchange.sendResponseHeaders(lookUp ? 200 : status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        gitHub.start();
    }

    @AfterEach
    void stop() {
        gitHub.stop(0);
    }

    private String issued() {
        return "{\"token\": \"ghs_" + requests.size() + "\", \"expires_at\": \""
                + clock.instant().plus(Duration.ofHours(1)) + "\"}";
    }

    private String pem(String type, byte[] content) throws Exception {
        return Files.writeString(
                        folder.resolve("app.pem"),
                        "-----BEGIN " + type + "-----\n"
                                + Base64.getMimeEncoder().encodeToString(content) + "\n-----END " + type + "-----\n")
                .toString();
    }

    private TokenSource app() {
        URI root = URI.create("http://localhost:" + gitHub.getAddress().getPort() + "/");
        ForgeSite site = new ForgeSite(Forge.GITHUB, root, "platform/gitops");
        return Access.of(environment, folder, site, clock).token();
    }

    private static String revealed(TokenSource source) {
        return source.token().orElseThrow().reveal();
    }

    @Test
    void aTokenIsFetchedOnceAndRenewedFiveMinutesBeforeItEnds() {
        environment.put("CROSSFADE_GITHUB_APP_INSTALLATION", "42");
        TokenSource app = app();
        assertThat(revealed(app)).isEqualTo("ghs_1");
        clock.now = START.plus(Duration.ofMinutes(54));
        assertThat(revealed(app)).isEqualTo("ghs_1");
        clock.now = START.plus(Duration.ofMinutes(55));
        assertThat(revealed(app)).isEqualTo("ghs_2");
        assertThat(requests)
                .hasSize(2)
                .allMatch(line -> line.startsWith("POST /api/v3/app/installations/42/access_tokens Bearer "));
    }

    @Test
    void theInstallationIsLookedUpByTheRepository() {
        assertThat(revealed(app())).isEqualTo("ghs_2");
        assertThat(requests.get(0)).startsWith("GET /api/v3/repos/platform/gitops/installation Bearer ");
        assertThat(requests.get(1)).startsWith("POST /api/v3/app/installations/678/access_tokens Bearer ");
    }

    @Test
    void theAppSpeaksForItselfForTenMinutesAtMost() throws Exception {
        app().token();
        String[] parts = requests.get(0).replaceFirst(".* Bearer ", "").split("\\.");
        JsonNode head = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts[0]));
        JsonNode claims = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts[1]));
        assertThat(head.path("alg").asText()).isEqualTo("RS256");
        assertThat(claims.path("iss").asText()).isEqualTo("12345");
        assertThat(claims.path("iat").asLong()).isEqualTo(START.getEpochSecond() - 60);
        assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(600);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(keys.getPublic());
        signature.update((parts[0] + "." + parts[1]).getBytes(US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    }

    @Test
    void theFormThatGitHubHandsOutIsReadToo() throws Exception {
        // PKCS#8 of an RSA key of 2048 bits is 26 bytes, then PKCS#1
        byte[] whole = keys.getPrivate().getEncoded();
        pem("RSA PRIVATE KEY", Arrays.copyOfRange(whole, 26, whole.length));
        assertThat(revealed(app())).isEqualTo("ghs_2");
    }

    @Test
    void aTokenOfTheEnvironmentComesFirst() {
        environment.put("CROSSFADE_TOKEN", "given");
        assertThat(revealed(app())).isEqualTo("given");
        assertThat(requests).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "401, TOKEN_UNUSABLE, does not know the App",
        "404, TOKEN_UNUSABLE, not installed",
        "502, FORGE_UNAVAILABLE, 502",
        "201, TOKEN_UNUSABLE, without a token"
    })
    void whatGitHubRefusesIsTold(int answered, ErrorCode code, String words) {
        status = answered;
        answer = "{}";
        assertThat(problem(code)).contains(words);
    }

    @Test
    void anAnswerThatStallsIsNotWaitedForAndOneWithoutEndIsNotRead() {
        gitHub.removeContext("/");
        CountDownLatch over = new CountDownLatch(1);
        gitHub.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write("{\"id\":".getBytes(UTF_8));
            exchange.getResponseBody().flush();
            await(over);
        });
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(problem(ErrorCode.FORGE_UNAVAILABLE, impatient(Duration.ofSeconds(1))))
                        .contains("no whole answer within 1 s"));
        over.countDown();
        gitHub.removeContext("/");
        gitHub.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] blanks = new byte[1 << 20];
            Arrays.fill(blanks, (byte) ' ');
            for (int i = 0; i < 64; i++) {
                exchange.getResponseBody().write(blanks);
            }
            exchange.close();
        });
        assertThat(problem(ErrorCode.FORGE_UNAVAILABLE, impatient(Duration.ofSeconds(60))))
                .contains("longer than");
    }

    private static void await(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private TokenSource impatient(Duration patience) {
        AccessVariables variables = new AccessVariables(environment);
        URI root = URI.create("http://localhost:" + gitHub.getAddress().getPort() + "/");
        ForgeSite site = new ForgeSite(Forge.GITHUB, root, "platform/gitops");
        return new GitHubApp(variables, site, new HttpAccess(variables), clock, patience);
    }

    @Test
    void halfAConfigurationOrAKeyThatIsNoneIsTold() throws Exception {
        Path key = Path.of(environment.get("CROSSFADE_GITHUB_APP_KEY_FILE"));
        ByteArrayOutputStream half = new ByteArrayOutputStream();
        half.write(Files.readAllBytes(key), 0, 400);
        Files.write(key, half.toByteArray());
        assertThat(problem(ErrorCode.TOKEN_UNUSABLE)).contains("CROSSFADE_GITHUB_APP_KEY_FILE", "no RSA key");
        environment.remove("CROSSFADE_GITHUB_APP_ID");
        assertThat(problem(ErrorCode.TOKEN_UNUSABLE)).contains("CROSSFADE_GITHUB_APP_ID is missing");
    }

    private String problem(ErrorCode code) {
        return problem(code, app());
    }

    private String problem(ErrorCode code, TokenSource source) {
        CrossfadeException failure = catchThrowableOfType(CrossfadeException.class, source::token);
        assertThat(failure.problems())
                .singleElement()
                .satisfies(one -> assertThat(one.code()).isEqualTo(code));
        String key = Base64.getEncoder().encodeToString(keys.getPrivate().getEncoded());
        assertThat(failure.toString() + failure.problems()).doesNotContain(key.substring(40, 80), "eyJ");
        return failure.problems().get(0).message();
    }

    private static final class MovedClock extends Clock {
        private Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
