package dev.crossfade.core.inventory;

import dev.crossfade.core.report.Where;
import java.util.List;

/**
 * An ipBlock of a NetworkPolicy that meets addresses which Cilium does not match with one.
 *
 * @param policy namespace and name
 * @param direction ingress or egress
 * @param range as the policy writes it
 * @param meets what it meets, in words
 */
public record PolicyRange(String policy, Where where, String direction, String range, List<String> meets) {

    public PolicyRange {
        meets = List.copyOf(meets);
    }

    /** For people: {@code kafka/clients, egress 0.0.0.0/0}. */
    public String title() {
        return policy + ", " + direction + " " + range;
    }
}
