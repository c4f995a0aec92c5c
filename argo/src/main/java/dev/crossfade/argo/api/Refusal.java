package dev.crossfade.argo.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an API server's answer other than 200 says.
 *
 * @param retryAfter the header of that name, or null
 */
record Refusal(int code, String body, @Nullable String retryAfter, Instant at) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SAID = 300;
    /** No server's wish to be left alone is followed for longer. */
    private static final int LONGEST_WAIT_SECONDS = 5;

    UnreadableException exception(String address, String asked, Call call) {
        JsonNode status = status();
        String said = status.path("message").asText(body);
        return new UnreadableException(
                address + " answers " + code + " to " + asked + (said.isBlank() ? "" : ": " + cut(said)) + cure(call),
                new UnreadableException.Nature(
                        code, status.path("reason").asText().equals("NotFound"), isPassing(), waiting(), at),
                null);
    }

    private String cure(Call call) {
        return switch (code) {
            case 401 -> "; it does not know these credentials: renew the kubeconfig's token or certificate";
            case 403 ->
                call.resource().isEmpty()
                        ? ""
                        : "; grant the verb " + call.verb() + " on the resource " + call.resource();
            default -> "";
        };
    }

    /** 504 and 408 come after a long time already; 501 stays. */
    private boolean isPassing() {
        return code == 429 || code == 500 || code == 502 || code == 503;
    }

    private Duration waiting() {
        try {
            return Duration.ofSeconds(
                    retryAfter == null ? 0 : Math.max(0, Math.min(LONGEST_WAIT_SECONDS, Long.parseLong(retryAfter))));
        } catch (NumberFormatException date) {
            return Duration.ofSeconds(LONGEST_WAIT_SECONDS);
        }
    }

    /** The Status of an API server (kubernetes, apimachinery/pkg/apis/meta/v1/types.go); a missing node from anybody else. */
    private JsonNode status() {
        try {
            JsonNode found = JSON.readTree(body);
            return found.path("kind").asText().equals("Status") ? found : JSON.missingNode();
        } catch (JsonProcessingException other) {
            return JSON.missingNode();
        }
    }

    private static String cut(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= SAID ? line : line.substring(0, SAID) + "…";
    }
}
