package dev.crossfade.core.review;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a caller knows beyond Git; a text says nothing that neither Git nor these facts hold.
 *
 * @param evidence what proved the phase before
 * @param chart what the chart renders before and after the commit
 */
public record ReviewFacts(List<Evidence> evidence, Optional<Chart> chart) {

    /** Nobody was asked. */
    public static final ReviewFacts NONE = new ReviewFacts(List.of(), Optional.empty());

    public ReviewFacts {
        evidence = List.copyOf(evidence);
    }

    /**
     * One value that somebody read in the cluster.
     *
     * @param gate id of the gate that it speaks for
     * @param object where it stands, such as {@code DaemonSet kube-system/cilium}
     * @param read when
     */
    public record Evidence(String gate, String object, String field, String value, Instant read) {}

    /** The chart with the values of the commit's base and with its own, or why nobody rendered it. */
    public sealed interface Chart permits Rendered, NotRendered {}

    /** Objects as plain maps, each with apiVersion, kind and metadata.name. */
    public record Rendered(List<Map<String, Object>> before, List<Map<String, Object>> after) implements Chart {

        public Rendered {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    /** @param reason completes the sentence "not rendered: …" */
    public record NotRendered(String reason) implements Chart {}
}
