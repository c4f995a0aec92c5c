package dev.crossfade.clustertest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.argo.Connections;
import dev.crossfade.argo.KubernetesObservatory;
import dev.crossfade.argo.api.CallListener;
import dev.crossfade.argo.api.Limits;
import dev.crossfade.argo.contract.Ground;
import dev.crossfade.argo.contract.Ground.Reader;
import dev.crossfade.argo.contract.Looking;
import dev.crossfade.argo.contract.ObservatoryContract;
import dev.crossfade.core.observation.Question;
import io.fabric8.kubernetes.client.Config;
import java.net.ProxySelector;
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
                ProxySelector.of(null));
        open.add(observatory);
        return new Looking(observatory);
    }

    @Test
    void saysThatTheCertificateIsNotTrusted() {
        assertThat(looking(server.untrusting()).unread(new Question.Nodes()))
                .contains("is not trusted", "certificate-authority");
    }

    @AfterEach
    void close() {
        open.forEach(KubernetesObservatory::close);
    }
}
