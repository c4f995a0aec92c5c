package dev.crossfade.argo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfade.argo.api.Call;
import dev.crossfade.argo.api.Limits;
import dev.crossfade.argo.api.MistakeListener;
import dev.crossfade.argo.contract.Ground.Reader;
import dev.crossfade.argo.contract.Looking;
import dev.crossfade.argo.contract.Yaml;
import dev.crossfade.argo.fake.FakeApiServer;
import dev.crossfade.argo.watch.Pace;
import dev.crossfade.core.observation.Look;
import dev.crossfade.core.observation.MetricsFact;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.observation.Seat;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What watching adds: changes arrive by themselves, nothing is missed where a watch breaks, and an idle cluster is left alone. */
class WatchTest {

    private static final Question.Pods PODS = new Question.Pods();

    private final FakeApiServer server = new FakeApiServer();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final WatchingObservatory observatory = watching(Reader.ADMIN, WatchingFakeTest.QUICK);
    private final Looking looking = new Looking(observatory);

    private WatchingObservatory watching(Reader reader, Pace pace) {
        return new WatchingObservatory(
                Connections.to(
                        server.config(reader),
                        FakeClusterTest.QUICK,
                        Clock.systemUTC(),
                        (call, status) -> calls.add(call)),
                FakeClusterTest.QUICK,
                pace,
                Clock.systemUTC(),
                ProxySelector.of(null),
                MistakeListener.NONE);
    }

    @AfterEach
    void close() {
        observatory.close();
        server.close();
    }

    private void pod(String name) {
        server.create(Yaml.of("{apiVersion: v1, kind: Pod, metadata: {name: %s, namespace: default}}".formatted(name)));
    }

    private void settings(String name) {
        server.create(
                Yaml.of("{apiVersion: v1, kind: ConfigMap, metadata: {name: %s, namespace: default}, data: {a: b}}"
                        .formatted(name)));
    }

    private static Question.Named settingsNamed(String name) {
        return new Question.Named(Seat.CLUSTER, ObjectId.namespaced("v1", "ConfigMap", "default", name));
    }

    private static List<String> names(List<PodFact> pods) {
        return pods.stream().map(PodFact::name).sorted().toList();
    }

    private long called(String path, boolean watch) {
        return calls.stream()
                .filter(call -> call.path().equals(path) && call.query().containsKey("watch") == watch)
                .count();
    }

    @Test
    void wakesWhoWaitsWithinASecondOfAChange() throws InterruptedException {
        pod("first");
        assertThat(looking.read(PODS)).hasSize(1);
        long seen = observatory.changes().count();
        assertThat(observatory.changes().await(seen, Duration.ofMillis(500)))
                .as("an idle cluster changes nothing")
                .isFalse();
        long began = System.nanoTime();
        pod("second");
        assertThat(observatory.changes().await(seen, Duration.ofSeconds(10))).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
        assertThat(names(looking.read(PODS))).containsExactly("first", "second");
        assertThat(called("/api/v1/pods", false)).as("lists").isEqualTo(1);
    }

    /** What nobody has asked for before is not what cannot be read. */
    @Test
    void aFirstAnswerIsAwaitedAndARefusedOneIsNot() {
        assertThat(looking.look(PODS).awaitsAll(List.of(PODS))).isTrue();
        looking.read(PODS);
        assertThat(looking.look(PODS).awaitsAll(List.of(PODS))).isFalse();
        try (WatchingObservatory denied = watching(Reader.NODES_ONLY, WatchingFakeTest.QUICK)) {
            Looking other = new Looking(denied);
            other.unread(PODS, "403");
            assertThat(other.look(PODS).awaitsAll(List.of(PODS))).isFalse();
        }
    }

