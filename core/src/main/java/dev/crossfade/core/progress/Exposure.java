package dev.crossfade.core.progress;

import dev.crossfade.core.gate.Verdict;
import dev.crossfade.core.phase.Sequence;
import dev.crossfade.core.plan.Plan;
import dev.crossfade.core.proof.Merges;
import dev.crossfade.core.spec.PoliciesSpec;
import java.time.Instant;
import java.util.Optional;

/**
 * The time in which no network policy is enforced: Calico's are relaxed, and Cilium's do not hold yet.
 *
 * @param from the phase that began it
 * @param until the phase that ends it
 */
public record Exposure(Instant since, Sequence.Entry from, Sequence.Entry until) {

    static Optional<Exposure> of(Plan plan, Proving.Proven proven) {
        int merged = proven.entry().number();
        int held = proven.verdict() == Verdict.PASSED ? merged : merged - 1;
        Merges merges = proven.merged().merges();
        PoliciesSpec policies = plan.migration().spec().policies();
        if (policies.kubernetes() != PoliciesSpec.Presence.PRESENT
                && policies.calico() == PoliciesSpec.Presence.ABSENT) {
            return Optional.empty();
        }
        Optional<Sequence.Entry> from = plan.entry("relax-policies").filter(entry -> entry.step() != null);
        Optional<Sequence.Entry> until = plan.entry("enforce-policies").filter(entry -> entry.step() != null);
        return from.filter(entry -> entry.number() <= merged)
                .flatMap(entry -> until.filter(end -> end.number() > held)
                        .flatMap(end -> merges.of(entry.id()).map(merge -> new Exposure(merge.time(), entry, end))));
    }
}
