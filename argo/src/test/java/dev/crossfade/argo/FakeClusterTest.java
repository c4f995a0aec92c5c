package dev.crossfade.argo;

import dev.crossfade.argo.api.CallListener;
import dev.crossfade.argo.api.Limits;
import dev.crossfade.argo.api.MistakeListener;
import dev.crossfade.argo.contract.Ground;
import dev.crossfade.argo.contract.Ground.Reader;
import dev.crossfade.argo.contract.Looking;
import dev.crossfade.argo.contract.ObservatoryContract;
import dev.crossfade.argo.fake.FakeApiServer;
import java.net.ProxySelector;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** Holds the observatory that asks anew to the contract, on an API server in this process. */
class FakeClusterTest extends ObservatoryContract {

    static final Limits QUICK = new Limits(
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            3,
            Duration.ofMillis(20),
            500,
            Duration.ofSeconds(20),
            Duration.ZERO);
    static final Clock FAR = Clock.fixed(Instant.parse("2001-01-01T00:00:00Z"), ZoneOffset.UTC);

    private final FakeApiServer server = new FakeApiServer();
    private final Map<Reader, KubernetesObservatory> open = new EnumMap<>(Reader.class);

    @Override
    protected Ground ground() {
        return server;
    }

    @Override
    protected Looking looking(Reader reader) {
        return new Looking(open.computeIfAbsent(
                reader,
                each -> new KubernetesObservatory(
                        Connections.to(server.config(each), QUICK, FAR, CallListener.NONE),
                        QUICK,
                        FAR,
                        ProxySelector.of(null),
                        MistakeListener.NONE)));
    }

    @AfterEach
    void close() {
        open.values().forEach(KubernetesObservatory::close);
        server.close();
    }
}
