package dev.crossfade.forgetest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Does on a real Gitea what people and administrators do there. */
final class GiteaAdmin {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "kit-password";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI root;
    private final String token;

    GiteaAdmin(URI root, String token) {
        this.root = root;
        this.token = token;
    }

    JsonNode call(String method, String path, String body) {
        return sent(method, path, body, "token " + token);
    }

    /** Makes a person once, who may push to the repository. */
    void person(String name, String repository) {
        if (send("GET", "/users/" + name, "", "token " + token).statusCode() == 404) {
            call("POST", "/admin/users", """
                    {"username": "%1$s", "email": "%1$s@example.org", "password": "%2$s", "must_change_password": false}""".formatted(name, PASSWORD));
        }
        call("PUT", "/repos/" + repository + "/collaborators/" + name, "{\"permission\": \"write\"}");
    }

    /** A new token of a person, with rights such as {@code "read:repository"}. */
    String token(String person, String... scopes) {
        String body = JSON.createObjectNode()
                .put("name", "t" + System.nanoTime())
                .set("scopes", JSON.valueToTree(scopes))
                .toString();
        return sent("POST", "/users/" + person + "/tokens", body, basic(person))
                .path("sha1")
                .asText();
    }

    /** The same call as a person's own. */
    JsonNode as(String person, String method, String path, String body) {
        return sent(method, path, body, basic(person));
    }

    private static String basic(String person) {
        return "Basic "
                + Base64.getEncoder().encodeToString((person + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode sent(String method, String path, String body, String authorization) {
        HttpAnswer answer = send(method, path, body, authorization);
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        try {
            return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record HttpAnswer(int statusCode, String body) {}

    private HttpAnswer send(String method, String path, String body, String authorization) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(root + "/api/v1" + path))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            return new HttpAnswer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