    @Test
    void aNodeThatSaysThatItLivesIsNoChange() throws InterruptedException {
        Question.Nodes nodes = new Question.Nodes();
        ObjectNode node = (ObjectNode) server.create(Yaml.of("{apiVersion: v1, kind: Node, metadata: {name: a}, status:"
                + " {conditions: [{type: Ready, status: \"True\", lastHeartbeatTime: \"2026-01-02T03:04:05Z\"}]}}"));
        assertThat(looking.read(nodes))
                .extracting(each -> each.version().resourceVersion())
                .containsExactly(node.at("/metadata/resourceVersion").asText());
        long seen = observatory.changes().count();
        ObjectNode ready = (ObjectNode) node.at("/status/conditions/0");
        node = (ObjectNode) server.updateStatus(heard(node, ready, "lastHeartbeatTime"));
        assertThat(observatory.changes().await(seen, Duration.ofMillis(500))).isFalse();
        ready = (ObjectNode) node.at("/status/conditions/0");
        server.updateStatus(heard(node, ready, "lastTransitionTime"));
        assertThat(observatory.changes().await(seen, Duration.ofSeconds(10))).isTrue();
    }

    private static ObjectNode heard(ObjectNode node, ObjectNode condition, String field) {
        condition.put(field, "2026-01-02T03:09:05Z");
        return node;
    }

    @Test
    void saysNothingBeforeTheFirstListIsWhole() {
        server.faults().brokenLists.set(Integer.MAX_VALUE);
        pod("first");
        assertThat(looking.unread(PODS, "broke off")).contains("/api/v1/pods");
        assertThat(observatory.look(Set.of(PODS)).answer(PODS)).isInstanceOf(Reading.Unread.class);
        server.faults().brokenLists.set(0);
        assertThat(looking.read(PODS)).hasSize(1);
    }

    @Test
    void missesNothingWhereAWatchBreaks() {
        pod("first");
        assertThat(looking.read(PODS)).hasSize(1);
        for (int i = 0; i < 20; i++) {
            server.breakWatches();
            pod("next-" + i);
            server.delete(ObjectId.namespaced("v1", "Pod", "default", i == 0 ? "first" : "next-" + (i - 1)));
        }
        assertThat(names(looking.read(PODS, pods -> names(pods).equals(List.of("next-19")))))
                .containsExactly("next-19");
        assertThat(called("/api/v1/pods", false)).as("lists").isEqualTo(1);
    }

    @Test
    void listsAnewWhatTheServerHasForgottenAndDropsWhatIsGone() {
        pod("stays");
        pod("goes");
        assertThat(looking.read(PODS)).hasSize(2);
        server.faults().refusedWatches.set(3);
        server.breakWatches();
        server.delete(ObjectId.namespaced("v1", "Pod", "default", "goes"));
        server.forget();
        pod("comes");
        assertThat(names(looking.read(PODS, pods -> names(pods).equals(List.of("comes", "stays")))))
                .containsExactly("comes", "stays");
        assertThat(called("/api/v1/pods", false)).as("lists").isGreaterThan(1);
    }

    @Test
    void takesWhatIsStaleForUnknownAndHealsByItself() {
        pod("first");
        assertThat(looking.read(PODS, pods -> server.openWatches() > 0)).hasSize(1);
        server.faults().refusedWatches.set(Integer.MAX_VALUE);
        server.breakWatches();
        Reading<?> soon = observatory.look(Set.of(PODS)).answer(PODS);
        assertThat(soon).as("a break that is short").isInstanceOf(Reading.Read.class);
        assertThat(looking.unread(PODS, "503")).contains("last heard of");
        server.faults().refusedWatches.set(0);
        assertThat(looking.read(PODS)).hasSize(1);
    }

    @Test
    void beginsAWatchAnewThatSaysNothingAnyMore() {
        server.faults().bookmarkMillis = 60_000;
        pod("first");
        assertThat(looking.read(PODS)).hasSize(1);
        assertThat(looking.read(PODS, pods -> called("/api/v1/pods", true) >= 3))
                .hasSize(1);
        assertThat(called("/api/v1/pods", true)).isGreaterThanOrEqualTo(3);
        assertThat(called("/api/v1/pods", false)).as("lists").isEqualTo(1);
    }

