package dev.crossfade.argo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.argo.api.Call;
import dev.crossfade.argo.api.MistakeListener;
import dev.crossfade.argo.contract.Ground.Reader;
import dev.crossfade.argo.contract.Looking;
import dev.crossfade.argo.contract.Yaml;
import dev.crossfade.argo.fake.FakeApiServer;
import dev.crossfade.argo.watch.Pace;
import dev.crossfade.core.observation.MetricsFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import java.net.ProxySelector;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What nobody can watch is asked as often as somebody wants to know it. */
class AttentionTest {

    private static final Question.AgentMetrics METRICS = new Question.AgentMetrics();
    private static final Question.Pods PODS = new Question.Pods();
    private static final Duration NEVER = Duration.ofMinutes(1);
    private static final Duration SOON = Duration.ofMillis(100);

    private final FakeApiServer server = new FakeApiServer();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    /** Of agents alone. */
    private final List<String> lists = new CopyOnWriteArrayList<>();

    private WatchingObservatory watching(Pace.Beat close, Pace.Beat calm) {
        Pace pace = new Pace(
                Duration.ofMinutes(1),
                Duration.ofSeconds(90),
                Duration.ofMinutes(2),
                close,
                calm,
                Duration.ofMillis(20),
                Duration.ofMillis(200),
                Duration.ofMinutes(5));
        return new WatchingObservatory(
                Connections.to(server.config(Reader.ADMIN), FakeClusterTest.QUICK, Clock.systemUTC(), this::called),
                FakeClusterTest.QUICK,
                pace,
                Clock.systemUTC(),
                ProxySelector.of(null),
                MistakeListener.NONE);
    }

    private void called(Call call, int status) {
        if (call.query().containsKey("labelSelector")) {
            lists.add(call.path());
        }
        if (call.path().endsWith("/metrics")) {
            asked.add(call.path().replaceAll(".*/pods/cilium-(.*):.*", "$1"));
        }
    }

    @BeforeEach
    void agents() {
        List.of("a", "b", "c").forEach(this::agent);
    }

    private void agent(String node) {
        server.create(Yaml.of("""
                apiVersion: v1
                kind: Pod
                metadata:
                  name: cilium-%1$s
                  namespace: kube-system
                  labels: {k8s-app: cilium}
                  ownerReferences: [{kind: DaemonSet, name: cilium, controller: true}]
                spec: {nodeName: %1$s}
                """.formatted(node)));
        tells(node, 0);
    }

