package dev.crossfade.clustertest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A real Gitea, as administrators and people use it through its API. */
final class Gitea {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "kit-password";

    private final HttpClient http = HttpClient.newHttpClient();
    private final String root;
    private final String administrator;

    Gitea(Kit kit) {
        this.root = kit.variable("GITEA_URL");
        this.administrator = "token " + kit.variable("GITEA_TOKEN");
    }

    String root() {
        return root;
    }

    /** As an administrator. */
    JsonNode call(String method, String path, String body) {
        return sent(method, path, body, administrator);
    }

    /** As a person. */
    JsonNode as(String person, String method, String path, String body) {
        return sent(method, path, body, basic(person));
    }

    /** Makes a person who may push to the repository. */
    void person(String name, String repository) {
        call("POST", "/admin/users", """
                {"username": "%1$s", "email": "%1$s@example.org", "password": "%2$s", "must_change_password": false}""".formatted(name, PASSWORD));
        call("PUT", "/repos/" + repository + "/collaborators/" + name, "{\"permission\": \"write\"}");
    }

    /** A new token of a person, with rights such as {@code "read:repository"}. */
    String token(String person, String... scopes) {
        String body = JSON.createObjectNode()
                .put("name", "t" + System.nanoTime())
                .set("scopes", JSON.valueToTree(scopes))
                .toString();
        return as(person, "POST", "/users/" + person + "/tokens", body)
                .path("sha1")
                .asText();
    }

    /** The address of a repository with a person's name and password in it, for Git. */
    String remote(String person, String repository) {
        return root.replace("://", "://" + person + ":" + PASSWORD + "@") + "/" + repository + ".git";
    }

    private static String basic(String person) {
        return "Basic "
                + Base64.getEncoder().encodeToString((person + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode sent(String method, String path, String body, String authorization) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(root + "/api/v1" + path))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new RefusedException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What it does not do. */
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }
    }
}
