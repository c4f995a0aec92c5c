package dev.crossfade.assembly.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfade.argo.api.Call;
import dev.crossfade.assembly.Standings;
import dev.crossfade.core.progress.Advanced;
import dev.crossfade.core.progress.Decision;
import dev.crossfade.core.progress.Turn;
import dev.crossfade.core.proof.Steadiness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What kubelet and Prometheus are answered. */
class WatchServerTest {

    private static final Instant NOON = Instant.parse("2026-08-01T12:00:00Z");

    private final MovingClock clock = new MovingClock(NOON);
    private final Pulse pulse = new Pulse(clock);
    private final WatchMetrics metrics = new WatchMetrics("prod");
    private final WatchServer server =
            new WatchServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), pulse, metrics);

    @AfterEach
    void close() {
        server.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://127.0.0.1:" + server.address().getPort() + path))
                                .build(),
                        BodyHandlers.ofString());
    }

    @Test
    void isReadyWhileItsLooksComeToAnEnd() throws IOException, InterruptedException {
        assertThat(get("/readyz"))
                .returns(503, HttpResponse::statusCode)
                .extracting(HttpResponse::body)
                .asString()
                .contains("no look has come to its end yet");
        pulse.looked();
        assertThat(get("/readyz")).returns(200, HttpResponse::statusCode);
        clock.pass(Pulse.BLIND.minusSeconds(1));
        pulse.failed("the forge does not answer");
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
        clock.pass(Duration.ofSeconds(2));
        assertThat(get("/readyz"))
                .returns(503, HttpResponse::statusCode)
                .extracting(HttpResponse::body)
                .asString()
                .contains("last look at " + NOON, "the forge does not answer");
        pulse.looked();
        assertThat(get("/readyz").body()).doesNotContain("the forge does not answer");
    }

    @Test
    void livesWhileItsLoopGoesRound() throws IOException, InterruptedException {
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
        clock.pass(Pulse.DEAD.plusSeconds(1));
        assertThat(get("/healthz").statusCode()).isEqualTo(503);
        pulse.beat();
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void countsCallsAndKnowsTheForgesBudget() throws IOException, InterruptedException {
        metrics.called(Call.get("/api/v1/nodes", "nodes"), 200);
        metrics.called(Call.get("/api/v1/nodes", "nodes"), 200);
        metrics.called(403, OptionalLong.of(4711));
        metrics.failed("forge-unavailable");
        metrics.leads(() -> true);
        assertThat(get("/metrics").body())
                .contains(
                        "crossfade_api_calls_total{migration=\"prod\",resource=\"nodes\",status=\"200\",verb=\"get\"} 2.0")
                .contains("crossfade_forge_calls_total{migration=\"prod\",status=\"403\"} 1.0")
                .contains("crossfade_forge_budget_remaining{migration=\"prod\"} 4711.0")
                .contains("crossfade_look_failures_total{code=\"forge-unavailable\",migration=\"prod\"} 1.0")
                .contains("crossfade_leader{migration=\"prod\"} 1.0");
    }

    /** One Prometheus has the watchers of many migrations. */
    @Test
    void everySeriesSaysOfWhichMigrationItIs() throws IOException, InterruptedException {
        Advanced advanced = new Advanced(
                Standings.merged(), new Decision.Wait("gates", Optional.empty()), List.of("x"), Steadiness.none());
        metrics.turned(new Turn(advanced, List.of(), List.of(), Duration.ZERO), Duration.ofMillis(7), NOON);
        metrics.acted(advanced.decision());
        metrics.called(Call.get("/api/v1/nodes", "nodes"), 200);
        metrics.called(200, OptionalLong.of(4711));
        metrics.failed("forge-unavailable");

        List<String> series = get("/metrics")
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertThat(series).allSatisfy(line -> assertThat(line).contains("migration=\"prod\""));
        assertThat(series.stream()
                        .map(line ->
                                line.replaceFirst("\\{.*", "").replaceFirst("_seconds_(bucket|sum|count)$", "_seconds"))
                        .distinct())
                .as("each metric has a series here")
                .hasSize(14);
    }

    @Test
    void knowsNoOtherPageAndRefusesAnAddressThatIsTaken() throws IOException, InterruptedException {
        assertThat(get("/metrics/x").statusCode()).isEqualTo(404);
        assertThatThrownBy(() -> new WatchServer(server.address(), pulse, metrics))
                .hasMessageContaining("nothing can listen on")
                .hasMessageContaining(String.valueOf(server.address().getPort()));
    }

    /** The Lease may have ended since anybody said that it changed hands. */
    @Test
    void whetherItLeadsIsAskedWhenSomebodyWantsToKnow() throws IOException, InterruptedException {
        AtomicBoolean leads = new AtomicBoolean(true);
        assertThat(get("/metrics").body()).contains("crossfade_leader{migration=\"prod\"} 0.0");
        metrics.leads(leads::get);
        assertThat(get("/metrics").body()).contains("crossfade_leader{migration=\"prod\"} 1.0");
        leads.set(false);
        assertThat(get("/metrics").body()).contains("crossfade_leader{migration=\"prod\"} 0.0");
    }
}
