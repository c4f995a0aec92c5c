package dev.crossfade.argo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.argo.api.CallListener;
import dev.crossfade.argo.api.MistakeListener;
import dev.crossfade.argo.contract.Ground.Reader;
import dev.crossfade.argo.contract.Looking;
import dev.crossfade.argo.contract.Objects;
import dev.crossfade.argo.fake.FakeApiServer;
import dev.crossfade.core.observation.NodeFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Seat;
import java.net.ProxySelector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Argo CD runs in another cluster than the one that migrates: each is asked for its own, whoever has the same names. */
class TwoClustersTest {

    private static final ObjectId SETTINGS = ObjectId.namespaced("v1", "ConfigMap", "default", "settings");

    private final FakeApiServer migrating = new FakeApiServer();
    private final FakeApiServer hub = new FakeApiServer();

    TwoClustersTest() {
        migrating.create(Objects.node("worker-1"));
        hub.create(Objects.node("hub-1"));
        migrating.create(Objects.settings("settings", "of the cluster that migrates"));
        hub.create(Objects.settings("settings", "of the hub"));
    }

    private Connections connections() {
        return Connections.to(
                migrating.config(Reader.ADMIN),
                hub.config(Reader.ADMIN),
                FakeClusterTest.QUICK,
                FakeClusterTest.FAR,
                CallListener.NONE);
    }

    @Test
    void whoAsksAnewAsksEachForItsOwn() {
        try (KubernetesObservatory observatory = new KubernetesObservatory(
                connections(),
                FakeClusterTest.QUICK,
                FakeClusterTest.FAR,
                ProxySelector.of(null),
                MistakeListener.NONE)) {
            requireEachItsOwn(new Looking(observatory));
        }
    }

    @Test
    void soDoesWhoWatches() {
        try (WatchingObservatory observatory = new WatchingObservatory(
                connections(),
                FakeClusterTest.QUICK,
                WatchingFakeTest.QUICK,
                FakeClusterTest.FAR,
                ProxySelector.of(null),
                MistakeListener.NONE)) {
            requireEachItsOwn(new Looking(observatory));
        }
    }

    private void requireEachItsOwn(Looking looking) {
        assertThat(looking.read(new Question.Nodes(), nodes -> !nodes.isEmpty()))
                .extracting(NodeFact::name)
                .containsExactly("worker-1");
        assertThat(looking.found(new Question.Named(Seat.CLUSTER, SETTINGS)).toString())
                .contains("of the cluster that migrates");
        assertThat(looking.found(new Question.Named(Seat.ARGO, SETTINGS)).toString())
                .contains("of the hub");
        assertThat(hub.requests()).noneMatch(request -> request.contains("/nodes"));
    }

    @AfterEach
    void close() {
        migrating.close();
        hub.close();
    }
}
