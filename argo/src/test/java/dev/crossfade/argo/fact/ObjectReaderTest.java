package dev.crossfade.argo.fact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfade.core.observation.ObjectFact;
import dev.crossfade.core.observation.Write;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectReaderTest {

    private static final String WRITTEN = """
            {"metadata": {"name": "cilium", "creationTimestamp": "2026-08-01T10:00:00Z", "managedFields": [
              {"manager": "argocd-controller", "operation": "Apply", "time": "2026-08-01T11:00:00Z", "fieldsV1": {
                "f:metadata": {"f:labels": {"f:app": {}}},
                "f:spec": {"f:template": {"f:metadata": {"f:annotations": {".": {}, "f:cilium.io/checksum": {}}},
                  "f:spec": {"f:containers": {"k:{\\"name\\":\\"agent\\"}": {".": {}, "f:image": {}},
                                              "k:{\\"name\\":\\"mount\\"}": {".": {}}}}}}}},
              {"manager": "labeller", "time": "2026-08-01T12:00:00Z", "fieldsV1": {"f:metadata": {"f:labels": {"f:x": {}}}}},
              {"manager": "kube-controller-manager", "subresource": "status", "time": "2026-08-01T13:00:00Z",
                "fieldsV1": {"f:status": {"f:replicas": {}}}}
            ]}}
            """;

    private static ObjectFact read(String json) throws IOException {
        return new ObjectReader("apps/v1", "DaemonSet").apply(new ObjectMapper().readTree(json));
    }

    @Test
    void saysWhoWroteWhatOfTheObjectButForMetadataAndStatus() throws IOException {
        assertThat(read(WRITTEN).writes())
                .containsExactly(
                        new Write(
                                "argocd-controller",
                                Instant.parse("2026-08-01T11:00:00Z"),
                                List.of(
                                        "spec.template.metadata.annotations.cilium.io/checksum",
                                        "spec.template.spec.containers[{\"name\":\"agent\"}].image",
                                        "spec.template.spec.containers[{\"name\":\"mount\"}]")),
                        new Write("labeller", Instant.parse("2026-08-01T12:00:00Z"), List.of()));
    }

    @Test
    void hasChangedWhenWhatItDoesWasWritten() throws IOException {
        assertThat(read(WRITTEN).changed()).isEqualTo(Instant.parse("2026-08-01T11:00:00Z"));
        assertThat(read(WRITTEN).version().changed()).isEqualTo(Instant.parse("2026-08-01T12:00:00Z"));
        assertThat(read("{\"metadata\": {\"name\": \"x\", \"creationTimestamp\": \"2026-08-01T10:00:00Z\"}}")
                        .changed())
                .isEqualTo(Instant.parse("2026-08-01T10:00:00Z"));
    }
}
