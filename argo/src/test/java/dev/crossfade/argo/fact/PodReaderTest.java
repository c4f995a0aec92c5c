package dev.crossfade.argo.fact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfade.core.observation.PodFact;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PodReaderTest {

    private static @Nullable Instant waiting(String spec, String status) throws IOException {
        PodFact pod = new PodReader().apply(new ObjectMapper().readTree("""
                                {"metadata": {"namespace": "shop", "name": "one", "creationTimestamp": "2026-08-01T10:00:00Z"},
                                 "spec": {%s},
                                 "status": {%s, "conditions": [
                                   {"type": "PodScheduled", "status": "True", "lastTransitionTime": "2026-08-01T10:05:00Z"}]}}
                                """.formatted(spec, status)));
        return pod.life().waiting();
    }

    @Test
    void waitsForAnAddressSinceItIsOnANode() throws IOException {
        assertThat(waiting("\"nodeName\": \"b\"", "\"phase\": \"Pending\""))
                .isEqualTo(Instant.parse("2026-08-01T10:05:00Z"));
    }

    @Test
    void doesNotWaitWithAnAddressOrTheHostsNetworkOrNoNodeOrWhereItRuns() throws IOException {
        assertThat(waiting("\"nodeName\": \"b\"", "\"phase\": \"Pending\", \"podIP\": \"10.245.0.1\""))
                .isNull();
        assertThat(waiting("\"nodeName\": \"b\", \"hostNetwork\": true", "\"phase\": \"Pending\""))
                .isNull();
        assertThat(waiting("\"nodeSelector\": {}", "\"phase\": \"Pending\"")).isNull();
        assertThat(waiting("\"nodeName\": \"b\"", "\"phase\": \"Running\"")).isNull();
    }

    private static PodFact.Life life(String inits) throws IOException {
        return new PodReader()
                .apply(new ObjectMapper().readTree("""
                                {"metadata": {"namespace": "kube-system", "name": "one", "creationTimestamp": "2026-08-01T10:00:00Z"},
                                 "spec": {"nodeName": "b"},
                                 "status": {"phase": "Running", "initContainerStatuses": [%s], "containerStatuses": [
                                   {"restartCount": 1, "state": {"running": {"startedAt": "2026-08-01T11:00:00Z"}}}]}}
                                """.formatted(inits)))
                .life();
    }

    /** As after a kill of its container alone: init containers stay as they ended. */
    @Test
    void beganWithTheFirstOfItsInitContainers() throws IOException {
        assertThat(life("""
                        {"restartCount": 0, "state": {"terminated": {"startedAt": "2026-08-01T10:00:03Z", "finishedAt": "2026-08-01T10:00:04Z"}}},
                        {"restartCount": 0, "state": {"terminated": {"startedAt": "2026-08-01T10:00:05Z", "finishedAt": "2026-08-01T10:00:06Z"}}}
                        """))
                .satisfies(life -> assertThat(life.begun()).isEqualTo(Instant.parse("2026-08-01T10:00:03Z")))
                .satisfies(life -> assertThat(life.started()).isEqualTo(Instant.parse("2026-08-01T11:00:00Z")));
    }

    @Test
    void beganAsItStartedWithoutInitContainers() throws IOException {
        assertThat(life("").begun()).isEqualTo(Instant.parse("2026-08-01T11:00:00Z"));
    }
}
