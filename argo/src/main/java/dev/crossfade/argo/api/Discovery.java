package dev.crossfade.argo.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which kinds an API server serves. What was found once is remembered; what was not is asked for anew each time, for a CRD may
 * have come.
 *
 * <p>A group whose backend is down is no group that is not served: its discovery answers 503
 * (kubernetes, kube-aggregator/pkg/apiserver/handler_proxy.go).
 */
public final class Discovery {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ApiServer server;
    private final Map<String, Answer<Map<String, Resource>>> known = new ConcurrentHashMap<>();

    private final Set<String> absent = ConcurrentHashMap.newKeySet();
    private @Nullable Answer<Set<String>> groups;
    private long asked;

    Discovery(ApiServer server) {
        this.server = server;
    }

    /** The kind, or nothing where it is not served; with the time of what says so. */
    public Answer<Optional<Resource>> find(String apiVersion, String kind) throws UnreadableException {
        Answer<Map<String, Resource>> remembered = known.get(apiVersion);
        if (remembered != null && remembered.value().containsKey(kind)) {
            return new Answer<>(Optional.ofNullable(remembered.value().get(kind)), remembered.at());
        }
        if (absent.contains(apiVersion)) {
            Answer<Set<String>> listed = groups();
            if (!listed.value().contains(apiVersion)) {
                return new Answer<>(Optional.empty(), listed.at());
            }
        }
        Answer<Optional<Map<String, Resource>>> found = kinds(apiVersion);
        return new Answer<>(found.value().flatMap(kinds -> Optional.ofNullable(kinds.get(kind))), found.at());
    }

    /** Whether a group and version is served now. */
    public Answer<Boolean> serves(String apiVersion) throws UnreadableException {
        Answer<Optional<Map<String, Resource>>> found = kinds(apiVersion);
        return new Answer<>(found.value().isPresent(), found.at());
    }

    /** For a kind that answers as if it were gone. */
    void forget(String apiVersion) {
        known.remove(apiVersion);
    }

    private Answer<Optional<Map<String, Resource>>> kinds(String apiVersion) throws UnreadableException {
        String path = (apiVersion.contains("/") ? "/apis/" : "/api/") + apiVersion;
        try {
            Answer<Map<String, Resource>> kinds = server.ask(Call.get(path, ""), (body, at) -> kinds(apiVersion, body));
            known.put(apiVersion, kinds);
            absent.remove(apiVersion);
            return new Answer<>(Optional.of(kinds.value()), kinds.at());
        } catch (UnreadableException failure) {
            if (failure.status() != 404) {
                throw failure;
            }
            known.remove(apiVersion);
            Answer<Set<String>> listed = groups();
            if (listed.value().contains(apiVersion)) {
                throw failure.of(apiVersion + " is in the list of groups and does not answer");
            }
            absent.add(apiVersion);
            return new Answer<>(Optional.empty(), listed.at());
        }
    }

    /** Asked for once for all groups that were not there a while ago. */
    private synchronized Answer<Set<String>> groups() throws UnreadableException {
        Answer<Set<String>> last = groups;
        if (last != null && System.nanoTime() - asked < server.limits().groups().toNanos()) {
            return last;
        }
        groups = null;
        Answer<Set<String>> listed = server.ask(Call.get("/apis", ""), (body, at) -> versions(body));
        groups = listed;
        asked = System.nanoTime();
        return listed;
    }

    /** A 404 may come from anything between here and the server; the list of groups comes with a 200 or not at all. */
    private static Set<String> versions(InputStream body) throws IOException {
        JsonNode list = JSON.readTree(body);
        if (!list.path("kind").asText().equals("APIGroupList")) {
            throw new IOException("no list of groups");
        }
        Set<String> versions = new TreeSet<>();
        for (JsonNode group : list.path("groups")) {
            group.path("versions")
                    .forEach(
                            version -> versions.add(version.path("groupVersion").asText()));
        }
        return versions;
    }

    private static Map<String, Resource> kinds(String apiVersion, InputStream body) throws IOException {
        JsonNode list = JSON.readTree(body);
        if (!list.path("kind").asText().equals("APIResourceList")) {
            throw new IOException("no list of kinds");
        }
        Map<String, Resource> kinds = new TreeMap<>();
        for (JsonNode each : list.path("resources")) {
            String plural = each.path("name").asText();
            // pods/status and the like are no kinds of their own
            if (!plural.contains("/")) {
                String kind = each.path("kind").asText();
                kinds.put(
                        kind,
                        new Resource(
                                apiVersion,
                                kind,
                                plural,
                                each.path("namespaced").asBoolean()));
            }
        }
        return Map.copyOf(kinds);
    }
}
