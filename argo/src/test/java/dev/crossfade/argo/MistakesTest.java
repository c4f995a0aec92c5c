package dev.crossfade.argo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.argo.api.Call;
import dev.crossfade.argo.contract.Ground.Reader;
import dev.crossfade.argo.contract.Looking;
import dev.crossfade.argo.contract.Yaml;
import dev.crossfade.argo.fake.FakeApiServer;
import dev.crossfade.core.observation.Question;
import java.net.ProxySelector;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What nobody foresaw in an answer is no answer, and is told once. */
class MistakesTest {

    private static final Question.Pods PODS = new Question.Pods();
    private static final Question.Nodes NODES = new Question.Nodes();

    private final FakeApiServer server = new FakeApiServer();
    private final List<Call> lists = new CopyOnWriteArrayList<>();
    private final List<String> mistakes = new CopyOnWriteArrayList<>();
    private final Connections connections =
            Connections.to(server.config(Reader.ADMIN), FakeClusterTest.QUICK, Clock.systemUTC(), (call, status) -> {
                if (call.path().equals("/api/v1/pods")) {
                    lists.add(call);
                }
            });

    /** It is to end in a time that no calendar has. */
    @BeforeEach
    void aPodThatNobodyForesaw() {
        server.create(Yaml.of("""
                apiVersion: v1
                kind: Pod
                metadata:
                  name: late
                  namespace: default
                  deletionTimestamp: "2026-08-01T12:00:00Z"
                  deletionGracePeriodSeconds: 9223372036854775807
                """));
    }

    @AfterEach
    void close() {
        server.close();
    }

    private void mistaken(String what, Throwable mistake) {
        mistakes.add(what + ": " + mistake);
    }

    @Test
    void whoAsksTellsItOnceAndReadsTheRest() {
        try (KubernetesObservatory asking = new KubernetesObservatory(
                connections, FakeClusterTest.QUICK, Clock.systemUTC(), ProxySelector.of(null), this::mistaken)) {
            Looking looking = new Looking(asking);
            assertThat(looking.unread(PODS)).contains("is not understood", "DateTimeException");
            assertThat(looking.unread(PODS)).contains("is not understood");
            assertThat(looking.read(NODES)).isEmpty();
        }
        assertThat(mistakes).singleElement().asString().contains("Pods", "DateTimeException");
    }

    @Test
    void whoWatchesTellsItOnceHoweverOftenItListsAnew() throws InterruptedException {
        try (WatchingObservatory watching = new WatchingObservatory(
                connections,
                FakeClusterTest.QUICK,
                WatchingFakeTest.QUICK,
                Clock.systemUTC(),
                ProxySelector.of(null),
                this::mistaken)) {
            assertThat(new Looking(watching).unread(PODS, "are not understood")).contains("DateTimeException");
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (lists.size() < 3 && System.nanoTime() < end) {
                watching.changes().await(watching.changes().count(), Duration.ofMillis(50));
            }
        }
        assertThat(lists).as("listed anew").hasSizeGreaterThan(2);
        assertThat(mistakes).singleElement().asString().contains("Pods", "DateTimeException");
    }
}
