package dev.crossfade.argo.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfade.argo.Connections;
import dev.crossfade.argo.api.Answer;
import dev.crossfade.argo.api.Limits;
import dev.crossfade.argo.api.UnreadableException;
import dev.crossfade.argo.contract.Ground.Reader;
import dev.crossfade.argo.fake.FakeApiServer;
import dev.crossfade.core.observation.MetricsFact;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.PodFact;
import dev.crossfade.core.observation.Reading;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How old what agents have told may be. */
class AgentRoundsTest {

    private static final Duration REST = Duration.ofSeconds(90);

    private final FakeApiServer server = new FakeApiServer();
    private final ExecutorService crowd = Executors.newSingleThreadExecutor();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<PodFact> pods = new ArrayList<>();
    private final Connections connections = Connections.to(
            server.config(Reader.ADMIN), Limits.USUAL, Clock.systemUTC(), (call, status) -> asked.add(call.path()));
    private final AgentRounds rounds = rounds(REST);

    private AgentRounds rounds(Duration rest) {
        return new AgentRounds(new AgentMetrics(connections.cluster(), new Played(), Set.of("up"), crowd), rest);
    }

    private final class Played implements Workloads {
        @Override
        public Answer<Optional<ObjectFact>> daemonSet(String namespace, String name) {
            return new Answer<>(Optional.empty(), Instant.now());
        }

        @Override
        public Answer<List<PodFact>> pods(String namespace, String selector) {
            return new Answer<>(List.copyOf(pods), Instant.now());
        }
    }

    private void agents(int count) {
        for (int i = 0; i < count; i++) {
            Instant created = Instant.parse("2026-01-02T03:04:05Z");
            pods.add(new PodFact(
                    "kube-system",
                    "cilium-" + i,
                    "cilium",
                    new PodFact.Owner("DaemonSet", "cilium"),
                    new PodFact.Placement("node-" + i, true, List.of()),
                    new PodFact.Life("Running", created, 0, created, created, null)));
            server.proxied("kube-system/cilium-" + i + ":9962/metrics", "up 1\n");
        }
    }

    @AfterEach
    void close() {
        crowd.shutdownNow();
        connections.close();
        server.close();
    }

    private Reading<MetricsFact> told(boolean closely, Duration later) {
        Map<String, Reading<MetricsFact>> told =
                rounds.told(closely, Instant.now().plus(later)).got().orElseThrow();
        return told.get("node-0");
    }

    @Test
    void eachAnswerHasAnAgeOfItsOwn() throws UnreadableException {
        agents(1);
        rounds.ask(true);
        assertThat(told(true, Duration.ofSeconds(110))).isInstanceOf(Reading.Read.class);
        assertThat(told(true, Duration.ofSeconds(130)))
                .isInstanceOfSatisfying(
                        Reading.Unread.class, unread -> assertThat(unread.why()).contains("more than 2 min ago"));
        assertThat(told(false, Duration.ofSeconds(130))).isInstanceOf(Reading.Read.class);
        assertThat(told(false, Duration.ofHours(48))).isInstanceOf(Reading.Read.class);
        assertThat(told(false, Duration.ofHours(50)))
                .isInstanceOfSatisfying(
                        Reading.Unread.class, unread -> assertThat(unread.why()).contains("more than 2 d 1 h ago"));
    }

    /** A round of four minutes: when the last one answers, what the first one told is four minutes old. */
    @Test
    void whatASlowRoundTellsCountsUntilAllOfItIsTold() throws UnreadableException {
        agents(1);
        rounds.ask(true);
        rounds.lasted(Duration.ofMinutes(4));
        assertThat(told(true, Duration.ofSeconds(350))).isInstanceOf(Reading.Read.class);
        assertThat(told(true, Duration.ofSeconds(370))).isInstanceOf(Reading.Unread.class);
        rounds.lasted(Duration.ofHours(1));
        assertThat(told(true, Duration.ofSeconds(590))).isInstanceOf(Reading.Read.class);
        assertThat(told(true, Duration.ofSeconds(610))).isInstanceOf(Reading.Unread.class);
    }

    /** 20 rests of three hours are 60 hours. */
    @Test
    void everybodysTurnComesInTime() throws UnreadableException {
        AgentRounds slow = rounds(Duration.ofHours(3));
        agents(20);
        slow.ask(true);
        asked.clear();
        slow.ask(false);
        assertThat(asked).hasSize(2);
        for (int i = 1; i < 10; i++) {
            slow.ask(false);
        }
        assertThat(asked).hasSize(20).doesNotHaveDuplicates();
    }

    /** It is asked at once, and nobody waits any longer for that. */
    @Test
    void whoBeginsAnewTakesNobodysTurn() throws UnreadableException {
        AgentRounds slow = rounds(Duration.ofHours(3));
        agents(20);
        slow.ask(true);
        asked.clear();
        for (int i = 0; i < 5; i++) {
            slow.ask(false);
        }
        String path = asked.get(0);
        PodFact first = pods.stream()
                .filter(pod -> path.contains("/" + pod.name() + ":"))
                .findFirst()
                .orElseThrow();
        Instant anew = Instant.now();
        pods.set(
                pods.indexOf(first),
                new PodFact(
                        first.namespace(),
                        first.name(),
                        first.app(),
                        first.owner(),
                        first.placement(),
                        new PodFact.Life("Running", first.life().created(), 1, anew, anew, null)));
        slow.ask(false);
        assertThat(asked).hasSize(13);
        assertThat(asked.subList(10, 13)).contains(path);
        for (int i = 6; i < 10; i++) {
            slow.ask(false);
        }
        assertThat(Set.copyOf(asked)).hasSize(20);
        assertThat(asked).hasSize(21).filteredOn(path::equals).hasSize(2);
    }

    /** What was found in it is found once. */
    @Test
    void nothingIsAnotherMapUntilAnAgentTellsSomethingOrIsTooOld() throws UnreadableException {
        agents(2);
        rounds.ask(true);
        Instant now = Instant.now();
        Map<String, Reading<MetricsFact>> first = rounds.told(true, now).got().orElseThrow();
        assertThat(rounds.told(true, now.plusSeconds(60)).got()).containsSame(first);
        assertThat(rounds.told(true, now.plusSeconds(130)).got().orElseThrow())
                .hasSize(2)
                .allSatisfy((node, reading) -> assertThat(reading).isInstanceOf(Reading.Unread.class));
        rounds.ask(true);
        assertThat(rounds.told(true, now).got().orElseThrow())
                .isNotSameAs(first)
                .allSatisfy((node, reading) -> assertThat(reading).isInstanceOf(Reading.Read.class));
    }

    @Test
    void whoIsGoneHasToldNothing() throws UnreadableException {
        agents(1);
        rounds.ask(true);
        pods.clear();
        rounds.ask(false);
        assertThat(rounds.told(false, Instant.now()).got().orElseThrow()).isEmpty();
    }
}
