package dev.crossfade.forgetest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A table of routes, each a method, a pattern of the path below the API's root, and what answers it. */
abstract class Rest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    final Model model;
    final String root;
    private final List<Route> routes = new ArrayList<>();

    /** A request to the API, by somebody who is known. */
    record Asked(String method, String path, Map<String, String> query, JsonNode body, Access who) {

        String text(String field) {
            return body.path(field).asText("");
        }

        String query(String name, String otherwise) {
            return query.getOrDefault(name, otherwise);
        }
    }

    /** What is answered; a null node is an empty body. */
    record Reply(int status, JsonNode body, Map<String, String> headers) {

        static Reply of(int status, JsonNode body) {
            return new Reply(status, body, Map.of());
        }

        static Reply empty(int status) {
            return new Reply(status, JSON.missingNode(), Map.of());
        }
    }

    /** Ends a request with a refusal. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final int status;
        final transient JsonNode body;

        Refused(int status, JsonNode body) {
            super(status + " " + body);
            this.status = status;
            this.body = body;
        }
    }

    /** Answers one kind of request. */
    @FunctionalInterface
    interface Handler {
        Reply answer(Asked asked, Matcher path);
    }

    private record Route(String method, Pattern path, Handler handler) {}

    Rest(Model model, String root) {
        this.model = model;
        this.root = root;
    }

    final void route(String method, String path, Handler handler) {
        routes.add(new Route(method, Pattern.compile(path), handler));
    }

    final Reply answer(Asked asked) {
        try {
            for (Route route : routes) {
                Matcher matcher = route.path().matcher(asked.path());
                if (route.method().equals(asked.method()) && matcher.matches()) {
                    return route.handler().answer(asked, matcher);
                }
            }
            throw refused(404, "Not Found");
        } catch (Refused refused) {
            return Reply.of(refused.status, refused.body);
        }
    }

    /** A refusal in the form that this forge gives them. */
    abstract Refused refused(int status, String message);

    final void needsRead(Asked asked) {
        if (!asked.who().read()) {
            throw refused(404, "Not Found");
        }
    }

    /** An answer for everybody who sees the repository. */
    final Reply read(Asked asked, JsonNode body) {
        needsRead(asked);
        return Reply.of(200, body);
    }

    /** By a filter for the state, as GitHub and Gitea have it. */
    static boolean isAsked(Pull pull, String state) {
        return state.equals("all") || pull.isOpen() == state.equals("open");
    }

    final void needsWrite(Asked asked) {
        needsRead(asked);
        if (!asked.who().write()) {
            throw refused(403, "Resource not accessible by personal access token");
        }
    }

    final void needsPush(Asked asked) {
        needsRead(asked);
        if (!asked.who().push()) {
            throw refused(403, "Resource not accessible by personal access token");
        }
    }

    final Pull pull(Matcher path) {
        return model.pull(Long.parseLong(path.group(1))).orElseThrow(() -> refused(404, "Not Found"));
    }

    /** One page of a list, with the link to the next. */
    final Reply page(Asked asked, List<? extends JsonNode> all, String sizeName, int usual, int most) {
        int size = Math.min(most, Integer.parseInt(asked.query(sizeName, Integer.toString(usual))));
        int number = Integer.parseInt(asked.query("page", "1"));
        ArrayNode items = array();
        all.stream().skip((long) (number - 1) * size).limit(size).forEach(items::add);
        Map<String, String> headers = new LinkedHashMap<>();
        if ((long) number * size < all.size()) {
            Map<String, String> query = new LinkedHashMap<>(asked.query());
            query.put("page", Integer.toString(number + 1));
            headers.put(
                    "Link", "<" + root + model.flavour.api() + asked.path() + Urls.query(query) + ">; rel=\"next\"");
            headers.put("X-Next-Page", Integer.toString(number + 1));
        }
        return new Reply(200, items, headers);
    }

    static ObjectNode object() {
        return JSON.objectNode();
    }

    static ArrayNode array() {
        return JSON.arrayNode();
    }

    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
