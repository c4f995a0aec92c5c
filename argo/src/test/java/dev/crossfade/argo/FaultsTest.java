package dev.crossfade.argo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.argo.api.Call;
import dev.crossfade.argo.api.Limits;
import dev.crossfade.argo.api.MistakeListener;
import dev.crossfade.argo.contract.Ground.Reader;
import dev.crossfade.argo.contract.Looking;
import dev.crossfade.argo.contract.Yaml;
import dev.crossfade.argo.fake.FakeApiServer;
import dev.crossfade.core.observation.ObjectId;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Question;
import dev.crossfade.core.observation.Reading;
import dev.crossfade.core.observation.Seat;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an API server cannot be made to do at will, played: pages forgotten, answers broken off, late or refused for a while. */
class FaultsTest {
    private static final Limits PATIENT = new Limits(
            Duration.ofMinutes(2),
            Duration.ofMinutes(2),
            1,
            Limits.USUAL.pause(),
            Limits.USUAL.page(),
            Duration.ofMinutes(5),
            Limits.USUAL.groups());

    private static final Question.Pods PODS = new Question.Pods();
    private static final Question.Nodes NODES = new Question.Nodes();
    private static final Limits SMALL_PAGES = new Limits(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            3,
            Duration.ofMillis(10),
            5,
            Duration.ofSeconds(6),
            Duration.ZERO);

    private final FakeApiServer server = new FakeApiServer();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final KubernetesObservatory observatory = observatory(server.config(Reader.ADMIN));

    private KubernetesObservatory observatory(Config config) {
        return observatory(config, SMALL_PAGES);
    }

    private KubernetesObservatory observatory(Config config, Limits limits) {
        return new KubernetesObservatory(
                Connections.to(config, limits, Clock.systemUTC(), (call, status) -> calls.add(call)),
                limits,
                Clock.systemUTC(),
                ProxySelector.of(null),
                MistakeListener.NONE);
    }

    @BeforeEach
    void twelvePods() {
        pods(0, 12);
    }

    private void pods(int from, int to) {
        for (int i = from; i < to; i++) {
            server.create(
                    Yaml.of("{apiVersion: v1, kind: Pod, metadata: {name: p-%d, namespace: default}}".formatted(i)));
        }
    }

    @AfterEach
    void close() {
        observatory.close();
        server.close();
    }

    private String why(Question<?> question) {
        Reading<?> reading = observatory.look(java.util.Set.of(question)).answer(question);
        assertThat(reading).isInstanceOf(Reading.Unread.class);
        return ((Reading.Unread<?>) reading).why();
    }

    private List<PodFact> pods() {
        return observatory.look(java.util.Set.of(PODS)).answer(PODS).got().orElseThrow();
    }

    @Test
    void readsThePagesOfOneState() {
        assertThat(pods()).hasSize(12);
        assertThat(calls).filteredOn(call -> call.path().equals("/api/v1/pods")).hasSize(3);
    }

    @Test
    void beginsAListAnewWhenTheServerHasForgottenItsPages() {
        server.faults().forgottenPages.set(1);
        assertThat(pods()).hasSize(12).doesNotHaveDuplicates();
        assertThat(calls)
                .filteredOn(call -> call.path().equals("/api/v1/pods"))
                .extracting(call -> call.query().get("limit"))
                .as("in larger pages, that it takes less time")
                .containsExactly("5", "5", "20");
    }

    @Test
    void givesUpAListWhosePagesAreAlwaysForgotten() {
        server.faults().forgottenPages.set(100);
        pods(12, 100);
        assertThat(why(PODS)).contains("410", "too old");
        assertThat(calls).hasSizeLessThan(12);
    }

    @Test
    void takesNoPartOfAListForAll() {
        server.faults().brokenLists.set(100);
        assertThat(why(PODS)).contains("broke off GET /api/v1/pods");
    }

    @Test
    void asksAgainWhereAListBrokeOffOnce() {
        server.faults().brokenLists.set(1);
        assertThat(pods()).hasSize(12);
    }

    @Test
    void asksAgainWhatIsRefusedForAWhileAndNoMoreOftenThanItMay() {
        server.faults().status = 429;
        server.faults().refused.set(2);
        assertThat(pods()).hasSize(12);
        server.faults().status = 500;
        server.faults().refused.set(100);
        calls.clear();
        assertThat(why(PODS)).contains("500");
        assertThat(calls).filteredOn(call -> call.path().equals("/api/v1/pods")).hasSize(3);
    }