    @Test
    void neitherHammersNorBelievesAServerThatEndsEveryWatchAtOnce() throws InterruptedException {
        pod("first");
        assertThat(looking.read(PODS, pods -> server.openWatches() > 0)).hasSize(1);
        server.faults().hastyWatches.set(Integer.MAX_VALUE);
        server.breakWatches();
        assertThat(looking.unread(PODS, "ends as soon as it begins")).contains("last heard of");
        calls.clear();
        Thread.sleep(1000);
        assertThat(calls).hasSizeBetween(1, 12);
        server.faults().hastyWatches.set(0);
        assertThat(looking.read(PODS)).hasSize(1);
    }

    @Test
    void doesNotBelieveAServerWhoseWatchesFailAsSoonAsTheyBegin() {
        pod("first");
        assertThat(looking.read(PODS, pods -> server.openWatches() > 0)).hasSize(1);
        server.faults().failingWatches.set(Integer.MAX_VALUE);
        server.breakWatches();
        assertThat(looking.unread(PODS, "etcd has no leader")).contains("last heard of");
        server.faults().failingWatches.set(0);
        assertThat(looking.read(PODS)).hasSize(1);
    }

    @Test
    void watchesObjectsOfOneKindAndNamespaceTogether() {
        IntStream.range(0, 10).forEach(i -> settings("s-" + i));
        Set<Question<?>> questions = new HashSet<>();
        IntStream.range(0, 11).forEach(i -> questions.add(settingsNamed("s-" + i)));
        Look look = allRead(observatory, questions);
        assertThat(look.answer(settingsNamed("s-3")).got().orElseThrow()).isPresent();
        assertThat(look.answer(settingsNamed("s-10")).got().orElseThrow()).isEmpty();
        assertThat(calls)
                .filteredOn(call ->
                        call.path().endsWith("/configmaps") && !call.query().containsKey("watch"))
                .hasSize(1);
    }

    @Test
    void watchesByNameWhereTheRightsAreByName() {
        settings("by-name-1");
        settings("by-name-2");
        try (WatchingObservatory bounded = watching(Reader.BY_NAME, WatchingFakeTest.QUICK)) {
            Look look = allRead(bounded, Set.of(settingsNamed("by-name-1"), settingsNamed("by-name-2")));
            assertThat(look.answer(settingsNamed("by-name-2")).got().orElseThrow())
                    .isPresent();
        }
    }

