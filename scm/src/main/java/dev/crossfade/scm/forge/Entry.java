package dev.crossfade.scm.forge;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** An object of an answer; a field that it has to have and has not makes the answer unreadable. */
record Entry(JsonNode node, Answer answer) {

    /** @param path the field's name, and those of the objects that it lies in, outermost first */
    String text(String... path) {
        JsonNode found = find(path);
        if (!found.isTextual()) {
            throw missing(path);
        }
        return lines(found.textValue());
    }

    /** The same, or an empty text where the field is null or not there. */
    String textOrNone(String... path) {
        JsonNode found = find(path);
        return found.isTextual() ? lines(found.textValue()) : "";
    }

    long number(String... path) {
        JsonNode found = find(path);
        if (!found.isIntegralNumber()) {
            throw missing(path);
        }
        return found.longValue();
    }

    boolean flag(String... path) {
        return find(path).asBoolean(false);
    }

    boolean has(String... path) {
        JsonNode found = find(path);
        return !found.isMissingNode() && !found.isNull();
    }

    Instant time(String... path) {
        try {
            return OffsetDateTime.parse(text(path)).toInstant();
        } catch (DateTimeException e) {
            throw missing(path);
        }
    }

    /** The objects of a list; none where it is null or not there. */
    List<Entry> entries(String... path) {
        List<Entry> entries = new ArrayList<>();
        find(path).forEach(item -> entries.add(new Entry(item, answer)));
        return entries;
    }

    /** The texts of a list; none where it is null or not there. */
    List<String> texts(String... path) {
        List<String> texts = new ArrayList<>();
        find(path).forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private JsonNode find(String... path) {
        JsonNode found = node;
        for (String name : path) {
            found = found.path(name);
        }
        return found;
    }

    /** Browsers send CRLF, and forges keep it. */
    private static String lines(String text) {
        return text.replace("\r\n", "\n").replace('\r', '\n');
    }

    private RuntimeException missing(String... path) {
        return answer.refusals().unreadable(answer, "it has no proper " + String.join(".", path));
    }
}