    private void tells(String node, int unreachable) {
        server.proxied(
                "kube-system/cilium-" + node + ":9962/metrics", "cilium_unreachable_nodes " + unreachable + "\n");
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static boolean all(Map<String, Reading<MetricsFact>> told) {
        return told.size() == 3 && told.values().stream().allMatch(Reading.Read.class::isInstance);
    }

    private static boolean isApart(Map<String, Reading<MetricsFact>> told, String node) {
        return told.get(node) instanceof Reading.Read<MetricsFact> read
                && read.value().samples().get(0).value() == 1;
    }

    private void awaitAsked(int most) throws InterruptedException {
        for (int i = 0; asked.size() < most && i < 500; i++) {
            Thread.sleep(10);
        }
        assertThat(asked).as("agents that were asked").hasSizeGreaterThanOrEqualTo(most);
    }

    @Test
    void asksOneAgentAfterTheOtherWhileNobodyWantsToKnow() throws InterruptedException {
        try (WatchingObservatory observatory = watching(Pace.Beat.every(NEVER), Pace.Beat.every(SOON))) {
            Looking looking = new Looking(observatory);
            // from the start, or a second round of all may begin before it
            observatory.attend(false);
            looking.read(METRICS, AttentionTest::all);
            assertThat(asked.subList(0, 3)).as("all at first").containsExactlyInAnyOrder("a", "b", "c");
            asked.clear();
            tells("b", 1);

            looking.read(METRICS, told -> isApart(told, "b") && all(told));
            awaitAsked(7);

            List<String> turn = asked.subList(0, 3);
            assertThat(turn).doesNotHaveDuplicates();
            assertThat(asked.subList(0, 6))
                    .containsExactly(turn.get(0), turn.get(1), turn.get(2), turn.get(0), turn.get(1), turn.get(2));
        }
    }

    @Test
    void asksNobodyWhileThePodsAreBeingListed() throws InterruptedException {
        try (WatchingObservatory observatory = watching(Pace.Beat.every(SOON), Pace.Beat.every(SOON))) {
            server.faults().stalled = "/api/v1/pods";
            Looking looking = new Looking(observatory);
            looking.look(METRICS, PODS);
            Thread.sleep(500);
            assertThat(looking.look(METRICS, PODS).awaitsAll(List.of(METRICS, PODS)))
                    .isTrue();
            assertThat(asked).isEmpty();

            server.faults().stalled = "";
            looking.read(METRICS, AttentionTest::all);
            assertThat(looking.read(PODS)).hasSize(3);
            assertThat(lists).as("the agents are among the pods").isEmpty();
        }
    }

    @Test
    void asksANewAgentAtOnce() {
        try (WatchingObservatory observatory = watching(Pace.Beat.every(NEVER), Pace.Beat.every(SOON))) {
            Looking looking = new Looking(observatory);
            looking.read(METRICS, AttentionTest::all);
            observatory.attend(false);
            agent("d");
            looking.read(METRICS, told -> told.get("d") instanceof Reading.Read<MetricsFact>);
        }
    }

    @Test
    void whatWasToldInTurnCountsForNothingOnceSomebodyWantsToKnow() throws InterruptedException {
        try (WatchingObservatory observatory = watching(Pace.Beat.every(NEVER), Pace.Beat.every(SOON))) {
            Looking looking = new Looking(observatory);
            looking.read(METRICS, AttentionTest::all);
            observatory.attend(false);
            asked.clear();
            // three of them may be of a round that was under way
            awaitAsked(4);
            List.of("a", "b", "c").forEach(node -> tells(node, 1));
            server.faults().stalled = "/api/v1/namespaces/kube-system/pods/cilium-a";

            observatory.attend(true);

            assertThat(looking.unread(METRICS, "asked anew")).isNotEmpty();
            assertThat(looking.look(METRICS).awaitsAll(List.of(METRICS))).isTrue();
            Map<String, Reading<MetricsFact>> anew = looking.read(METRICS);
            assertThat(List.of("b", "c")).allMatch(node -> isApart(anew, node));
            assertThat(anew.get("a")).as("who does not answer now").isInstanceOf(Reading.Unread.class);
        }
    }

    @Test
    void whatAnAgentTellsCountsBeforeItsRoundIsOver() {
        try (WatchingObservatory observatory = watching(Pace.Beat.every(SOON), Pace.Beat.every(NEVER))) {
            Looking looking = new Looking(observatory);
            looking.read(METRICS, AttentionTest::all);
            server.faults().stalled = "/api/v1/namespaces/kube-system/pods/cilium-a";
            tells("b", 1);

            looking.read(METRICS, told -> isApart(told, "b") && told.get("a") instanceof Reading.Read<MetricsFact>);
        }
    }

    @Test
    void whoBeginsToLookCloselyDoesNotWaitForTheNextRound() {
        try (WatchingObservatory observatory = watching(Pace.Beat.every(SOON), Pace.Beat.every(NEVER))) {
            Looking looking = new Looking(observatory);
            looking.read(METRICS, AttentionTest::all);
            observatory.attend(false);
            tells("c", 1);
            observatory.attend(true);
            looking.read(METRICS, told -> isApart(told, "c"));
            Question.CiliumNodes nodes = new Question.CiliumNodes();
            assertThat(looking.read(nodes)).as("a kind that is not served").isEmpty();
        }
    }
}
