package dev.crossfade.scm.forge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a forge answered to a call.
 *
 * @param json the body, or a missing node where it holds no JSON
 */
record Answer(Call call, int status, HttpHeaders headers, String text, JsonNode json, Refusals refusals) {

    boolean isGood() {
        return status >= 200 && status < 300;
    }

    /** A page for people, such as a login or the error of a proxy. */
    boolean isPage() {
        return header("Content-Type").toLowerCase(Locale.ROOT).startsWith("text/html")
                || text.stripLeading().startsWith("<");
    }

    /** True where a body is there that should be JSON and is none. */
    boolean isBroken() {
        return json instanceof MissingNode && !text.isBlank();
    }

    /** The first value of a header, or an empty text. */
    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** The body as an object. */
    Entry entry() {
        if (!json.isObject()) {
            throw refusals.unreadable(this, "it is no object");
        }
        return new Entry(json, this);
    }

    /** The body as a list of objects. */
    List<Entry> entries() {
        if (!json.isArray()) {
            throw refusals.unreadable(this, "it is no list");
        }
        List<Entry> entries = new ArrayList<>();
        json.forEach(node -> entries.add(new Entry(node, this)));
        return entries;
    }
}
