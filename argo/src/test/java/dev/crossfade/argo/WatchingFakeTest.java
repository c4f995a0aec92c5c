package dev.crossfade.argo;

import dev.crossfade.argo.api.CallListener;
import dev.crossfade.argo.api.MistakeListener;
import dev.crossfade.argo.contract.Ground;
import dev.crossfade.argo.contract.Ground.Reader;
import dev.crossfade.argo.contract.Looking;
import dev.crossfade.argo.contract.ObservatoryContract;
import dev.crossfade.argo.fake.FakeApiServer;
import dev.crossfade.argo.watch.Pace;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** Holds the observatory that watches to the contract, on an API server in this process. */
class WatchingFakeTest extends ObservatoryContract {

    static final Pace QUICK = new Pace(
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Pace.Beat.every(Duration.ofMillis(100)),
            Pace.Beat.every(Duration.ofMillis(100)),
            Duration.ofMillis(20),
            Duration.ofMillis(200),
            Duration.ofMinutes(5));

    private final FakeApiServer server = new FakeApiServer();
    private final Map<Reader, WatchingObservatory> open = new EnumMap<>(Reader.class);

    @Override
    protected Ground ground() {
        return server;
    }

    @Override
    protected Looking looking(Reader reader) {
        return new Looking(open.computeIfAbsent(
                reader,
                each -> new WatchingObservatory(
                        Connections.to(
                                server.config(each), FakeClusterTest.QUICK, FakeClusterTest.FAR, CallListener.NONE),
                        FakeClusterTest.QUICK,
                        QUICK,
                        FakeClusterTest.FAR,
                        ProxySelector.of(null),
                        MistakeListener.NONE)));
    }

    @AfterEach
    void close() {
        open.values().forEach(WatchingObservatory::close);
        server.close();
    }
}
