package dev.crossfade.argo.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crossfade.argo.api.Resource;
import dev.crossfade.core.observation.ObjectId;
import io.fabric8.kubernetes.client.Config;

/** An API server, and the hands that put objects into it and break it. */
public interface Ground extends AutoCloseable {

    /** Who looks. */
    enum Reader {
        /** May read everything. */
        ADMIN,
        /** May list and watch nodes, and get, and nothing else. */
        NODES_ONLY,
        /** May get, list and watch configmaps whose names begin with by-name, each by its name, and nothing else. */
        BY_NAME,
        /** Has a token that the server does not know. */
        STRANGER
    }

    /** A kubeconfig's content for a reader, without time limits. */
    Config config(Reader reader);

    /** Lets the server serve a kind that it does not have of itself. */
    void serve(Resource kind);

    /** Takes it away again, with all objects. */
    void withdraw(Resource kind);

    /** Lets an aggregated API have a backend that does not answer. */
    void serveBroken(String apiVersion);

    /** Creates an object with its status; returns it as the server keeps it. */
    JsonNode create(JsonNode object);

    /** Writes an object's status alone. */
    JsonNode updateStatus(JsonNode object);

    /** Writes an object without its status. */
    JsonNode update(JsonNode object);

    void delete(ObjectId id);

    /** The server ends as by a crash. */
    void stop();

    /** The server that was stopped is there again, with what it had. */
    void start();

    @Override
    void close();
}
