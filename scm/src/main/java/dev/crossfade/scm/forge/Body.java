package dev.crossfade.scm.forge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;

/** The JSON of a request. */
final class Body {

    private Body() {}

    static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ObjectNode of(String name, String value) {
        return empty().put(name, value);
    }

    static ObjectNode of(String name, Collection<String> values) {
        ObjectNode body = empty();
        add(body, name, values);
        return body;
    }

    static void add(ObjectNode body, String name, Collection<String> values) {
        values.forEach(body.withArray(name)::add);
    }
}
