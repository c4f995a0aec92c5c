package dev.crossfade.scm.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfade.core.report.CrossfadeException;
import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Where;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a GitHub App's installation, each good for an hour and renewed before it ends (docs.github.com, Authenticating
 * as a GitHub App installation).
 */
final class GitHubApp implements TokenSource {
    static final String ID = "CROSSFADE_GITHUB_APP_ID";
    static final String KEY_FILE = "CROSSFADE_GITHUB_APP_KEY_FILE";
    static final String INSTALLATION = "CROSSFADE_GITHUB_APP_INSTALLATION";

    private static final Duration RENEWED_BEFORE = Duration.ofMinutes(5);
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AccessVariables variables;
    private final ForgeSite site;
    private final HttpAccess http;
    private final Clock clock;
    private final Duration patience;
    private @Nullable Token token;
    private Instant renewal = Instant.MIN;

    GitHubApp(AccessVariables variables, ForgeSite site, HttpAccess http, Clock clock, Duration patience) {
        this.variables = variables;
        this.site = site;
        this.http = http;
        this.clock = clock;
        this.patience = patience;
    }

    boolean isConfigured() {
        return variables.text(ID).isPresent() || variables.text(KEY_FILE).isPresent();
    }

    @Override
    public synchronized Optional<Token> token() {
        if (token == null || !clock.instant().isBefore(renewal)) {
            renew();
        }
        return Optional.ofNullable(token);
    }

    private void renew() {
        PlainHttp.requireSafe(site.gitHubApi().getScheme(), site.gitHubApi().getHost());
        Token app = app();
        String installation = installation(app);
        JsonNode answer = ask("POST", "/app/installations/" + installation + "/access_tokens", app);
        try {
            Token newest = Token.of(answer.path("token").asText());
            renewal = Instant.parse(answer.path("expires_at").asText()).minus(RENEWED_BEFORE);
            token = newest;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw unusable("GitHub answered without a token for installation " + installation);
        }
    }

    private Token app() {
        String id = variables.text(ID).orElseThrow(() -> missing(ID, KEY_FILE));
        String pem = variables.content(KEY_FILE).orElseThrow(() -> missing(KEY_FILE, ID));
        if (!id.matches("[A-Za-z0-9._-]+")) {
            throw AccessVariables.unusable(
                    ID, "is no id of an App: a number, or a client id such as Iv1.8a61f9b3", null);
        }
        try {
            return AppKey.parse(pem).token(id, clock.instant());
        } catch (GeneralSecurityException e) {
            throw AccessVariables.unusable(
                    KEY_FILE, "names a file that is no RSA key in PEM form, as GitHub hands out for an App", null);
        }
    }

    private static CrossfadeException missing(String name, String other) {
        return AccessVariables.unusable(name, "is missing, and " + other + " is there: an App needs both", null);
    }

    /** Where none is named, the one that can see the repository. */
    private String installation(Token app) {
        Optional<String> named = variables.text(INSTALLATION);
        if (named.isPresent()) {
            if (!named.get().matches("\\d+")) {
                throw AccessVariables.unusable(INSTALLATION, "is no number of an installation", null);
            }
            return named.get();
        }
        if (site.repository() == null) {
            throw AccessVariables.unusable(
                    INSTALLATION, "is missing, and without spec.proposals.repository it cannot be looked up", null);
        }
        String id = ask("GET", "/repos/" + site.repository() + "/installation", app)
                .path("id")
                .asText();
        if (!id.matches("\\d+")) {
            throw unusable("GitHub names no installation of the App for " + site.repository());
        }
        return id;
    }

    private JsonNode ask(String method, String path, Token app) {
        URI address = URI.create(site.gitHubApi() + path);
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(patience)
                .header("Accept", "application/vnd.github+json")
                .header("X-GitHub-Api-Version", "2022-11-28")
                .header("Authorization", "Bearer " + app.reveal())
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            HttpResponse<byte[]> answer = WholeAnswer.of(http.client(), request, patience);
            if (answer.statusCode() / 100 == 2) {
                return JSON.readTree(answer.body());
            }
            throw refused(method + " " + address, answer.statusCode());
        } catch (JsonProcessingException e) {
            // its message would quote the answer
            throw unusable("GitHub's answer to " + method + " " + address + " is no JSON");
        } catch (IOException e) {
            throw new CrossfadeException(
                    ErrorCode.FORGE_UNAVAILABLE,
                    Where.object("GitHub App"),
                    "no token for the GitHub App: " + method + " " + address + " had no answer: "
                            + RemoteFailure.reason(e),
                    "run again when " + address.getHost()
                            + " answers; docs/access.md tells of proxies and certificates",
                    e);
        }
    }

    private static CrossfadeException refused(String request, int status) {
        String reason = switch (status) {
            case 401 -> "it does not know the App by this id and key, or the clock here is wrong";
            case 403 -> "the installation is suspended, or there were too many requests";
            case 404 -> "the App is not installed there";
            default -> "see githubstatus.com";
        };
        if (status >= 500) {
            return new CrossfadeException(
                    ErrorCode.FORGE_UNAVAILABLE,
                    Where.object("GitHub App"),
                    "no token for the GitHub App: GitHub answered " + status + " to " + request,
                    "run again later");
        }
        return unusable("GitHub answered " + status + " to " + request + ": " + reason);
    }

    private static CrossfadeException unusable(String message) {
        return new CrossfadeException(
                ErrorCode.TOKEN_UNUSABLE,
                Where.object("GitHub App"),
                message,
                "compare " + ID + ", " + KEY_FILE + " and " + INSTALLATION
                        + " with the App's page on GitHub; docs/access.md" + " says what it must be allowed to do");
    }
}
