package dev.crossfade.scm.forge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a forge says about a refusal, in one line: its message, its errors, and the right that it misses. */
final class Said {
    private static final int LONGEST = 300;

    /** Headers in which GitHub names the rights that would do (docs.github.com, "Troubleshooting the REST API"). */
    private static final String[] RIGHTS = {"X-Accepted-GitHub-Permissions", "X-Accepted-OAuth-Scopes"};

    private final Set<String> words = new LinkedHashSet<>();

    private Said() {}

    static String by(Answer answer) {
        Said said = new Said();
        if (!answer.json().isMissingNode()) {
            JsonNode json = answer.json();
            said.add(json.path("message"));
            said.add(json.path("error"));
            said.add(json.path("error_description"));
            said.add(json.path("errors"));
            said.add(json.path("scope"));
        }
        if (answer.status() == 403 || answer.status() == 404) {
            for (String name : RIGHTS) {
                String rights = answer.header(name);
                if (!rights.isBlank()) {
                    said.words.add("it wants " + rights);
                }
            }
        }
        return shortened(answer.refusals().clean(String.join("; ", said.words)));
    }

    /** GitLab's messages are texts, lists of them, or objects of them by field. */
    private void add(JsonNode node) {
        if (node.isTextual()) {
            if (!node.textValue().isBlank()) {
                words.add(node.textValue());
            }
        } else if (node.isArray()) {
            node.forEach(this::add);
        } else if (node.isObject()) {
            if (node.path("message").isTextual()) {
                add(node.path("message"));
            } else if (node.path("code").isTextual()) {
                words.add(
                        (node.path("field").asText("") + " " + node.path("code").textValue()).strip());
            } else {
                node.forEach(this::add);
            }
        }
    }

    static String shortened(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
