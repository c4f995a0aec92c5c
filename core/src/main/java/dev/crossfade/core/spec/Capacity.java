package dev.crossfade.core.spec;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every node takes a block of the new ranges from the install on, nodes on Calico, too; neither ranges nor block size can
 * change later (Cilium documentation, network/concepts/ipam/cluster-pool).
 */
final class Capacity {

    /** Fewer blocks are asked about where nobody says how many nodes there are: a cluster that rotates soon has as many. */
    private static final int FEW = 8;

    private Capacity() {}

    static List<Problem> check(Bound bound) {
        List<Problem> problems = new ArrayList<>();
        int mask = bound.get("spec.cilium.maskSize", Integer.class).orElse(24);
        Map<String, Cidr> ranges = bound.ranges("spec.cilium.podCIDRs");
        BigInteger blocks = BigInteger.ZERO;
        for (Map.Entry<String, Cidr> entry : ranges.entrySet()) {
            Cidr range = entry.getValue();
            blocks = blocks.add(range.blocks(mask));
            if (range.bits() != 32) {
                problems.add(problem(
                        bound,
                        entry.getKey(),
                        range + " is an IPv6 range, and Calico's IPv4 pools are what moves",
                        "name IPv4 ranges"));
            } else if (mask < range.prefix() || mask > 30) {
                problems.add(problem(
                        bound,
                        // what the file leaves at its default is not what is wrong with it
                        bound.written("spec.cilium.maskSize") ? "spec.cilium.maskSize" : entry.getKey(),
                        "blocks of /" + mask + " cannot be cut from " + range,
                        range.prefix() > 30
                                ? "name a larger range"
                                : "use a maskSize between " + range.prefix() + " and 30, or a larger range"));
            }
        }
        boolean complete = ranges.size() == bound.items("spec.cilium.podCIDRs").size();
        if (problems.isEmpty() && !ranges.isEmpty()) {
            nodes(bound, blocks, mask, complete).ifPresent(problems::add);
        }
        return problems;
    }

    private static Optional<Problem> nodes(Bound bound, BigInteger blocks, int mask, boolean complete) {
        Optional<Integer> nodes = bound.get("spec.cluster.nodes", Integer.class).filter(wanted -> wanted > 0);
        if (nodes.filter(wanted -> blocks.compareTo(BigInteger.valueOf(wanted)) < 0)
                .isPresent()) {
            return Optional.of(problem(
                    bound,
                    "spec.cilium.podCIDRs",
                    "podCIDRs hold " + blocks + " blocks of /" + mask + ", but up to " + nodes.get()
                            + " nodes exist at once",
                    "use a larger range, a further one, or smaller blocks"));
        }
        return complete && nodes.isEmpty() && blocks.compareTo(BigInteger.valueOf(FEW)) < 0
                ? Optional.of(Problem.warning(
                        ErrorCode.IPAM_CAPACITY,
                        bound.where("spec.cilium.podCIDRs"),
                        "podCIDRs hold blocks of /" + mask + " for " + blocks
                                + " nodes at once, old and new ones, and nobody says how many there are",
                        "say nodes under spec.cluster; or use a larger range, a further one, or smaller blocks"))
                : Optional.empty();
    }

    private static Problem problem(Bound bound, String path, String message, String cure) {
        return Problem.blocker(ErrorCode.IPAM_CAPACITY, bound.where(path), message, cure);
    }
}
