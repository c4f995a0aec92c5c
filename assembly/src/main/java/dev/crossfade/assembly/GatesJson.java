package dev.crossfade.assembly;

import dev.crossfade.core.gate.Evidence;
import dev.crossfade.core.gate.Gate;
import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.progress.StatusReport;
import dev.crossfade.core.proof.GateVerdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gates in the shape that customers script against. */
final class GatesJson {

    private GatesJson() {}

    static List<Map<String, @Nullable Object>> of(StatusReport.Proofs proofs) {
        return proofs.proven()
                .map(proven -> proven.gates().stream().map(GatesJson::judged).toList())
                .orElseGet(() -> proofs.gates().stream().map(GatesJson::unasked).toList());
    }

    /** Those that let the next phase in. */
    static List<Map<String, @Nullable Object>> ofEntry(StatusReport.Proofs proofs) {
        return proofs.proven()
                .map(proven -> proven.verdicts().entry().stream()
                        .map(GatesJson::judged)
                        .toList())
                .orElseGet(() ->
                        proofs.entryGates().stream().map(GatesJson::unasked).toList());
    }

    private static Map<String, @Nullable Object> judged(GateVerdict gate) {
        return gate(
                gate.gate().id(),
                gate.verdict(),
                gate.reason(),
                gate.evidence().stream().map(GatesJson::evidence).toList(),
                gate.since().toString());
    }

    private static Map<String, @Nullable Object> unasked(Gate gate) {
        return gate(
                gate.id(), Verdict.UNKNOWN, "the cluster was not asked; passes when " + gate.passes(), List.of(), null);
    }

    private static Map<String, @Nullable Object> gate(
            String id, Verdict verdict, String reason, List<?> evidence, @Nullable String since) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("id", id);
        object.put("verdict", verdict.id());
        object.put("reason", reason);
        object.put("evidence", evidence);
        object.put("since", since);
        return object;
    }

    private static Map<String, @Nullable Object> evidence(Evidence evidence) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("object", evidence.object());
        object.put("field", evidence.field());
        object.put("value", evidence.value());
        object.put("since", evidence.since() == null ? null : evidence.since().toString());
        return object;
    }
}
