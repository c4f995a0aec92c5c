package dev.crossfade.clustertest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.argo.Connections;
import dev.crossfade.argo.KubernetesObservatory;
import dev.crossfade.argo.api.CallListener;
import dev.crossfade.argo.api.Limits;
import dev.crossfade.argo.api.MistakeListener;
import dev.crossfade.argo.contract.Ground;
import dev.crossfade.argo.contract.Ground.Reader;
import dev.crossfade.argo.contract.Looking;
import dev.crossfade.argo.contract.ObservatoryContract;
import dev.crossfade.argo.contract.Yaml;
import dev.crossfade.argo.fact.KubectlPath;
import dev.crossfade.core.observation.Question;
import io.fabric8.kubernetes.client.Config;
import java.io.IOException;
import java.net.ProxySelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Holds the observatory that asks anew to the contract, on a real API server. */
@EnabledIfEnvironmentVariable(
        named = Kit.VARIABLE,
        matches = ".+",
        disabledReason = "CROSSFADE_KIT names no command that starts a control plane")
class ObservatoryJourneyTest extends ObservatoryContract {

    private static final Clock FAR = Clock.fixed(Instant.parse("2001-01-01T00:00:00Z"), ZoneOffset.UTC);

    @TempDir
    static Path folder;

    private static RealApiServer server;

    private final List<KubernetesObservatory> open = new ArrayList<>();

    @BeforeAll
    static void start() {
        server = new RealApiServer(folder.resolve("kit"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    protected Ground ground() {
        return server;
    }

    @Override
    protected Looking looking(Reader reader) {
        return looking(server.config(reader));
    }

    private Looking looking(Config config) {
        KubernetesObservatory observatory = new KubernetesObservatory(
                Connections.to(config, Limits.USUAL, FAR, CallListener.NONE),
                Limits.USUAL,
                FAR,
                ProxySelector.of(null),
                MistakeListener.NONE);
        open.add(observatory);
        return new Looking(observatory);
    }

    @Test
    void saysThatTheCertificateIsNotTrusted() {
        assertThat(looking(server.untrusting()).unread(new Question.Nodes()))
                .contains("is not trusted", "certificate-authority");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{.metadata.annotations.example\\.com/note}",
                "{.metadata.annotations['example\\.com/note']}",
                "{.status.conditions[?(@.type==\"Ready\")].status}",
                "{.status.conditions[?(@.type!='Ready')].status}",
                "{.status.conditions[?(@.reason)].reason}",
                "{.status.conditions[*].type}",
                "{.status.conditions[-1].type}",
                "{.spec.replicas}",
                "{.spec.absent.deeper}",
                "{.spec.items[?(@.size > 5)].name}",
                "{.spec.items[?(@.size<=5)].name}",
                "{.spec.on}"
            })
    void findsInAnObjectWhatKubectlFinds(String path) throws IOException {
        Path file = Files.writeString(folder.resolve("object.yaml"), """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: one, annotations: {example.com/note: text}}
                spec: {replicas: 3, on: true, items: [{name: a, size: 5}, {name: b, size: 6}]}
                status:
                  conditions:
                    - {type: Ready, status: "True", reason: Good}
                    - {type: Other, status: "False"}
                """);
        String kubectl = server.kubectl(
                "create", "--dry-run=client", "--validate=false", "-o", "jsonpath=" + path, "-f", file.toString());
        assertThat(String.join(" ", KubectlPath.parse(path).in(Yaml.of(Files.readString(file)))))
                .isEqualTo(kubectl);
    }

    @AfterEach
    void close() {
        open.forEach(KubernetesObservatory::close);
    }
}