    /** Looks until every question is read. */
    private static Look allRead(WatchingObservatory observatory, Set<Question<?>> questions) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (true) {
            long seen = observatory.changes().count();
            Look look = observatory.look(questions);
            if (questions.stream().allMatch(each -> look.answer(each).got().isPresent()) || System.nanoTime() > end) {
                return look;
            }
            try {
                observatory.changes().await(seen, Duration.ofMillis(100));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void answersANamedObjectFromAListOfItsKind() {
        settings("one");
        Question.Listed all = new Question.Listed(Seat.CLUSTER, "v1", "ConfigMap", "");
        Look look = allRead(observatory, Set.of(all, settingsNamed("one"), settingsNamed("two")));
        assertThat(look.answer(settingsNamed("one")).got().orElseThrow()).isPresent();
        assertThat(look.answer(settingsNamed("two")).got()).contains(Optional.empty());
        assertThat(calls)
                .filteredOn(call ->
                        call.path().endsWith("/configmaps") && !call.query().containsKey("watch"))
                .hasSize(1);
    }

    @Test
    void letsGoWhatNobodyAsksForAnyMore() throws InterruptedException {
        Pace forgetful = new Pace(
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                Pace.Beat.every(Duration.ofMillis(100)),
                Pace.Beat.every(Duration.ofMillis(100)),
                Duration.ofMillis(20),
                Duration.ofMillis(200),
                Duration.ofMillis(200));
        try (WatchingObservatory forgetting = watching(Reader.ADMIN, forgetful)) {
            assertThat(new Looking(forgetting).read(PODS)).isEmpty();
            Thread.sleep(300);
            forgetting.look(Set.of());
            Thread.sleep(300);
            calls.clear();
            Thread.sleep(1500);
            assertThat(calls).isEmpty();
        }
    }

    @Test
    void asksAnIdleClusterLessThanFiveTimesAMinute() throws InterruptedException {
        Set<Question<?>> phase =
                new HashSet<>(Set.of(PODS, new Question.Nodes(), new Question.CiliumNodes(), new Question.Endpoints()));
        IntStream.range(0, 8).forEach(i -> phase.add(settingsNamed("s-" + i)));
        for (String name : List.of("cilium", "calico-node", "probe")) {
            phase.add(
                    new Question.Named(Seat.CLUSTER, ObjectId.namespaced("apps/v1", "DaemonSet", "kube-system", name)));
        }
        pod("first");
        try (WatchingObservatory usual = watching(Reader.ADMIN, Pace.USUAL)) {
            allRead(usual, phase);
            Thread.sleep(1000);
            long watches = calls.stream()
                    .filter(call -> call.query().containsKey("watch"))
                    .count();
            assertThat(watches).as("nodes, pods, ConfigMaps, DaemonSets").isEqualTo(4);
            calls.clear();
            for (int i = 0; i < 30; i++) {
                usual.look(phase);
                Thread.sleep(100);
            }
            assertThat(calls).as("calls in three seconds without a change").isEmpty();
            // a kind that is not served asks for the list of groups, all such kinds together
            double perMinute = watches / (Pace.USUAL.watch().toMinutes() * 5 / 6.0)
                    + 60.0 / Pace.USUAL.calm().unserved().toSeconds();
            assertThat(perMinute).isLessThan(5);
        }
    }

    @Test
    void asksForTheListOfGroupsOnceForAllKindsThatAreNotServed() {
        Limits believing = new Limits(
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                3,
                Duration.ofMillis(20),
                500,
                Duration.ofSeconds(20),
                Duration.ofSeconds(1));
        try (Connections connections = Connections.to(
                server.config(Reader.ADMIN), believing, Clock.systemUTC(), (call, status) -> calls.add(call))) {
            KubernetesObservatory asking = new KubernetesObservatory(
                    connections, believing, Clock.systemUTC(), ProxySelector.of(null), MistakeListener.NONE);
            Set<Question<?>> absent = Set.of(new Question.CiliumNodes(), new Question.Endpoints());
            asking.look(absent);
            calls.clear();
            asking.look(absent);
            assertThat(calls)
                    .filteredOn(call -> !call.path().equals("/version"))
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void pollsWhatNobodyCanWatch() {
        server.create(Yaml.of("""
                apiVersion: v1
                kind: Pod
                metadata:
                  name: cilium-a
                  namespace: kube-system
                  labels: {k8s-app: cilium}
                  ownerReferences: [{kind: DaemonSet, name: cilium, controller: true}]
                spec: {nodeName: a}
                """));
        server.proxied("kube-system/cilium-a:9962/metrics", "cilium_unreachable_nodes 1\n");
        Question.AgentMetrics metrics = new Question.AgentMetrics();
        assertThat(looking.read(metrics, found -> unreachable(found) == 1)).containsOnlyKeys("a");
        assertThat(looking.read(PODS)).hasSize(1);
        calls.clear();
        server.proxied("kube-system/cilium-a:9962/metrics", "cilium_unreachable_nodes 0\n");
        assertThat(looking.read(metrics, found -> unreachable(found) == 0)).containsOnlyKeys("a");
        assertThat(called("/api/v1/namespaces/kube-system/pods", false))
                .as("the agents are among the pods that are watched")
                .isLessThanOrEqualTo(1);
        assertThat(looking.unread(new Question.Http(URI.create("http://127.0.0.1:1/")), "refused the connection"))
                .contains("127.0.0.1:1");
    }

    private static double unreachable(Map<String, Reading<MetricsFact>> found) {
        return Optional.ofNullable(found.get("a"))
                .flatMap(Reading::got)
                .flatMap(each -> each.samples().stream().findFirst())
                .map(MetricsFact.Sample::value)
                .orElse(Double.NaN);
    }
}
