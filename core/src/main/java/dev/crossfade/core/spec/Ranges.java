package dev.crossfade.core.spec;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.util.ArrayList;
import java.util.List;

/** No two ranges may overlap: a packet to a shared address would have two ways to go. */
final class Ranges {

    private static final String NEW = "spec.cilium.podCIDRs";

    /** The range that can still be chosen comes last: an overlap is reported at the later of the two. */
    private static final List<String> KEYS = List.of(
            "spec.cluster.nodeCIDRs", "spec.cluster.serviceCIDR", "spec.cluster.otherCIDRs", "spec.calico.pools", NEW);

    private Ranges() {}

    static List<Problem> check(Bound bound) {
        List<Named> all = new ArrayList<>();
        for (String key : KEYS) {
            bound.ranges(key).forEach((path, range) -> all.add(new Named(key, path, range)));
        }
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size(); j++) {
                if (all.get(i).range().overlaps(all.get(j).range())) {
                    problems.add(overlap(bound, all.get(i), all.get(j)));
                }
            }
        }
        return problems;
    }

    private static Problem overlap(Bound bound, Named one, Named other) {
        return Problem.blocker(
                ErrorCode.CIDR_OVERLAP,
                bound.where(other.path()),
                other.range() + " (" + other.key() + ") overlaps " + one.range() + " (" + one.key() + ")",
                other.key().equals(NEW)
                        ? "choose a pod range that nothing else uses; none of them can change after install-cilium"
                        : "correct the one that is wrong, or name only the wider of the two");
    }

    private record Named(String key, String path, Cidr range) {}
}
