package dev.crossfade.clustertest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Writes objects where an API server keeps them, many at a time; it reads JSON there as it reads its own encoding. */
final class Etcd {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** Of one transaction, which has 1.5 MiB at most (etcd, --max-request-bytes); a pod of calico-node has 20 KiB. */
    static final int AT_ONCE = 40;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI transactions;

    /** @param address of its HTTP gateway */
    Etcd(String address) {
        this.transactions = URI.create(address + "/v3/kv/txn");
    }

    /** @param objects by their keys below /registry */
    void put(Map<String, ObjectNode> objects) {
        ArrayNode puts = JSON.createArrayNode();
        objects.forEach((key, object) -> puts.addObject()
                .putObject("requestPut")
                .put("key", encoded("/registry/" + key))
                .put("value", encoded(object.toString())));
        HttpRequest request = HttpRequest.newBuilder(transactions)
                .POST(HttpRequest.BodyPublishers.ofString(
                        JSON.createObjectNode().set("success", puts).toString()))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("etcd answers " + answer.statusCode() + ": " + answer.body());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
