package dev.crossfade.scm.forge;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One request to a forge's API.
 *
 * @param path below the API's root, with its query
 * @param repeatable true where it does no harm to send it twice
 */
record Call(String method, String path, @Nullable JsonNode body, boolean repeatable) {

    static Call get(String path) {
        return new Call("GET", path, null, true);
    }

    /** A request that makes something, and would make another one if it were sent twice. */
    static Call post(String path, JsonNode body) {
        return new Call("POST", path, body, false);
    }

    /** A request after which things are as it says, however often it is sent. */
    static Call patch(String path, JsonNode body) {
        return new Call("PATCH", path, body, true);
    }

    static Call put(String path, JsonNode body) {
        return new Call("PUT", path, body, true);
    }

    /** The same, but sent once only where the answer may have been lost. */
    Call once() {
        return new Call(method, path, body, false);
    }

    boolean reads() {
        return method.equals("GET");
    }

    /** Method and path, as messages quote them. */
    String text() {
        int query = path.indexOf('?');
        return method + " " + (query < 0 ? path : path.substring(0, query));
    }
}
