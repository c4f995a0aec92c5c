package dev.crossfade.clustertest;

import dev.crossfade.argo.Connections;
import dev.crossfade.argo.WatchingObservatory;
import dev.crossfade.argo.api.CallListener;
import dev.crossfade.argo.api.Limits;
import dev.crossfade.argo.api.MistakeListener;
import dev.crossfade.argo.contract.Ground;
import dev.crossfade.argo.contract.Ground.Reader;
import dev.crossfade.argo.contract.Looking;
import dev.crossfade.argo.contract.ObservatoryContract;
import dev.crossfade.argo.watch.Pace;
import java.net.ProxySelector;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** Holds the observatory that watches to the contract, on a real API server. */
@EnabledIfEnvironmentVariable(
        named = Kit.VARIABLE,
        matches = ".+",
        disabledReason = "CROSSFADE_KIT names no command that starts a control plane")
class WatchingJourneyTest extends ObservatoryContract {

    private static final Clock FAR = Clock.fixed(Instant.parse("2001-01-01T00:00:00Z"), ZoneOffset.UTC);
    private static final Pace QUICK = new Pace(
            Duration.ofSeconds(30),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8),
            Pace.Beat.every(Duration.ofMillis(500)),
            Pace.Beat.every(Duration.ofMillis(500)),
            Duration.ofMillis(50),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5));

    @TempDir
    static Path folder;

    private static RealApiServer server;

    private final Map<Reader, WatchingObservatory> open = new EnumMap<>(Reader.class);

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
        return new Looking(open.computeIfAbsent(
                reader,
                each -> new WatchingObservatory(
                        Connections.to(server.config(each), Limits.USUAL, FAR, CallListener.NONE),
                        Limits.USUAL,
                        QUICK,
                        FAR,
                        ProxySelector.of(null),
                        MistakeListener.NONE)));
    }

    @AfterEach
    void close() {
        open.values().forEach(WatchingObservatory::close);
    }
}
