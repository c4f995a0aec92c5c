package dev.crossfade.argo.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The objects of one API server, by kind and name. What it does not serve it does not have. */
public final class Cluster {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ApiServer server;
    private final Discovery discovery;

    public Cluster(ApiServer server) {
        this.server = server;
        this.discovery = new Discovery(server);
    }

    public ApiServer server() {
        return server;
    }

    public Discovery discovery() {
        return discovery;
    }

    /** @param selector of labels, or empty for all */
    public record Selection(String apiVersion, String kind, String namespace, String selector) {

        public static Selection all(String apiVersion, String kind) {
            return new Selection(apiVersion, kind, "", "");
        }
    }

    /** Every object of a kind; none where the kind is not served. */
    public <T> Answer<List<T>> list(Selection selection, Function<JsonNode, T> reduce) throws UnreadableException {
        Answer<Optional<Answer<List<T>>>> found =
                ofKind(selection.apiVersion(), selection.kind(), kind -> page(selection, kind, reduce));
        return found.value().orElseGet(() -> new Answer<>(List.of(), found.at()));
    }

    private <T> Answer<List<T>> page(Selection selection, Resource kind, Function<JsonNode, T> reduce)
            throws UnreadableException {
        Call call = Call.list(kind.path(selection.namespace()), kind.right());
        Listing<T> listing = Listing.read(
                server,
                selection.selector().isEmpty() ? call : call.with("labelSelector", selection.selector()),
                reduce);
        return new Answer<>(listing.items(), listing.at());
    }

    /** One object; nothing where it is not there, or its kind is not served. */
    public Answer<Optional<JsonNode>> object(String apiVersion, String kind, String namespace, String name)
            throws UnreadableException {
        Answer<Optional<Answer<Optional<JsonNode>>>> found =
                ofKind(apiVersion, kind, resource -> object(resource, namespace, name));
        return found.value().orElseGet(() -> new Answer<>(Optional.empty(), found.at()));
    }

    private Answer<Optional<JsonNode>> object(Resource kind, String namespace, String name) throws UnreadableException {
        if (kind.namespaced() && namespace.isEmpty()) {
            throw UnreadableException.because(kind.kind() + " " + name + " is asked for without its namespace");
        }
        try {
            Answer<JsonNode> answer =
                    server.ask(Call.get(kind.path(namespace, name), kind.right()), (body, at) -> read(kind, body));
            return new Answer<>(Optional.of(answer.value()), answer.at());
        } catch (UnreadableException failure) {
            if (failure.isAbsence()) {
                return new Answer<>(Optional.empty(), failure.time());
            }
            throw failure;
        }
    }

    private static JsonNode read(Resource kind, InputStream body) throws IOException {
        JsonNode object = JSON.readTree(body);
        if (!object.path("kind").asText().equals(kind.kind())) {
            throw new IOException(
                    "no " + kind.kind() + " but '" + object.path("kind").asText() + "'");
        }
        return object;
    }

    /** What is done with a kind that is served. */
    @FunctionalInterface
    public interface OfKind<T> {
        T of(Resource kind) throws UnreadableException;
    }

    /** A kind that was served a while ago and answers 404 now is looked up once more. */
    public <T> Answer<Optional<T>> ofKind(String apiVersion, String kind, OfKind<T> act) throws UnreadableException {
        Answer<Optional<Resource>> found = discovery.find(apiVersion, kind);
        if (found.value().isEmpty()) {
            return new Answer<>(Optional.empty(), found.at());
        }
        try {
            return new Answer<>(Optional.of(act.of(found.value().get())), found.at());
        } catch (UnreadableException failure) {
            if (failure.status() != 404) {
                throw failure;
            }
        }
        discovery.forget(apiVersion);
        Answer<Optional<Resource>> again = discovery.find(apiVersion, kind);
        return again.value().isEmpty()
                ? new Answer<>(Optional.empty(), again.at())
                : new Answer<>(Optional.of(act.of(again.value().get())), again.at());
    }

    /** What a pod answers to GET behind the API server; asked once, for what measures is asked again soon. */
    public <T> Answer<T> pod(
            String namespace, String name, int port, String path, BodyReader<T> reader, Duration longest)
            throws UnreadableException {
        return server.once(
                Call.get(
                        "/api/v1/namespaces/" + namespace + "/pods/" + name + ":" + port + "/proxy" + path,
                        "pods/proxy"),
                reader,
                longest);
    }
}
