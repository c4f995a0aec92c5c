package dev.crossfade.core.examination;

import dev.crossfade.core.report.ErrorCode;
import dev.crossfade.core.report.Problem;
import dev.crossfade.core.report.Where;
import dev.crossfade.core.spec.Cidr;
import dev.crossfade.core.spec.Encapsulation;
import dev.crossfade.core.spec.MigrationSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares what crossfade.yaml says of Calico's pools with those that the repository keeps for the cluster. */
final class PoolFindings {

    private final MigrationSpec spec;
    private final List<CalicoPools.Pool> pools;

    private PoolFindings(MigrationSpec spec, List<CalicoPools.Pool> pools) {
        this.spec = spec;
        this.pools = pools;
    }

    /** Blockers where two networks would own one address, or pods change their family; else findings. */
    static List<Problem> check(MigrationSpec spec, List<CalicoPools.Pool> pools) {
        PoolFindings findings = new PoolFindings(spec, pools);
        List<Problem> problems = new ArrayList<>(findings.families());
        pools.forEach(pool -> pool.range().ifPresent(range -> findings.range(pool, range, problems)));
        pools.stream()
                .filter(findings::contradicts)
                .forEach(pool -> pool.encapsulation()
                        .ifPresent(found -> problems.add(findings.encapsulation(pool.owner(), found))));
        return problems;
    }

    /** Pods have one family then, and so have the Services (Kubernetes, "IPv4/IPv6 dual-stack"). */
    private List<Problem> families() {
        return spec.calico().pools().isEmpty()
                        || !spec.calico().pools().stream().allMatch(Cidr::isIpv6)
                ? List.of()
                : List.of(Problem.blocker(
                        ErrorCode.CALICO_IPV6,
                        Where.object("spec.calico.pools"),
                        "every pool is IPv6, and the plan's ranges are IPv4: a pod on Cilium would reach no Service of this"
                                + " cluster",
                        "leave this cluster as it is; where it has IPv4 pools, too, name them"));
    }

    /** A disabled pool gives no new addresses, and pods keep those that they have (Calico, IPPool, disabled). */
    private void range(CalicoPools.Pool pool, CalicoPools.Said<Cidr> range, List<Problem> problems) {
        Optional<Cidr> taken = spec.cilium().podCIDRs().stream()
                .filter(range.value()::overlaps)
                .findFirst();
        if (taken.isPresent()) {
            problems.add(Problem.blocker(
                    ErrorCode.CIDR_OVERLAP,
                    range.where(),
                    "pool " + range.value() + " of " + pool.owner() + " overlaps " + taken.get()
                            + " (spec.cilium.podCIDRs): an address would belong to a pod on each network",
                    "choose a pod range that nothing else uses; none of them can change after install-cilium. Where the"
                            + " pool is not in the cluster (kubectl get ippools), take it out here"));
        } else if (pool.serves() && spec.calico().pools().stream().noneMatch(known -> known.contains(range.value()))) {
            problems.add(
                    Problem.warning(
                            ErrorCode.CALICO_POOL_UNDECLARED,
                            range.where(),
                            "pool " + range.value() + " of " + pool.owner()
                                    + " is kept here, and spec.calico.pools does not have"
                                    + " it: pods with its addresses would not be found on nodes that have moved",
                            "add it to spec.calico.pools, disabled or not; or take it out here where it is not in the cluster"));
        }
    }

    /** The key has one word for all pools: VXLAN in any mode where one of them uses it, because of its port. */
    private boolean contradicts(CalicoPools.Pool pool) {
        Encapsulation told = spec.calico().encapsulation();
        boolean differs = isPods(pool)
                && pool.encapsulation().filter(said -> said.value() != told).isPresent();
        boolean another = told.isVxlan()
                ? pools.stream().filter(PoolFindings::isPods).anyMatch(CalicoPools.Pool::isVxlan)
                : !pool.isVxlan()
                        && pools.stream()
                                .filter(PoolFindings::isPods)
                                .anyMatch(each -> each.encapsulation()
                                        .filter(said -> said.value() == told)
                                        .isPresent());
        return differs && !another;
    }

    /** IPv6 pools have a mode of their own, mostly none. */
    private static boolean isPods(CalicoPools.Pool pool) {
        return pool.serves()
                && pool.range().filter(range -> range.value().isIpv6()).isEmpty();
    }

    private Problem encapsulation(String owner, CalicoPools.Said<Encapsulation> found) {
        return Problem.warning(
                ErrorCode.CALICO_ENCAPSULATION,
                found.where(),
                owner + " has encapsulation " + found.value().word() + ", and spec.calico.encapsulation is "
                        + spec.calico().encapsulation().word(),
                "correct spec.calico.encapsulation: of pools that differ VXLAN if one uses it; or answer for it where the"
                        + " pool was changed in the cluster alone");
    }
}
