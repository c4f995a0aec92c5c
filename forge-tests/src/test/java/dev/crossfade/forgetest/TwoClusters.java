package dev.crossfade.forgetest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfade.argo.api.Resource;
import dev.crossfade.argo.contract.Ground.Reader;
import dev.crossfade.argo.fake.FakeApiServer;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * API servers of this process: that of the cluster that migrates, and that of the one that Argo CD runs in, with the root
 * Application. One kubeconfig has a context for each.
 */
record TwoClusters(FakeApiServer migrating, FakeApiServer hub, Path kubeconfig) implements AutoCloseable {

    static TwoClusters start(Path folder) {
        FakeApiServer migrating = new FakeApiServer();
        FakeApiServer hub = new FakeApiServer();
        hub.serve(new Resource("argoproj.io/v1alpha1", "Application", "applications", true));
        ObjectNode root = new ObjectMapper()
                .createObjectNode()
                .put("apiVersion", "argoproj.io/v1alpha1")
                .put("kind", "Application");
        root.putObject("metadata").put("namespace", "argocd").put("name", "crossfade-prod");
        hub.create(root);
        Config one = migrating.config(Reader.ADMIN);
        Config other = hub.config(Reader.ADMIN);
        String text = """
                apiVersion: v1
                kind: Config
                clusters:
                  - {name: migrating, cluster: {server: "%s"}}
                  - {name: hub, cluster: {server: "%s"}}
                contexts:
                  - {name: migrating, context: {cluster: migrating, user: admin}}
                  - {name: hub, context: {cluster: hub, user: admin}}
                users: [{name: admin, user: {token: %s}}]
                current-context: migrating
                """.formatted(one.getMasterUrl(), other.getMasterUrl(), one.getOauthToken());
        try {
            return new TwoClusters(migrating, hub, Files.writeString(folder.resolve("kubeconfig"), text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command line that asks both. */
    static String[] line(List<String> command, String... more) {
        return Stream.of(
                        command.stream(), Stream.of("--context", "migrating", "--argo-context", "hub"), Stream.of(more))
                .flatMap(words -> words)
                .toArray(String[]::new);
    }

    /** What such a command finds about it. */
    Map<String, String> environment(Site site) {
        return Map.of("CROSSFADE_TOKEN", site.token(), "KUBECONFIG", kubeconfig.toString());
    }

    /** Whatever anybody wrote to one of them, such as {@code POST /api/v1/namespaces/argocd/events}. */
    static List<String> writes(FakeApiServer server) {
        return server.requests().stream()
                .filter(request -> !request.startsWith("GET "))
                .toList();
    }

    @Override
    public void close() {
        migrating.close();
        hub.close();
    }
}
