package dev.crossfade.clustertest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfade.argo.Connections;
import dev.crossfade.argo.api.CallListener;
import dev.crossfade.argo.api.Limits;
import dev.crossfade.argo.api.Resource;
import dev.crossfade.argo.api.UnreadableException;
import dev.crossfade.argo.contract.Ground;
import dev.crossfade.argo.contract.Yaml;
import dev.crossfade.core.observation.ObjectId;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;

/** The kit's API server, without controllers that would mend what a test writes. */
final class RealApiServer implements Ground {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long WHILE_MILLIS = 60_000;

    private final Kit kit;
    private final KubernetesClient client;
    private final Connections connections;
    private List<String> command = List.of();

    RealApiServer(Path folder) {
        write(
                folder.resolve("extra-tokens.csv"),
                "nodes-token,nodes,nodes,\"nobody\"\nby-name-token,by-name,by-name,\"nobody\"\n");
        kit = Kit.start(folder, "kube");
        client = kit.client();
        connections = Connections.to(client.getConfiguration(), Limits.USUAL, Clock.systemUTC(), CallListener.NONE);
        end("kube-controller-manager");
        end("kube-scheduler");
        allow("nodes", "resources: [nodes]");
        allow("by-name", "resources: [configmaps], resourceNames: [by-name-1, by-name-2]");
    }

    /** @param what in the words of a role's rule */
    private void allow(String user, String what) {
        create(Yaml.of("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: %s}
                rules: [{apiGroups: [""], %s, verbs: [get, list, watch]}]
                """.formatted(user, what)));
        create(Yaml.of("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: %1$s}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %1$s}
                subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: %1$s}]
                """.formatted(user)));
    }

    @Override
    public Config config(Reader reader) {
        String token = switch (reader) {
            case ADMIN -> client.getConfiguration().getAutoOAuthToken();
            case NODES_ONLY -> "nodes-token";
            case BY_NAME -> "by-name-token";
            case STRANGER -> "stranger";
        };
        return new ConfigBuilder(Config.empty())
                .withMasterUrl(client.getMasterUrl().toString())
                .withTrustCerts(true)
                .withOauthToken(token)
                .build();
    }

    /** The same without trust in the certificate that the server has made for itself. */
    Config untrusting() {
        return new ConfigBuilder(config(Reader.ADMIN)).withTrustCerts(false).build();
    }

    /** What kubectl prints. */
    String kubectl(String... arguments) {
        List<String> command = new ArrayList<>(List.of("kubectl"));
        command.addAll(List.of(arguments));
        return kit.shell(command.toArray(String[]::new));
    }

    @Override
    public void serve(Resource kind) {
        String group = kind.apiVersion().replaceFirst("/.*", "");
        create(Yaml.of("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: %1$s.%2$s}
                spec:
                  group: %2$s
                  scope: %3$s
                  names: {kind: %4$s, plural: %1$s}
                  versions:
                    - name: %5$s
                      served: true
                      storage: true
                      subresources: {status: {}}
                      schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
                """.formatted(
                        kind.plural(),
                        group,
                        kind.namespaced() ? "Namespaced" : "Cluster",
                        kind.kind(),
                        kind.apiVersion().replaceFirst(".*/", ""))));
        await(() -> client.raw(kind.path("")) != null);
    }

    @Override
    public void withdraw(Resource kind) {
        String name = kind.plural() + "." + kind.apiVersion().replaceFirst("/.*", "");
        client.raw("/apis/apiextensions.k8s.io/v1/customresourcedefinitions/" + name, "DELETE", null);
        await(() -> client.raw(kind.path("")) == null);
    }

    @Override
    public void serveBroken(String apiVersion) {
        String version = apiVersion.replaceFirst(".*/", "");
        String group = apiVersion.replaceFirst("/.*", "");
        create(Yaml.of("""
                apiVersion: apiregistration.k8s.io/v1
                kind: APIService
                metadata: {name: %1$s.%2$s}
                spec:
                  group: %2$s
                  version: %1$s
                  groupPriorityMinimum: 100
                  versionPriority: 100
                  insecureSkipTLSVerify: true
                  service: {name: nobody, namespace: default}
                """.formatted(version, group)));
        await(() -> {
            try {
                connections.cluster().discovery().serves(apiVersion);
                return false;
            } catch (UnreadableException down) {
                return down.status() == 503;
            }
        });
    }

    @Override
    public JsonNode create(JsonNode object) {
        Resource kind =
                kind(object.path("apiVersion").asText(), object.path("kind").asText());
        JsonNode kept = call(kind.path(namespace(object)), "POST", object);
        if (!object.has("status")) {
            return kept;
        }
        ObjectNode whole = kept.deepCopy();
        whole.set("status", object.get("status"));
        return updateStatus(whole);
    }

    @Override
    public JsonNode updateStatus(JsonNode object) {
        return call(path(object) + "/status", "PUT", object);
    }

    @Override
    public JsonNode update(JsonNode object) {
        return call(path(object), "PUT", object);
    }

    @Override
    public void delete(ObjectId id) {
        client.raw(kind(id.apiVersion(), id.kind()).path(id.namespace(), id.name()), "DELETE", null);
    }

    @Override
    public void stop() {
        try {
            String[] words = Files.readString(Path.of("/proc", pid("kube-apiserver"), "cmdline"))
                    .split("\0");
            command = List.of(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        end("kube-apiserver");
    }

    @Override
    public void start() {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(
                            kit.folder().resolve("log/kube-apiserver-again.log").toFile())
                    .start();
            write(kit.folder().resolve("kube-apiserver.pid"), String.valueOf(process.pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await(() -> "ok".equals(client.raw("/readyz")));
    }

    private void end(String part) {
        ProcessHandle process = ProcessHandle.of(Long.parseLong(pid(part))).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    private String pid(String part) {
        try {
            return Files.readString(kit.folder().resolve(part + ".pid")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Resource kind(String apiVersion, String kind) {
        try {
            return connections
                    .cluster()
                    .discovery()
                    .find(apiVersion, kind)
                    .value()
                    .orElseThrow();
        } catch (UnreadableException e) {
            throw new IllegalStateException(e);
        }
    }

    private String path(JsonNode object) {
        return kind(object.path("apiVersion").asText(), object.path("kind").asText())
                .path(namespace(object), object.at("/metadata/name").asText());
    }

    private static String namespace(JsonNode object) {
        return object.at("/metadata/namespace").asText("");
    }

    private JsonNode call(String path, String method, JsonNode object) {
        try {
            return JSON.readTree(client.raw(path, method, object));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(Callable<Boolean> there) {
        long end = System.nanoTime() + WHILE_MILLIS * 1_000_000;
        Exception last = null;
        while (System.nanoTime() < end) {
            try {
                if (there.call()) {
                    return;
                }
                Thread.sleep(50);
            } catch (Exception notYet) {
                last = notYet;
            }
        }
        throw new CompletionException("nothing came of it within a minute", last);
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        connections.close();
        client.close();
        kit.close();
    }
}