    @Test
    void doesNotWaitForAnAnswerThatDoesNotCome() {
        server.faults().stalled = "/api/v1/pods";
        long began = System.nanoTime();
        assertThat(why(PODS)).contains("did not answer GET /api/v1/pods in time");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void asksAServerThatDoesNotAnswerNothingElse() {
        server.faults().stalled = "/";
        ObjectId one = ObjectId.namespaced("v1", "ConfigMap", "default", "a");
        Question.Named named = new Question.Named(Seat.CLUSTER, one);
        long began = System.nanoTime();
        var look = observatory.look(java.util.Set.of(PODS, NODES, named));
        for (Question<?> question : List.of(PODS, NODES, named)) {
            assertThat(look.answer(question)).isInstanceOf(Reading.Unread.class);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
        assertThat(calls).hasSize(1);
    }

    @Test
    void saysThatTheServerSpeaksNoTls() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> answerPlainly(plain));
            Config tls = new ConfigBuilder(Config.empty())
                    .withMasterUrl("https://127.0.0.1:" + plain.getLocalPort())
                    .build();
            // the JDK's first TLS may take its time on a machine that has much else to do
            try (KubernetesObservatory other = observatory(tls, PATIENT)) {
                assertThat(new Looking(other).unread(NODES)).contains("TLS", "certificate-authority");
            }
            plain.close();
            answered.join();
        }
    }

    /** Whoever is not understood may try once more. */
    private static void answerPlainly(ServerSocket plain) {
        while (!plain.isClosed()) {
            try (Socket socket = plain.accept()) {
                socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException gone) {
                // hung up, as who is not understood does; the server socket may be closed, too
                continue;
            }
        }
    }

    @Test
    void readsTheKubeconfigAnewWhereItsTokenIsNoLongerGood(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("config"), kubeconfig("expired"));
        try (KubernetesObservatory renewed = observatory(Config.fromKubeconfig(file.toFile()))) {
            assertThat(new Looking(renewed).unread(NODES)).contains("401");
            Files.writeString(file, kubeconfig("admin"));
            assertThat(new Looking(renewed).read(NODES)).isEmpty();
        }
    }

    private String kubeconfig(String token) {
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: fake, cluster: {server: "%s"}}]
                users: [{name: me, user: {token: %s}}]
                contexts: [{name: fake, context: {cluster: fake, user: me}}]
                current-context: fake
                """.formatted(server.config(Reader.ADMIN).getMasterUrl(), token);
    }

    @Test
    void saysThatNobodyKnowsTheServersName() {
        Config nowhere = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://nowhere.invalid:6443")
                .build();
        try (KubernetesObservatory other = observatory(nowhere)) {
            assertThat(new Looking(other).unread(NODES)).contains("nowhere.invalid", "a name that nobody knows");
        }
    }

    @Test
    void takesAnotherObjectForNoAnswer() {
        server.create(Yaml.of("{apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: default}, data: {}}"));
        server.faults().body = "{\"kind\": \"LoginPage\"}";
        ObjectId id = ObjectId.namespaced("v1", "ConfigMap", "default", "a");
        assertThat(why(new Question.Named(Seat.CLUSTER, id))).contains("no list of kinds");
        server.faults().body = "";
        assertThat(new Looking(observatory).found(new Question.Named(Seat.CLUSTER, id)))
                .isNotNull();
        server.faults().body = "{\"kind\": \"LoginPage\"}";
        assertThat(why(new Question.Named(Seat.CLUSTER, id))).contains("no ConfigMap but 'LoginPage'");
        assertThat(why(new Question.Listed(Seat.CLUSTER, "v1", "ConfigMap", "")))
                .contains("no list of objects but 'LoginPage'");
        assertThat(why(new Question.Served("down.example/v1"))).contains("no list of kinds");
    }

    @Test
    void takesA404FromAnywhereForNoAbsence() {
        server.faults().status = 404;
        server.faults().refused.set(2);
        ObjectId id = ObjectId.namespaced("apps/v1", "DaemonSet", "kube-system", "cilium");
        assertThat(why(new Question.Named(Seat.CLUSTER, id))).contains("404");
    }
}
