package dev.crossfade.clusterdouble;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MatchConditionBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

/**
 * Images that are not there: pods that would run cilium-certgen run a script instead, which acts under the same account. A
 * webhook changes the pods alone, so that the Jobs stay as the chart has them; without its answer no such pod is made, since the
 * real command would fail and its Job would back off.
 */
final class Images {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CERTGEN = "/usr/bin/cilium-certgen";

    private final Path script;

    private Images(Path script) {
        this.script = script;
    }

    /** Serves the webhook on loopback and registers it. */
    static void serve(KubernetesClient client) {
        try {
            Path folder = Files.createTempDirectory("images");
            Path script = folder.resolve("cilium-certgen");
            try (InputStream in = Images.class.getResourceAsStream("cilium-certgen")) {
                if (in == null) {
                    throw new IllegalStateException("no script cilium-certgen");
                }
                Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
            }
            if (!script.toFile().setExecutable(true)) {
                throw new IOException(script + " cannot be made executable");
            }
            Certificate certificate = Certificate.make(folder);
            HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
            server.createContext("/", new Images(script)::answer);
            // without one, a single thread shakes hands and answers, and a connection that stays silent holds up all
            // others
            server.setExecutor(Executors.newCachedThreadPool(Images::daemon));
            server.start();
            client.resource(registration(server.getAddress().getPort(), certificate.pem()))
                    .serverSideApply();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Thread daemon(Runnable answer) {
        Thread thread = new Thread(answer, "images");
        thread.setDaemon(true);
        return thread;
    }

    private static MutatingWebhookConfiguration registration(int port, String pem) {
        return new MutatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName("images")
                .endMetadata()
                .addNewWebhook()
                .withName("images.crossfade.dev")
                .withAdmissionReviewVersions("v1")
                .withSideEffects("None")
                .withFailurePolicy("Fail")
                .withMatchConditions(new MatchConditionBuilder()
                        .withName("certgen")
                        .withExpression("has(object.spec.containers[0].command)"
                                + " && object.spec.containers[0].command[0] == '" + CERTGEN + "'")
                        .build())
                .withNewClientConfig()
                .withUrl("https://127.0.0.1:" + port + "/")
                .withCaBundle(Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.US_ASCII)))
                .endClientConfig()
                .addNewRule()
                .withApiGroups("")
                .withApiVersions("v1")
                .withOperations("CREATE")
                .withResources("pods")
                .endRule()
                .endWebhook()
                .build();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try {
            JsonNode request = JSON.readTree(exchange.getRequestBody()).path("request");
            String patch = Base64.getEncoder()
                    .encodeToString(JSON.writeValueAsBytes(patches(request.at("/object/spec/containers"))));
            byte[] answer = JSON.writeValueAsBytes(Map.of(
                    "apiVersion",
                    "admission.k8s.io/v1",
                    "kind",
                    "AdmissionReview",
                    "response",
                    Map.of(
                            "uid",
                            request.path("uid").asText(),
                            "allowed",
                            true,
                            "patchType",
                            "JSONPatch",
                            "patch",
                            patch)));
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        } finally {
            exchange.close();
        }
    }

    private List<Map<String, Object>> patches(JsonNode containers) {
        JsonNode first = containers.path(0);
        if (!first.at("/command/0").asText().equals(CERTGEN)) {
            return List.of();
        }
        String container = "/spec/containers/0/";
        Map<String, Object> command =
                Map.of("op", "replace", "path", container + "command", "value", List.of(script.toString()));
        return first.has("args")
                ? List.of(command, Map.of("op", "remove", "path", container + "args"))
                : List.of(command);
    }
}
